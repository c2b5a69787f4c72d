"""The texts of a question in the other languages, from the catalogs (not from built pages)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from catalog_state import finished, page_catalog, page_digest, read_catalog
from kept import folder_of, kept_json
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.myst_role import myst_role_plugin
from sphinx.application import Sphinx

from .doctrees import Message, Question, QuestionCollector
from .records import PageRecords, Record, Texts

MARKDOWN = MarkdownIt("commonmark").use(myst_role_plugin)
MARKUP = re.compile(r"[\\`*_\[\]<>!&{}]")  # what CommonMark's inlines and roles begin with
Translate = Callable[[str], str]


def plain_text(markup: str) -> str:
    """Return the words of a message without its Markdown: `**a** [b](c)` gives `a b`."""
    if not MARKUP.search(markup):
        return " ".join(markup.split())
    tokens = MARKDOWN.parseInline(markup)
    return " ".join("".join(_texts(tokens[0].children or [])).split())


def _texts(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "image":
            yield from _texts(token.children or [])
        elif token.type == "myst_role":
            yield re.sub(r"\s*<[^<>]*>$", "", token.content)
        else:
            yield " " if token.type in {"softbreak", "hardbreak"} else token.content


def translations(path: Path) -> dict[str, str]:
    """Return the finished translations of a .po file; none if there is no such file."""
    return finished(read_catalog(path))


def records(app: Sphinx, pages: list[str], languages: list[str], source: str) -> list[PageRecords]:
    """Return the questions of the given pages, in their order.

    Args:
        app: The application, after reading.
        pages: The docnames of the topics.
        languages: The codes of all languages.
        source: The code of the language that pages are written in.
    """
    return [PageRecords(page, partial(_read, app, page, languages, source)) for page in pages]


def _read(app: Sphinx, page: str, languages: list[str], source: str) -> list[Record]:
    made_from, make = page_digest(app, page), partial(_rows, app, page, languages, source)
    return [
        Record(name, page, {code: _texts_of(row) for code, row in texts.items()})
        for name, texts in kept_json(folder_of(app, "records") / page, made_from, make)
    ]


def _rows(app: Sphinx, page: str, languages: list[str], source: str) -> list[Any]:
    """Return the id of each question of a page, and its texts in each language."""
    catalogs = {
        code: finished(page_catalog(app, code, page)) for code in languages if code != source
    }
    found = []
    for question in QuestionCollector.of_page(app.env, page) or ():
        texts = {source: _other(question, str)}
        for code, catalog in catalogs.items():
            texts[code] = _other(question, partial(_translation, catalog))
        texts[app.config.language] = _own(question)
        found.append([question.id, {code: vars(each) for code, each in texts.items()}])
    return found


def _texts_of(row: dict[str, Any]) -> Texts:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Texts(**fields)


def _translation(catalog: dict[str, str], text: str) -> str:
    return catalog.get(text, "")


def _own(question: Question) -> Texts:
    return Texts(
        title=question.title.text,
        topic=question.topic.text,
        wordings=tuple(message.text for message in question.wordings),
        keywords=question.own_keywords,
        paragraphs=tuple(message.text for message in question.paragraphs),
    )


def _other(question: Question, translate: Translate) -> Texts:
    def text(message: Message) -> str:
        return plain_text(translate(message.source))

    def all_of(messages: Iterable[Message]) -> tuple[str, ...]:
        return tuple(filter(None, map(text, messages)))

    keywords = (word for key in question.keywords for word in translate(key).split(";"))
    return Texts(
        title=text(question.title),
        topic=text(question.topic),
        wordings=all_of(question.wordings),
        keywords=tuple(filter(None, map(str.strip, keywords))),
        paragraphs=all_of(question.paragraphs),
    )
