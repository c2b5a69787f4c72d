"""Reads the questions of an edition from its doctrees, for whatever is made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, Final, TypedDict
from urllib.parse import urlsplit

from catalog_state import finished, page_catalog
from docutils import nodes
from kept import digest, folder_of, kept
from site_languages import read_languages
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from topics import question_id, sections_of, topics_in_order

from .clean_html import Element, written
from .clean_page import PLAIN_WORDS, Answers, clean_page, take_out
from .text_forms import as_markdown, as_text, links_of

SOURCES: Final = "topics/sources.json"
MARKS: Final = re.compile(r"\\([!-/:-@\[-`{-~])|[`*$]")  # of markup in a title


class Text(TypedDict):
    """One text in three forms."""

    markdown: str
    html: str
    text: str


class Plain(Text):
    """The edition in plain words, and the question as it words it, if it does."""

    question: str | None


@dataclass(frozen=True)
class Page:
    """A topic that is being read: its doctree with links resolved, and where it is."""

    app: Sphinx
    name: str
    doctree: nodes.document
    body: str

    @property
    def uri(self) -> str:
        """The page's path below its edition."""
        return str(self.app.builder.get_target_uri(self.name))

    def link(self, address: str) -> str:
        """Return a link of this page as one that works outside of it, if the site's address does.

        Args:
            address: What stands in the page, relative to it or not.

        Returns:
            An address below the edition's, or below the edition's folder when that is not known.
        """
        if urlsplit(address).scheme:
            return address
        path, _, anchor = address.partition("#")
        found = normpath(join(dirname(self.uri), path)) if path else self.uri
        return str(self.app.config.html_baseurl) + found + (f"#{anchor}" if anchor else "")


def text_of(part: Element) -> Text:
    """Return what is below an element as HTML, Markdown and text; the element is no use then."""
    html, copy = written(part), deepcopy(part)
    return {"markdown": as_markdown(part), "html": html, "text": as_text(copy)}


def questions(app: Sphinx) -> Iterator[str]:
    """Yield the questions of each topic as JSON, in the order of the site.

    Args:
        app: The application, after reading, with a builder of HTML.

    Returns:
        The elements of a list of what schema.json describes, as they stand in the file.
    """
    sources = read_sources(Path(app.srcdir) / SOURCES)
    for name in topics_in_order(app.env):
        found = _kept(app, name)
        rows = [sources.get(one["id"], {}) for one in found]
        made_from = digest(*(json.dumps(each).encode() for each in (found, rows)))
        make = partial(_as_elements, found, rows)
        yield kept(folder_of(app, "questions") / name, made_from, make).decode()


