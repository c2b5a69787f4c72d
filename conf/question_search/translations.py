"""The texts of a question in the other languages, from the catalogs (not from built pages)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from catalog_state import finished
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.myst_role import myst_role_plugin
from sphinx.application import Sphinx
from sphinx.util.i18n import docname_to_domain

from .doctrees import Message, Question, questions
from .records import Record, Texts

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


def read_catalog(path: Path) -> dict[str, str]:
    """Return the finished translations of a .po file; none if there is no such file."""
    return finished(path)


def records(app: Sphinx, pages: list[str], languages: list[str], source: str) -> list[Record]:
    """Return one record for each question of the given pages, in their order.

    Args:
        app: The application, after reading.
        pages: The docnames of the topics.
        languages: The codes of all languages.
        source: The code of the language that pages are written in.
    """
    found = []
    for page in pages:
        catalogs = {code: _catalog(app, page, code) for code in languages if code != source}
        for question in questions(app.env).get(page, ()):
            texts = {source: _other(question, str)}
            for code, catalog in catalogs.items():
                texts[code] = _other(question, partial(_translation, catalog))
            texts[app.config.language] = _own(question)
            found.append(Record(question.id, page, texts))
    return found


def _catalog(app: Sphinx, page: str, code: str) -> dict[str, str]:
    domain = docname_to_domain(page, app.config.gettext_compact)
    known: dict[str, str] = {}
    for folder in app.config.locale_dirs:
        known |= read_catalog(Path(app.srcdir) / folder / code / "LC_MESSAGES" / f"{domain}.po")
    return known


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
