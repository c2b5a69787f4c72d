"""Sphinx extension: a topic's list of questions is filtered as one types, and knows what was read.

What was read, and where reading ended, stays in the browser and can be forgotten.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from page_parts.fragments import fragment
from page_parts.parts import add_parts, question_sections, render
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from topics import count_text

HERE: Final = Path(__file__).parent


class AddTools(SphinxPostTransform):
    """Puts the field and the line of what was read above a list of questions."""

    default_priority = 901
    builders = ("html", "dirhtml")

    def run(self, **kwargs: Any) -> None:
        """Add them to this page."""
        for listed in list(self.document.findall(nodes.enumerated_list)):
            if "question-list" in listed["classes"]:
                name = self.env.current_document.docname
                count = count_text(len(question_sections(self.document)))
                tools = render(HERE / "tools.html", topic=name, count=count)
                listed.parent.insert(listed.parent.index(listed), fragment(html=tools + "\n"))


def texts() -> dict[str, str]:
    """Return the words that the script fills in."""
    return {
        "listed": _("{n} of {all} questions"),
        "unlisted": _("No question has these words."),
        "goOn": _("Go on: {question}"),
        "seen": _("read"),
        "forgotten": _("What you have read is forgotten."),
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    add_parts(app, HERE, texts=texts)
    app.add_post_transform(AddTools)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
