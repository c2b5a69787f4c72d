"""Reads pages back with MyST's own parser: what a reader would see of them, as words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from qa_model import Edition

WORD = re.compile(r"[^\W_]+")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\](?=\()")
NOT_TEXT = re.compile(  # the marks that open lists and quotes, and the line that opens a fence
    r"^(?:[\s>*+-]|\d+[.)](?=\s|$))*(?:(?:`{3,}[^`\n]*|~{3,}.*)$)?", re.MULTILINE
)
TARGET = re.compile(r"^\((q-[^()\s]+)\)=\s*$", re.MULTILINE)


ACTIVE = "{active}"  # stands for what MyST would act on; no word of a text looks like this
ACTIVE_TOKENS = {"myst_role", "myst_line_comment", "myst_block_break", "html_inline", "html_block"}


@dataclass(frozen=True, slots=True)
class Section:
    """A question as its page has it: ids, the words of its heading, the words below it."""

    ids: tuple[str, ...]
    title: tuple[str, ...]
    words: tuple[str, ...]


def read_page(text: str) -> tuple[list[str], list[Section]]:
    """The words of a page's title, and its sections in order."""
    tokens = _parser().parse(text)
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    heads = [at for at in starts if tokens[at].tag in ("h1", "h2")]
    title = _words(tokens[heads[0] + 1 : heads[0] + 2]) if heads else []
    ends = [*heads[2:], len(tokens)]
    return title, [
        _section(tokens, start, end) for start, end in zip(heads[1:], ends, strict=False)
    ]


def page_ids(text: str) -> list[tuple[int, str]]:
    """The question ids of a committed page, each with its line, counted from 1."""
    return [(text.count("\n", 0, f.start()) + 1, f[1]) for f in TARGET.finditer(text)]


def words(text: str) -> list[str]:
    """The words that a reader sees of some MyST text, the addresses of its links included."""
    return _words(_parser().parse(f"\n{text}"))  # what begins a file may be front matter


def source_words(edition: Edition) -> list[str]:
    """The words of an answer as they stand in its seed.

    Foreign lines, marks of footnotes, numbers of list items and names of code are left out.
    """
    lines = (line for line in edition.entry.answer if line.number not in edition.foreign)
    text = "\n".join(line.text for line in lines)
    kept = NOT_TEXT.sub("", FOOTNOTE_MARK.sub("", text))
    return WORD.findall(re.sub(r"[*\\]", "", html.unescape(kept)))


def _section(tokens: list[Token], start: int, end: int) -> Section:
    """A question: the targets right before its heading, the heading, and what follows it."""
    above = takewhile(lambda token: token.type == "myst_target", reversed(tokens[:start]))
    ids = tuple(token.content for token in above)[::-1]
    below = [token for token in tokens[start + 3 : end] if token.type != "myst_target"]
    return Section(ids, tuple(_words(tokens[start + 1 : start + 2])), tuple(_words(below)))


def _words(tokens: Iterable[Token]) -> list[str]:
    return [word for token in tokens for word in _token_words(token)]


def _token_words(token: Token) -> Iterator[str]:
    if token.type in ACTIVE_TOKENS:
        yield ACTIVE
    elif token.type in ("fence", "colon_fence", "code_block"):
        yield from _fence_words(token)
    elif token.type == "inline":
        yield from _inline_words(token.children or [])


def _fence_words(token: Token) -> Iterator[str]:
    """Of code its text; of an admonition its title and content; of other directives nothing."""
    name, _, title = token.info.strip().partition(" ")
    if name == "{admonition}":
        yield from WORD.findall(title)
        yield from words(re.sub(r"\A(:[\w-]+:.*\n)+", "", token.content))
    elif name == "{index}":
        yield from WORD.findall(title)
    elif name.startswith("{"):
        yield ACTIVE
    else:
        yield from WORD.findall(token.content)


def _inline_words(children: Iterable[Token]) -> Iterator[str]:
    """Words in the order of the Markdown source, where a link's address follows its text.

    Neighbouring texts are joined first: an escape or emphasis in mid-word does not end a word.
    """
    texts: list[str] = []
    addresses: list[str] = []
    for child in children:
        if child.type in ACTIVE_TOKENS:
            texts.append(f" {ACTIVE} ")
        elif child.type == "link_open":
            addresses.append(f" {child.attrGet('href')} {child.attrGet('title') or ''} ")
        elif child.type == "link_close":
            texts.append(addresses.pop())
        elif child.type == "image":
            texts.append(f" {child.content} {child.attrGet('src')} {child.attrGet('title') or ''} ")
        else:
            texts.append("\n" if child.type.endswith("break") else child.content)
    for part in "".join(texts).split():
        yield from [part] if part == ACTIVE else WORD.findall(part)


@cache
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), RendererHTML)
