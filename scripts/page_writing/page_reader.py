"""Reads pages back with MyST's own parser: what a reader would see of them, as letters.

Letters and figures are what markup must not change. White space, punctuation and what Markdown is
made of are not compared: a mended `**bold**s` or a code span beside a word parts no word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from qa_model import Line

from page_writing.html_tags import COMMENT, KNOWN, TAG

WORD = re.compile(r"[^\W_]+")
NO_LETTERS = re.compile(r"[\W_]+")
# What a line of a source may have that no reader sees.
ITEM_MARK = re.compile(r"^(?:[\s>*+-]|\d+[.)](?=\s|$))+")
FENCE_LINE = re.compile(r"^(?:[\s>*+-]|\d+[.)](?=\s|$))*(?:`{3,}[^`]*|~{3,}.*)$")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]:?")
LINKED = re.compile(r"\](?:\(#[^()\s]*\)|\[[^\[\]]*\])")
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
TARGET = re.compile(r"^\((q-[^()\s]+)\)=\s*$", re.MULTILINE)
WINDOW = 600  # letters that a page may have more than its source at one place: addresses, titles

SKIPPED = "\0"  # stands for a line that is shown in other words
END = "The end of a section"
ROLES = ("sub", "sup")
ACTIVE_TOKENS = {"myst_role", "myst_line_comment", "myst_block_break", "html_inline", "html_block"}
DIRECTIVES = {"{admonition}", "{index}"}


@dataclass(frozen=True, slots=True)
class Section:
    """A question as its page has it: ids, the letters of its heading, and of what is below it.

    ``active`` says that MyST would act on something in it.
    """

    ids: tuple[str, ...]
    title: str
    letters: str
    active: bool


def read_section(text: str) -> Section | None:
    """Read a section back as a reader would see it.

    Args:
        text: Targets, a heading, and what stands below it.

    Returns:
        The section; None where something in it would swallow the heading that follows it.
    """
    tokens = _parser().parse(f"{text}\n\n## {END}\n")
    tops = [
        at
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")
    ]
    if not tops or tokens[tops[-1] + 1].content != END or tops[2:]:
        return None
    return _section(tokens, tops[0] if tops[1:] else -3, tops[-1])


def page_ids(text: str) -> list[tuple[int, str]]:
    """The question ids of a committed page, each with its line, counted from 1."""
    return [(text.count("\n", 0, f.start()) + 1, f[1]) for f in TARGET.finditer(text)]


def words(text: str) -> list[str]:
    """The words that a reader sees of some MyST text, the addresses of its links included."""
    seen = _Seen()
    seen.read(_parser().parse(f"\n{text}"))  # what begins a file may be front matter
    return WORD.findall(" ".join(seen.texts))


def letters(text: str) -> str:
    """The letters and figures of a text."""
    return NO_LETTERS.sub("", text)


def source_texts(lines: Iterable[Line], skipped: Container[int] = ()) -> Iterator[str]:
    """What a reader should see of each line of an answer, as it stands in its seed.

    Foreign lines, marks of footnotes, numbers of list items and names of code are left out, and
    of HTML and links what leads elsewhere now.
    """
    in_comment = False
    for line in lines:
        text = line.text
        if in_comment:
            in_comment, text = "-->" not in text, text.partition("-->")[2]
        if "<!--" in text and "-->" not in text:
            in_comment, text = True, text.partition("<!--")[0]
        if line.number in skipped:
            yield SKIPPED
        elif not FENCE_LINE.match(text):
            yield _seen(text)


def _seen(text: str) -> str:
    text = ITEM_MARK.sub("", text)
    if "[" in text:
        text = LINKED.sub("]", FOOTNOTE_MARK.sub("", text))
    if "<" in text:
        text = COMMENT.sub("", TAG.sub(_unless_known, text))
    return html.unescape(text) if "&" in text else text


def holds(found: str, wanted: Iterable[str]) -> bool:
    """Whether the letters of all lines are among those found, in their order.

    A line that does not stand there as a whole must do so word by word: markup may be between.
    """
    at, ahead = 0, len(found)
    for line in wanted:
        if line is SKIPPED:
            ahead = len(found)
            continue
        end = _end(found, NO_LETTERS.sub("", line), at, ahead)
        if end < 0 and "%" in line and ESCAPE.search(line):
            line = unquote(line)  # noqa: PLW2901 - the parser writes addresses in one way
            end = _end(found, NO_LETTERS.sub("", line), at, ahead)
        at = end if end >= 0 else _words_end(found, WORD.findall(line), at, ahead)
        if at < 0:
            return False
        ahead = WINDOW
    return True


def _end(found: str, wanted: str, at: int, ahead: int) -> int:
    place = found.find(wanted, at, at + ahead + len(wanted))
    return place + len(wanted) if place >= 0 else -1


def _words_end(found: str, wanted: Iterable[str], at: int, ahead: int) -> int:
    for word in wanted:
        at = _end(found, word, at, ahead)
        if at < 0:
            return -1
    return at


def _unless_known(found: re.Match[str]) -> str:
    return " " if found["name"].lower() in KNOWN else found[0]


def _section(tokens: list[Token], start: int, end: int) -> Section:
    """A question: the targets right before its heading, the heading, and what follows it."""
    above = takewhile(lambda t: t.type == "myst_target", reversed(tokens[: max(0, start)]))
    ids = tuple(token.content for token in above)[::-1]
    title, below = _Seen(), _Seen()
    title.read(tokens[start + 1 : start + 2] if start >= 0 else [])
    below.read(token for token in tokens[start + 3 : end] if token.type != "myst_target")
    return Section(ids, title.letters(), below.letters(), active=title.active or below.active)


class _Seen:
    """Collects what a reader sees of tokens."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.active = False

    def letters(self) -> str:
        return NO_LETTERS.sub("", "".join(self.texts))

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._inline(token.children or [])
            elif token.type in ("fence", "colon_fence", "code_block"):
                self._fence(token)
            elif token.type in ACTIVE_TOKENS:
                self.active = True
            elif token.type.startswith("math_block"):
                self.texts.append(token.content)

    def _fence(self, token: Token) -> None:
        """Of code its text; of an admonition its title and content; of an index its entries."""
        name, _, title = token.info.strip().partition(" ")
        if name in DIRECTIVES:
            self.texts.append(title)
            if name == "{admonition}":
                body = re.sub(r"\A(:[\w-]+:.*\n)+", "", token.content)
                self.read(_parser().parse(f"\n{body}"))
        elif name.startswith("{"):
            self.active = True
        else:
            self.texts.append(token.content)

    def _inline(self, children: Iterable[Token]) -> None:
        """Texts in the order of the Markdown source, where a link's address follows its text."""
        addresses: list[str] = []
        for child in children:
            if child.type in ACTIVE_TOKENS and child.meta.get("name") not in ROLES:
                self.active = True
            elif child.type == "link_open":
                addresses.append(_address(child, "href"))
            elif child.type == "link_close":
                self.texts.append(addresses.pop())
            elif child.type == "image":
                self.texts += [child.content, _address(child, "src")]
            else:
                self.texts.append(child.content)
        self.texts.append("\n")


def _address(token: Token, name: str) -> str:
    return f" {unquote(str(token.attrGet(name)))} {token.attrGet('title') or ''} "


@cache
def _parser() -> MarkdownIt:
    extensions = {"colon_fence", "dollarmath"}
    return create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)
