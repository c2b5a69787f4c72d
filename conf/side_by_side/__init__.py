"""Sphinx extension: the other language under this one, paragraph by paragraph.

Each text of a topic is numbered while it is still in the source language; what the catalogs have
for its message is written under this number as data, which the page loads when a reader asks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from catalog_state import finished, page_catalog
from docutils import nodes
from page_parts import on_pages
from page_parts.files import write_data
from page_parts.parts import add_parts, render
from page_parts.questions import question_link, site_questions
from site_languages import Language, read_languages
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages
from sphinx.util.typing import ExtensionMetadata
from topics import counts, questions_list

from .inline import inline_html

HERE: Final = Path(__file__).parent
MESSAGE: Final = "side-by-side"


class MarkMessages(SphinxTransform):
    """Marks titles and paragraphs of a topic, which Sphinx translates after this."""

    default_priority = 15  # before Locale (20)

    def apply(self, **kwargs: Any) -> None:
        """Mark this page, if it is a topic."""
        if not on_pages(self.app) or not self.document.next_node(questions_list):
            return
        for number, (node, message) in enumerate(extract_messages(self.document)):
            if isinstance(node, nodes.paragraph) or (
                isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)
            ):
                node["classes"].append(f"text-{number}")
                node[MESSAGE] = (number, message)


def companions(edition: str) -> list[Language]:
    """Return the languages that an edition shows below its own.

    The source for a translation, and every translation for the source.
    """
    found = read_languages()
    is_source = edition == found.source
    return [each for each in found.all if (each.code == found.source) != is_source]


def translations(app: Sphinx, docname: str, code: str) -> dict[str, str]:
    """Return the finished translations of a page by message."""
    return finished(page_catalog(app, code, docname))


def pairs(app: Sphinx, docname: str, doctree: nodes.document, code: str) -> dict[str, str]:
    """Return by number what a page's texts are in another language, as safe HTML.

    Args:
        app: The application.
        docname: The page.
        doctree: The page, in the language of the edition.
        code: The other language.
    """
    edition, source = app.config.language, read_languages().source
    known = translations(app, docname, edition if code == source else code)
    translate = str if code == source else known.get
    resolve = partial(_resolve, app, translate)
    found = {}
    for node in doctree.findall(nodes.Element):
        number, message = node.get(MESSAGE, (0, ""))
        if message in known:
            text = message if code == source else known[message]
            found[str(number)] = inline_html(text, resolve)
    return found


def _resolve(
    app: Sphinx, translate: Callable[[str], str | None], name: str
) -> tuple[str, str] | None:
    if question := site_questions(app).get(name):
        return question_link(app, question), translate(question.title_source) or question.title
    return None


def _write(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if doctree and on_pages(app) and pagename in counts(app.env):
        for language in companions(app.config.language):
            texts = pairs(app, pagename, doctree, language.code)
            write_data(app, f"texts/{language.code}/{pagename}", texts)


def _buttons(app: Sphinx, _node: nodes.Node, *, template: str) -> str:
    languages = companions(app.config.language)
    return render(HERE / template, languages=languages) if languages else ""


def texts() -> dict[str, str]:
    """Return what a screen reader hears."""
    return {
        "shownBelow": _("{language} is shown below each paragraph."),
        "hiddenBelow": _("{language} is hidden."),
        "notLoaded": _("The texts could not be loaded. Try again."),
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    bar, foot = (partial(_buttons, template=name) for name in ("bar.html", "foot.html"))
    add_parts(app, HERE, bar=bar, foot=foot, texts=texts)
    app.add_transform(MarkMessages)
    app.connect("html-page-context", _write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
