"""Sphinx extension: below each question of a translated edition, the state of its translation.

A question is translated, or its English has changed since, or it is not translated yet. Where
the repository's address is known, a link leads to the first line of its catalog that is to do.
"""

import os
from collections.abc import Iterable
from typing import Any

from catalog_state import Entry, State, catalog_name, page_catalog
from docutils import nodes
from site_languages import read_languages
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages
from sphinx.util.typing import ExtensionMetadata
from topics import question_id, sections_of

# A question is as good as the worst of its texts.
WORST_FIRST: tuple[State, ...] = ("changed", "untranslated", "translated")


def repository() -> str:
    """Return the repository's address without a slash at its end, or "" if it is not known."""
    return os.environ.get("MUNDAP_REPOSITORY_URL", "").rstrip("/")


def worst(entries: Iterable[Entry]) -> Entry | None:
    """Return the entry that decides about a question: the first of the worst state."""
    found = list(entries)
    for state in WORST_FIRST:
        for entry in found:
            if entry.state == state:
                return entry
    return None


class ReadStates(SphinxTransform):
    """Keeps each section's state with it, while its messages are still English."""

    default_priority = 15  # before Locale (20), which puts the translations in

    def apply(self, **kwargs: Any) -> None:
        """Look up the messages of each section of this page."""
        language = self.config.language
        if language == read_languages().source or self.app.builder.name == "gettext":
            return
        entries = page_catalog(self.app, language, self.env.current_document.docname)
        for section in sections_of(self.document):  # which ones ask is not known yet
            messages = [message for _node, message in extract_messages(section)]
            found = worst(entries[m] for m in messages if m in entries)
            section["translation"] = found or Entry("untranslated", 1)


class ShowStates(SphinxTransform):
    """Puts a line below each question that says what was kept."""

    default_priority = 875  # after MarkUntranslated (870): this line is in the page's language

    def apply(self, **kwargs: Any) -> None:
        """Add the lines of this page."""
        for section in sections_of(self.document):
            entry: Entry | None = section.attributes.pop("translation", None)
            if entry and question_id(section):
                section.append(self._line(entry))

    def _line(self, entry: Entry) -> nodes.paragraph:
        line = nodes.paragraph(classes=["translation-state", f"state-{entry.state}"])
        line += nodes.inline("", state_text(entry.state))
        if address := repository():
            name = catalog_name(self.config.language, self.env.current_document.docname)
            uri = f"{address}/blob/main/locales/{name}#L{entry.line}"
            line += nodes.Text(" ")
            line += nodes.reference("", link_text(entry.state), refuri=uri)
        return line


def state_text(state: State) -> str:
    """Return what a reader is told of a state, in the language of the edition."""
    return {
        "translated": _("Translated"),
        "changed": _("The English has changed since this was translated"),
        "untranslated": _("Not translated yet"),
    }[state]


def link_text(state: State) -> str:
    """Return the text of the link to the catalog, in the language of the edition."""
    return _("Improve this translation") if state == "translated" else _("Translate this")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_transform(ReadStates)
    app.add_transform(ShowStates)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
