"""Sphinx extension: beside each term of a glossary, the term in the other languages.

The terms come from the termbases, `locales/<code>/terms.toml`. In a translated edition the terms
are put in the order of its own alphabet.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from catalog_state import locales_folder
from docutils import nodes
from site_languages import read_languages
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from untranslated import language_class


@cache
def read_terms(path: Path) -> dict[str, str]:
    """Read a termbase.

    Args:
        path: A terms.toml with `en` and the language's own key for each term.

    Returns:
        The language's term by the source's term; nothing where there is no termbase.
    """
    if not path.is_file():
        return {}
    terms = tomllib.loads(path.read_text(encoding="utf-8")).get("terms", [])
    source, code = read_languages().source, path.parent.name
    return {term[source]: term[code] for term in terms if source in term and code in term}


class KeepSourceTerms(SphinxTransform):
    """Keeps each term in the source's language with its node, before it is translated."""

    default_priority = 15  # before Locale (20)

    def apply(self, **kwargs: Any) -> None:
        """Look at the glossaries of this page."""
        for term in _terms(self.document):
            term["source_text"] = term.astext()


class ShowOtherLanguages(SphinxPostTransform):
    """Adds the terms in the other languages, and sorts a translated glossary."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Change the glossaries of this page."""
        languages, own = read_languages(), self.config.language
        others = [each.code for each in languages.all if each.code != own]
        for term in _terms(self.document):
            for code in others:
                self._add(term, code, is_source=code == languages.source)
        if own != languages.source:
            for glossary in self.document.findall(addnodes.glossary):
                for definitions in glossary.findall(nodes.definition_list):
                    definitions.children.sort(key=_sort_key)

    def _add(self, term: nodes.term, code: str, *, is_source: bool) -> None:
        source_text = term.get("source_text", "")
        path = locales_folder(self.app) / code / "terms.toml"
        text = source_text if is_source else read_terms(path).get(source_text, "")
        if text and text != term.astext():
            term += nodes.inline("", text, classes=["term-elsewhere", language_class(code)])


def _terms(document: nodes.document) -> list[nodes.term]:
    glossaries = document.findall(addnodes.glossary)
    return [term for glossary in glossaries for term in glossary.findall(nodes.term)]


def _sort_key(item: nodes.Node) -> str:
    return item.astext().casefold()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_transform(KeepSourceTerms)
    app.add_post_transform(ShowOtherLanguages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
