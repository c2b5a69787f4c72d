"""Sphinx extension: what search engines and link previews are told about a page."""

import re
from typing import Any

from docutils import nodes
from page_collector import PageCollector
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from topics import questions_of, sections_of

# Search engines show about 155 characters of a description.
LENGTH = 155


def describe(doctree: nodes.document) -> str:
    """Return a description of a page in the language that the page is in.

    Args:
        doctree: The translated page.

    Returns:
        The page's first questions if it has any, otherwise its first paragraph; shortened.
    """
    questions = [title.astext() for _, title in questions_of(doctree)]
    if questions:
        return shorten(" ".join(questions))
    for section in sections_of(doctree):
        for child in section.children:
            if isinstance(child, nodes.paragraph):
                return shorten(child.astext())
    return ""


class DescriptionCollector(PageCollector[str]):
    """Keeps the description of each page."""

    name = "page_descriptions"

    def find(self, doctree: nodes.document) -> str:
        """Describe a page."""
        return describe(doctree)


def shorten(text: str, length: int = LENGTH) -> str:
    """Return the whole sentences of `text` that fit, or as many words as fit and an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    ends = [match.end() for match in re.finditer(r"[.?!](?=\s)", text[: length + 1])]
    if ends and ends[-1] >= length // 3:
        return text[: ends[-1]]
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _add_description(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    about = _("Study notes on machine learning, written as questions and answers.")
    search = f"{_('Search the questions')}. {about}" if pagename == "search" else ""
    context["page_description"] = DescriptionCollector.kept(app.env).get(pagename, search)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_env_collector(DescriptionCollector)
    app.connect("html-page-context", _add_description)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
