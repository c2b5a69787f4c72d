"""Reads pages back with MyST's own parser: what a reader would see of them, as words."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from qa_model import Line

WORD = re.compile(r"[^\W_]+")
WRITTEN_WORD = re.compile(r"[^\W_]+(?:[*\\]+[^\W_]+)*")
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]:?")
NOT_TEXT = re.compile(  # the marks that open lists and quotes, and the line that opens a fence
    r"^(?:[\s>*+-]|\d+[.)](?=\s|$))*(?:(?:`{3,}[^`\n]*|~{3,}.*)$)?", re.MULTILINE
)
LINKED = re.compile(r"\](?:\(#[^()\s]*\)|\[[^\[\]]*\])")
BREAKING = re.compile(r"</?(?:br|p|div|li|td|th|tr|img|h[1-6]|summary|hr)\b[^<>]*>", re.IGNORECASE)
MARKUP = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
TARGET = re.compile(r"^\((q-[^()\s]+)\)=\s*$", re.MULTILINE)


END = "The end of a section"
ACTIVE = "{active}"  # stands for what MyST would act on; no word of a text looks like this
ROLES = ("sub", "sup")
ACTIVE_TOKENS = {"myst_role", "myst_line_comment", "myst_block_break", "html_inline", "html_block"}


@dataclass(frozen=True, slots=True)
class Section:
    """A question as its page has it: ids, the words of its heading, the words below it."""

    ids: tuple[str, ...]
    title: tuple[str, ...]
    words: tuple[str, ...]


def read_section(text: str) -> Section | None:
    """Read a section back as a reader would see it.

    Args:
        text: Targets, a heading, and what stands below it.

    Returns:
        The section; None where something in it would swallow the heading that follows it.
    """
    tokens = _parser().parse(f"{text}\n\n## {END}\n")
    heads = [
        at for at, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0
    ]
    tops = [at for at in heads if tokens[at].tag in ("h1", "h2")]
    if not tops or tokens[tops[-1] + 1].content != END or len(tops) > 2:
        return None
    return _section(tokens, tops[0] if len(tops) == 2 else -3, tops[-1])


def page_ids(text: str) -> list[tuple[int, str]]:
    """The question ids of a committed page, each with its line, counted from 1."""
    return [(text.count("\n", 0, f.start()) + 1, f[1]) for f in TARGET.finditer(text)]


def words(text: str) -> list[str]:
    """The words that a reader sees of some MyST text, the addresses of its links included."""
    return _words(_parser().parse(f"\n{text}"))  # what begins a file may be front matter


def source_words(lines: Iterable[Line], skipped: Container[int] = ()) -> list[str]:
    """The words of an answer as they stand in its seed.

    Foreign lines, marks of footnotes, numbers of list items and names of code are left out, and
    of HTML and links what leads elsewhere now.
    """
    text = "\n".join(line.text for line in lines if line.number not in skipped)
    kept = NOT_TEXT.sub("", text)
    if "[" in kept:
        kept = LINKED.sub("]", FOOTNOTE_MARK.sub("", kept))
    if "<" in kept:
        kept = MARKUP.sub("", BREAKING.sub(" ", kept))
    if "&" in kept:
        kept = html.unescape(kept)
    return WRITTEN_WORD.findall(kept)


def holds(found: Sequence[str], wanted: Iterable[str]) -> bool:
    """Whether all words of a source are among those found, in their order.

    An asterisk or backslash in a word is markup or, in code, a character that parts two words.
    """
    at = 0
    for word in wanted:
        ways = [[word]]
        if "*" in word or "\\" in word:
            ways = [[re.sub(r"[*\\]+", "", word)], re.split(r"[*\\]+", word)]
        ends = [end for end in (_find(found, way, at) for way in ways) if end]
        if not ends:
            return False
        at = min(ends)
    return True


def _find(found: Sequence[str], words: Sequence[str], at: int) -> int:
    """Where the words end that are looked for from a place on; 0 if they are not there."""
    for word in words:
        try:
            at = found.index(word, at) + 1
        except ValueError:
            return 0
    return at


def _section(tokens: list[Token], start: int, end: int) -> Section:
    """A question: the targets right before its heading, the heading, and what follows it."""
    above = takewhile(lambda t: t.type == "myst_target", reversed(tokens[: max(0, start)]))
    ids = tuple(token.content for token in above)[::-1]
    below = (token for token in tokens[start + 3 : end] if token.type != "myst_target")
    title = tokens[start + 1 : start + 2] if start >= 0 else []
    return Section(ids, tuple(_words(title)), tuple(_words(below)))


def _words(tokens: Iterable[Token]) -> list[str]:
    return [word for token in tokens for word in _token_words(token)]


def _token_words(token: Token) -> Iterator[str]:
    if token.type in ACTIVE_TOKENS:
        yield ACTIVE
    elif token.type in ("math_block", "math_block_label", "amsmath"):
        yield from WORD.findall(token.content)
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
        if child.type in ACTIVE_TOKENS and child.meta.get("name") not in ROLES:
            texts.append(f" {ACTIVE} ")
        elif child.type == "link_open":
            addresses.append(f" {child.attrGet('href')} {child.attrGet('title') or ''} ")
        elif child.type == "link_close":
            texts.append(addresses.pop())
        elif child.type == "myst_role" and child.meta["name"] in ROLES:
            texts.append(child.content)
        elif child.type == "image":
            texts.append(f" {child.content} {child.attrGet('src')} {child.attrGet('title') or ''} ")
        else:
            texts.append("\n" if child.type.endswith("break") else child.content)
    for part in "".join(texts).split():
        yield from [part] if part == ACTIVE else WORD.findall(part)


@cache
def _parser() -> MarkdownIt:
    return create_md_parser(
        MdParserConfig(enable_extensions={"colon_fence", "dollarmath"}), RendererHTML
    )
