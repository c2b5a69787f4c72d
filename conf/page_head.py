"""Sphinx extension: what search engines and link previews are told about a page."""

import re
from collections.abc import Set as AbstractSet
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from topics import questions_of

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
    for section in doctree.findall(nodes.section):
        for child in section.children:
            if isinstance(child, nodes.paragraph):
                return shorten(child.astext())
    return ""


def descriptions(env: BuildEnvironment) -> dict[str, str]:
    """Return the description of each page that was read."""
    kept: dict[str, str] = env.__dict__.setdefault("page_descriptions", {})
    return kept


class DescriptionCollector(EnvironmentCollector):
    """Keeps the description of each page, so that no doctree has to be read again for it."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget what `docname` had."""
        descriptions(env).pop(docname, None)

    def merge_other(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over what another process read."""
        found = descriptions(other)
        descriptions(env).update({name: found[name] for name in docnames if name in found})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Describe a page that was just read."""
        descriptions(app.env)[app.env.current_document.docname] = describe(doctree)


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
    context["page_description"] = descriptions(app.env).get(pagename, search)


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