def _as_elements(found: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> bytes:
    whole = [{**one, **row} for one, row in zip(found, rows, strict=True)]
    return json.dumps(whole, ensure_ascii=False, indent=1)[2:-2].replace("\n", "\n ").encode()


def keep(app: Sphinx, name: str, doctree: nodes.document, body: str) -> list[dict[str, Any]]:
    """Keep the questions of a page that was written, beside its doctree; return them.

    A page that has not changed is not written again, and what was kept of it still holds.

    Args:
        app: The application.
        name: The page.
        doctree: The page with its links resolved.
        body: Its HTML.
    """
    found = list(_of_page(Page(app, name, doctree, body)))
    path = _piece(app, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def _kept(app: Sphinx, name: str) -> list[dict[str, Any]]:
    if (path := _piece(app, name)).is_file():
        return list(json.loads(path.read_text(encoding="utf-8")))
    builder: Any = app.builder
    builder.current_docname = name
    doctree = app.env.get_and_resolve_doctree(name, builder, tags=app.tags)
    return keep(app, name, doctree, builder.render_partial(doctree)["fragment"])


def _piece(app: Sphinx, name: str) -> Path:
    return Path(app.doctreedir, "questions", app.builder.name, f"{name}.json")


def read_sources(path: Path) -> dict[str, dict[str, Any]]:
    """Return by question where it comes from, as the splitter has written it.

    Raises:
        ExtensionError: The file cannot be read; the message says what to do.
    """
    if not path.is_file():
        return {}
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: {"source": [{"document": row["seed"], "lines": row["lines"]}]}
            for name, row in known.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        advice = "write it anew with `python scripts/split_seeds.py`"
        raise ExtensionError(f"{path}:1: {error!r}; {advice}") from error


def _of_page(page: Page) -> Iterator[dict[str, Any]]:
    catalogs = dict(_catalogs(page))
    slug = page.name.rpartition("/")[2]
    topic = {"id": slug, "title": title_of(page.doctree)}
    asked = {question_id(section): section for section in sections_of(page.doctree)}
    clean = clean_page(page.app, page.body)
    for name, section in asked.items():
        if name:
            yield {
                "id": name,
                "url": page.link(f"#{name}"),
                "page": page.uri,
                "topic": topic,
                "language": page.app.config.language,
                **_content(page, section, clean.answers(section["ids"][0], page.link)),
                "other_languages": _elsewhere(section, catalogs),
            }


def parts_of(section: nodes.section) -> tuple[list[nodes.Element], nodes.Element | None]:
    """Return the nodes of a question's answer in depth, and the box in plain words, if any."""
    # What an extension has added has no place in a source.
    parts = [part for part in section.children if isinstance(part, nodes.Element) and part.source]
    hidden = (nodes.title, nodes.comment, addnodes.index, nodes.Invisible)
    shown = [part for part in parts if not isinstance(part, hidden)]
    plain = [part for part in shown if PLAIN_WORDS in part.get("classes", ())]
    return [part for part in shown if part not in plain], plain[0] if plain else None


def _content(page: Page, section: nodes.section, answers: Answers) -> dict[str, Any]:
    answer = text_of(answers.depth)
    _parts, box = parts_of(section)
    easy = None if box is None or answers.plain is None else _plain(box, answers.plain)
    keywords = [entry[1] for node in section.findall(addnodes.index) for entry in node["entries"]]
    return {
        "question": title_of(section),
        "answer": answer,
        "plain": easy,
        "keywords": list(dict.fromkeys(keywords)),
        "references": _references(page, answer["html"] + (easy["html"] if easy else "")),
    }


def _plain(box: nodes.Element, plain: Element) -> Plain:
    first = next((child for child in box.children if not isinstance(child, nodes.title)), None)
    words = [child for child in first.children if child.astext()] if first else []
    if first and len(words) == 1 and isinstance(words[0], nodes.strong):
        wording = " ".join(first.astext().split())
        take_out(plain.find("p"))
        return {"question": wording, **text_of(plain)}
    return {"question": None, **text_of(plain)}


def _references(page: Page, html: str) -> list[dict[str, str]]:
    if 'href="http' not in html:
        return []
    links = [(url, text) for url, text in links_of(html) if url.startswith("http")]
    found = dict(reversed(links))
    # With an address of its own, the site's links to its glossary and questions are whole, too.
    ours = page.app.config.html_baseurl
    outside = [url for url in reversed(found) if not (ours and url.startswith(ours))]
    return [{"title": found[url], "url": url} for url in outside]


def title_of(node: nodes.Element) -> str:
    """Return the first title of a page or a section as text."""
    title = node.next_node(nodes.title)
    return " ".join(title.astext().split()) if title else ""


def _catalogs(page: Page) -> Iterator[tuple[str, dict[str, str]]]:
    for language in read_languages().all:
        if language.code != page.app.config.language:
            yield language.code, finished(page_catalog(page.app, language.code, page.name))


def _elsewhere(section: nodes.section, catalogs: dict[str, dict[str, str]]) -> dict[str, str]:
    title = section.next_node(nodes.title)
    source = title.rawsource if title else ""  # stays what the page says when it is translated
    known = {code: catalog.get(source, "") for code, catalog in catalogs.items()}
    if (code := read_languages().source) in catalogs:
        known[code] = source
    return {code: MARKS.sub(r"\1", text) for code, text in known.items() if text}
