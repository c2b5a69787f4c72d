"""Sphinx extension: answers in depth, in plain words, or both, as the reader chooses.

Without scripts both stand on the page. A topic with no answer in plain words has no choice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from page_parts.parts import add_parts, question_sections, render
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from topics import question_id

HERE: Final = Path(__file__).parent
PLAIN_WORDS: Final = "plain-words"
HAS_PLAIN: Final = "has-plain"


def has_plain(section: nodes.section) -> bool:
    """Return whether a question is answered in plain words, too."""
    boxes = section.findall(nodes.admonition)
    return any(PLAIN_WORDS in box["classes"] for box in boxes)


class MarkPlain(SphinxPostTransform):
    """Marks the questions that have an answer in plain words, and their entries in the list."""

    default_priority = 6  # after FillTopics (5), which makes the list
    builders = ("html", "dirhtml")

    def run(self, **kwargs: Any) -> None:
        """Mark those of this page."""
        marked = {question_id(s): s for s in question_sections(self.document) if has_plain(s)}
        for section in marked.values():
            section["classes"].append(HAS_PLAIN)
        for listed in self.document.findall(nodes.enumerated_list):
            if "question-list" in listed["classes"]:
                self._mark_entries({f"#{name}" for name in marked}, listed)

    def _mark_entries(self, links: set[str], listed: nodes.enumerated_list) -> None:
        for link in list(listed.findall(nodes.reference)):
            if link["refuri"] in links:
                mark = nodes.inline("", _("plain words"), classes=["plain-mark"])
                link.parent += [nodes.Text(" "), mark]


def bar(app: Sphinx, document: nodes.document) -> str:
    """Return the choice, for a topic that has both kinds of answers."""
    found = any(HAS_PLAIN in section["classes"] for section in question_sections(document))
    return render(HERE / "choice.html") if found else ""


def texts() -> dict[str, str]:
    """Return what a screen reader hears of a choice."""
    return {
        "depth": _("Answers in depth"),
        "plain": _("Answers in plain words, where there are any"),
        "both": _("Answers in depth and in plain words"),
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    add_parts(app, HERE, bar=bar, texts=texts)
    app.add_post_transform(MarkPlain)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
