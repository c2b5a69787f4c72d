"""The entries of the glossary pages: terms, their forms in running text, and definitions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from catalog_state import locales_folder
from docutils import nodes
from site_languages import read_languages
from sphinx import addnodes
from sphinx.application import Sphinx

HERE: Final = Path(__file__).parent
SENTENCE_END: Final = re.compile(r"^.*[.!?。](?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A term: the id of its entry, its page, its forms and its definition.

    `language` is empty if the definition is in the language of the edition.
    """

    id: str
    docname: str
    title: str
    forms: tuple[str, ...]
    definition: str
    language: str


def entries(app: Sphinx) -> list[Entry]:
    """Return the entries of all glossaries, in their order; read once a build."""
    kept: list[Entry] | None = app.__dict__.get("term_entries")
    if kept is None:
        kept = [entry for name in _glossaries(app) for entry in _entries(app, name)]
        app.__dict__["term_entries"] = kept
    return kept


def _glossaries(app: Sphinx) -> list[str]:
    objects = app.env.domains.standard_domain.objects.items()
    return sorted({docname for (kind, _name), (docname, _id) in objects if kind == "term"})


def _entries(app: Sphinx, docname: str) -> Iterator[Entry]:
    for glossary in app.env.get_doctree(docname).findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            paragraph = item.next_node(nodes.paragraph)
            for term in item.findall(nodes.term):
                if term["ids"] and paragraph:
                    title = term.astext()
                    text, language = definition(paragraph), _language(paragraph)
                    forms = _forms(app, title, term.get("source_text", title))
                    yield Entry(term["ids"][0], docname, title, forms, text, language)


def definition(paragraph: nodes.paragraph) -> str:
    """Return a definition without the sentence that only leads elsewhere."""
    text = ""
    for child in paragraph.children:
        words = child.astext()
        if isinstance(child, nodes.reference | addnodes.pending_xref) and not words.strip():
            whole = SENTENCE_END.match(text)
            text = whole[0] if whole else text
            break
        text += words
    return " ".join(text.split())


def _language(paragraph: nodes.paragraph) -> str:
    marks = [name for name in paragraph["classes"] if name.startswith("language-")]
    return marks[0].removeprefix("language-") if marks else ""


@cache
def termbase(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of every termbase below a folder, by the term in the source language."""
    source = read_languages().source
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*/terms.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("terms", []):
            found.setdefault(entry[source].casefold(), {}).update(entry)
    return found


def _forms(app: Sphinx, title: str, source_title: str) -> tuple[str, ...]:
    """Return the forms of a term in this edition: names such as RLHF stand in any language."""
    entry = termbase(locales_folder(app)).get(source_title.casefold(), {})
    source, own = read_languages().source, app.config.language
    others = list(entry.get(f"{source}_also", ()))
    if own != source:
        others = [entry.get(own, ""), *(form for form in others if _is_name(form))]
    return tuple(dict.fromkeys(filter(None, [title, *others])))


def _is_name(form: str) -> bool:
    return " " not in form and sum(letter.isupper() for letter in form) > 1
