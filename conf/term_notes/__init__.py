"""Sphinx extension: terms of the glossary in answers, with their definition in a tooltip.

The first use of a term in an answer is a link to its entry; a script shows the definition beside
it. Definitions are written as data, which a page loads when a reader comes near a term.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docutils import nodes
from page_facts import add_site_facts
from page_parts import on_pages
from page_parts.files import write_data
from page_parts.parts import add_parts, question_sections
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from .entries import HERE, Entry, entries
from .matching import Matcher

# Text in these is left alone: it is a link already, or it is no running text.
CLOSED: Final = (nodes.reference, nodes.literal, nodes.math, nodes.title, nodes.image, nodes.strong)
PLAIN_WORDS: Final = "plain-words"


def matcher(app: Sphinx) -> Matcher:
    """Return what finds the terms in this edition; made once."""
    kept: list[Matcher] = app.__dict__.setdefault("term_matcher", [])
    if not kept:
        kept.append(Matcher(entries(app), app.config.language))
    return kept[0]


class MarkTerms(SphinxPostTransform):
    """Makes the first use of each term in an answer a link to the glossary."""

    default_priority = 20  # after links are resolved (10)
    builders = ("html", "dirhtml")

    def run(self, **kwargs: Any) -> None:
        """Mark the terms of this page."""
        for section in question_sections(self.document):
            for paragraphs in scopes(section):
                used: set[str] = set()
                for paragraph in paragraphs:
                    for text in list(open_texts(paragraph)):
                        self._mark(text, used)

    def _mark(self, text: nodes.Text, used: set[str]) -> None:
        pieces: list[nodes.Node] = []
        done = 0
        for start, end, entry in matcher(self.app).find(text.astext()):
            if entry.id not in used:
                used.add(entry.id)
                pieces.append(nodes.Text(text.astext()[done:start]))
                pieces.append(self._link(text.astext()[start:end], entry))
                done = end
        if pieces:
            pieces.append(nodes.Text(text.astext()[done:]))
            text.parent.replace(text, [piece for piece in pieces if piece.astext()])

    def _link(self, words: str, entry: Entry) -> nodes.reference:
        here = self.env.current_document.docname
        uri = f"{self.app.builder.get_relative_uri(here, entry.docname)}#{entry.id}"
        return nodes.reference("", words, refuri=uri, internal=True, classes=["glossary-term"])


def scopes(section: nodes.section) -> Iterator[list[nodes.paragraph]]:
    """Yield the paragraphs of an answer in depth, then those of the one in plain words."""
    found: dict[bool, list[nodes.paragraph]] = {False: [], True: []}
    for paragraph in section.findall(nodes.paragraph):
        classes = " ".join(paragraph["classes"])
        if "translation-state" not in classes and "language-" not in classes:
            found[_is_plain(paragraph)].append(paragraph)
    yield from found.values()


def _is_plain(node: nodes.Element) -> bool:
    parent = node.parent
    return isinstance(parent, nodes.admonition) and PLAIN_WORDS in parent["classes"]


def open_texts(paragraph: nodes.paragraph) -> Iterator[nodes.Text]:
    """Yield the texts of a paragraph in which a term may become a link."""
    for text in paragraph.findall(nodes.Text):
        node = text.parent
        while node is not paragraph and not isinstance(node, CLOSED):
            node = node.parent
        if node is paragraph:
            yield text


def _write_definitions(app: Sphinx, builder: Builder) -> None:
    found = entries(app) if on_pages(app) else []
    if found:
        value = {each.id: [each.title, each.definition, each.language] for each in found}
        write_data(app, "terms", value)


def texts() -> dict[str, str]:
    """Return what stands below a definition where a finger opened it."""
    return {"termAgain": _("Tap again for the glossary.")}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    add_parts(app, HERE, texts=texts)
    app.add_post_transform(MarkTerms)
    add_site_facts(app, lambda app: [[e.id, e.docname, e.forms] for e in entries(app)])
    app.connect("write-started", _write_definitions)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
