"""What stands at the beginning of each line: the marks that authors set topics and questions with.

Nothing is decided here. Every line that may be a topic or a question becomes a ``Mark`` with a
``Shape``: heading level, bullet, number, sign (``Q:``), bold … Code, comments, front matter and
mathematics have no marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from asking import asks
from contents import front_matter
from qa_model import Line

FENCE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}(?!.*`)|~{3,})")
HTML_HEAD = re.compile(r"<(h[1-6]|summary|dt)\b([^<>]*)>", re.IGNORECASE)
HEAD_LINES = 6  # an HTML heading that is not closed after so many lines is none
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
DECORATION = re.compile(
    r"""(?P<quote>>[ \t]?)
    |(?P<bullet>[-*+][ \t]+|[•·▪◦‣○●■□◆◇▶►▷※➤➢❖][ \t]*)
    |(?P<task>\[[ xX]\][ \t]+)
    |(?P<hash>\#{1,6}(?:[ \t]+|$)|\#{2,6}(?=[^\W\d_]))
    |(?P<bold>\*\*(?=\S)|__(?=\S)|<(?:b|strong)\s*>)
    |(?P<sign>[\[(【<]?(?:Q(?:uestion)?|질문|문제|문항|문)[ ]*[-.\#]?[ ]*(?P<asked>\d+(?:[.-]\d+)*)?
        (?:[ ]*[.:)\]】>]+[ \t]*|(?<=\d)[ \t]+))
    |(?P<number>(?:\#|No\.?[ ]?)?[(\[]?(?P<value>\d{1,4}(?:[.-]\d{1,3}){0,3})
        (?:[.)\]]{1,2}|:(?=\ )|(?<=\d[.-]\d)|(?<=\d[.-]\d\d))(?:[ \t]+|(?=\*\*|[^\W\d_.]|<)))
    |(?P<tag></?(?:a|p|div|center|font|span|big|small|details|ol|ul|em|i|u|br|code)\b[^<>]*>
        |<li\b[^<>]*>|\[\[?[^\w\]]*\]?\]\(\#[^()]*\))
    |(?P<symbol>(?::[a-z0-9_+-]+:|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]
        [\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff]*)+)
    |(?P<space>[ \t]+)""",
    re.IGNORECASE | re.VERBOSE,
)
PLAIN_START = re.compile(r"[ \t]*(?![QqNn\d])(?!질문|문)\w")
BOLD_END = re.compile(r"\*\*|__|</(?:b|strong)\s*>", re.IGNORECASE)
CLOSING = re.compile(
    r"(?:\s*(?:</(?!su[bp])[a-z1-6]+\s*>|<br\s*/?>|<a\b[^<>]*>|\{\#[^}]*\}|(?<=\s)\#+))+\s*$",
    re.IGNORECASE,
)
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
COLUMN = 2  # columns of indentation that make a step
SHORT = 300  # characters; a bare line that is longer is a paragraph


class Shape(NamedTuple):
    """How a line is marked; lines of one shape are set alike."""

    head: str = ""  # h1 … h6, summary, dt
    quote: bool = False
    bullet: bool = False
    number: int = 0  # how many figures: 1 for "1.", 2 for "1.1"
    sign: bool = False  # "Q:"
    bold: str = ""  # whole, or lead: the line goes on after it
    symbol: bool = False
    column: int = 0  # steps of indentation
    bare: str = ""  # of an unmarked line: ask, alone (a paragraph of one line), lead (opens one)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked line: its place in the part, the text without the marks, what follows it.

    ``first`` and ``last`` are indexes of lines; ``rest`` is what stands on the last line after the
    marked text, ``offset`` the column at which a list item's content begins, ``value`` its number.
    """

    first: int
    last: int
    shape: Shape
    text: str
    asks: float
    rest: str = ""
    offset: int = 0
    value: tuple[int, ...] = ()


def scan(lines: Sequence[Line]) -> list[Mark]:
    """The marks of some lines, in order."""
    return list(_Scanner([line.text for line in lines]).marks())


def code_lines(texts: Sequence[str]) -> list[bool]:
    """Which lines are code, mathematics or comment, so that no mark in them counts."""
    return _Scanner(texts).hidden


class _Scanner:
    """Walks over the lines once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.hidden = _hidden(texts)

    def marks(self) -> Iterator[Mark]:
        at = 0
        while at < len(self.texts):
            mark = None if self.hidden[at] or not self.texts[at].strip() else self._mark(at)
            if mark:
                yield mark
            at = mark.last + 1 if mark else at + 1

    def _mark(self, at: int) -> Mark | None:
        text = self.texts[at]
        if "<" in text and (found := HTML_HEAD.search(text)) and not _code_before(text, found):
            return self._html_head(at, found)
        if PLAIN_START.match(text):
            return self._setext(at) or self._bare(at)
        return self._decorated(at) or self._bare(at)

    def _html_head(self, at: int, found: re.Match[str]) -> Mark | None:
        name, content, last = found[1].lower(), self.texts[at][found.end() :], at
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
        while not (end := closing.search(content)):
            after = self.texts[last + 1] if last + 1 < len(self.texts) else ""
            if name == "summary" and (not after.strip() or LIST_ITEM.match(after)):
                end = re.search(r"\Z", content)  # the rest of a long summary is answer
                break
            last += 1
            if last - at >= HEAD_LINES or last >= len(self.texts):
                return None
            content += f"\n{self.texts[last]}"
        text = " ".join(content[: end.start()].split()) if end else ""
        shape, bare, _, value = _strip(text)
        bare, rest = _tidy(bare), content[end.end() :].strip() if end else ""
        shape = Shape(head=name, number=shape.number, sign=shape.sign)
        return Mark(at, last, shape, bare, asks(bare), rest, 0, value)

    def _setext(self, at: int) -> Mark | None:
        after = self.texts[at + 1] if at + 1 < len(self.texts) else ""
        before = self.texts[at - 1] if at else ""
        if not UNDERLINE.match(after) or before.strip() or self.hidden[at + 1]:
            return None
        shape, text, _, value = _strip(self.texts[at])
        shape = Shape(head="h1" if "=" in after else "h2", number=shape.number, sign=shape.sign)
        return Mark(at, at + 1, shape, _tidy(text), asks(_tidy(text)), value=value)

    def _decorated(self, at: int) -> Mark | None:
        line = self.texts[at]
        shape, text, offset, value = _strip(line)
        if shape == Shape():
            return self._setext(at) if text else None
        if not shape.head and not shape.bullet and (setext := self._setext(at)):
            return setext
        rest = ""
        if shape.bold:
            text, rest, shape = _bold(text, shape)
        text = _tidy(text)
        if not any(map(str.isalnum, text)):
            return None
        width = len(line) - len(line.lstrip())
        shape = shape._replace(column=min(width // COLUMN, 6))
        return Mark(at, at, shape, text, asks(text), rest, offset, value)

    def _bare(self, at: int) -> Mark | None:
        text = self.texts[at].strip()
        width = len(self.texts[at]) - len(self.texts[at].lstrip())
        if len(text) > SHORT or not any(map(str.isalpha, text)):
            return None
        opens = at == 0 or not self.texts[at - 1].strip()
        closes = at + 1 == len(self.texts) or not self.texts[at + 1].strip()
        asked = text.endswith(("?", "？"))
        if not opens and not asked and not self._follows_name(at, text):
            return None
        form = "ask" if asked else "alone" if closes and opens else "lead"
        shape = Shape(bare=form, column=min(width // COLUMN, 6))
        return Mark(at, at, shape, _tidy(text), asks(_tidy(text)))

    def _follows_name(self, at: int, text: str) -> bool:
        """Whether a short line is the second of a block whose first is short, too."""
        block = at < 2 or not self.texts[at - 2].strip()
        before = self.texts[at - 1].strip()
        return block and all(len(row) <= 80 and row[-1:] not in ".,;:。" for row in (text, before))


def _hidden(texts: Sequence[str]) -> list[bool]:
    ends = _Ends(texts)
    hidden = [False] * len(texts)
    at, size = 0, len(texts)
    while at < size:
        last = ends.of(at)
        if last >= at:
            hidden[at : last + 1] = [True] * (last + 1 - at)
        at = max(at, last) + 1
    return hidden


class _Ends:
    """Finds where code, comments and formulas end; their marks are looked up once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.fences = [at for at, t in enumerate(texts) if _may_fence(t) and FENCE.match(t)]
        self.comments = [at for at, text in enumerate(texts) if "-->" in text]
        self.formulas = [at for at, text in enumerate(texts) if "$$" in text]

    def of(self, at: int) -> int:
        """The last line of what a line opens; the line before it if it opens nothing."""
        text = self.texts[at]
        if _may_fence(text) and (found := FENCE.match(text)):
            return self._fence(at, found[1])
        if "<!--" in text and "-->" not in text and not text.partition("<!--")[0].strip():
            return _next(self.comments, at, at)
        if text.count("$$") == 1 and text.strip().startswith("$$"):
            return _next(self.formulas, at, at)
        if at == 0 and text.rstrip() == "---":
            return front_matter(self.texts)[0] - 1
        return at - 1

    def _fence(self, at: int, fence: str) -> int:
        """Where fenced code ends; if another opens before it is closed, at the end of its block."""
        closing = re.compile(rf"[\s>]*{re.escape(fence[0])}{{{len(fence)},}}\s*$")
        width, place = _width(self.texts[at]), bisect_right(self.fences, at)
        if place < len(self.fences):
            after = self.fences[place]
            if closing.match(self.texts[after]):
                return after
            if self.texts[after].strip()[:1] != fence[0] or _width(self.texts[after]) > width:
                later = (n for n in self.fences[place : place + 50] if closing.match(self.texts[n]))
                if found := next(later, 0):
                    return found
        elif not width:
            return len(self.texts) - 1
        return self._block(at, width)

    def _block(self, at: int, width: int) -> int:
        """The last line of the block of a fence that is not closed."""
        for after in range(at + 1, len(self.texts)):
            row = self.texts[after]
            if (row.strip() and _width(row) < width) if width else not row.strip():
                return after - 1
        return len(self.texts) - 1


def _may_fence(text: str) -> bool:
    return "```" in text or "~~~" in text


def _next(places: Sequence[int], at: int, default: int) -> int:
    place = bisect_right(places, at)
    return places[place] if place < len(places) else default


def _width(text: str) -> int:
    return len(text) - len(text.lstrip())


def _strip(text: str) -> tuple[Shape, str, int, tuple[int, ...]]:
    """Take the decorations off: their shape, the text, where list content begins, its number."""
    at, offset, value = 0, 0, ()
    found: dict[str, object] = {}
    while (got := DECORATION.match(text, at)) and got.end() > at:
        name = got.lastgroup or ""
        name = "sign" if got["sign"] is not None else "number" if got["number"] else name
        if name in ("bullet", "number") and name in found or (name == "hash" and "head" in found):
            break
        if name == "hash":
            found["head"] = f"h{got[0].count('#')}"
        elif name in ("number", "sign"):
            figures = got["value"] if name == "number" else got["asked"]
            value = value or tuple(map(int, re.split(r"[.-]", figures))) if figures else value
            found[name] = (len(value) or 1) if name == "number" else True
        elif name == "bold":
            if "bold" in found:
                break
            found["bold"] = "whole"
        elif name == "tag" and got[0].lower().startswith("<li"):
            found["bullet"] = True
        elif name in ("quote", "bullet", "symbol"):
            found[name] = True
        at = got.end()
        if name in ("bullet", "number") and "head" not in found:
            offset = at
    return Shape(**found), text[at:], offset, value  # type: ignore[arg-type]


def _bold(text: str, shape: Shape) -> tuple[str, str, Shape]:
    """Where bold ends: the text in it, what stands behind it, and the shape of that."""
    end = BOLD_END.search(text)
    if end is None:
        return text, "", shape._replace(bold="")
    inside, behind = text[: end.start()], text[end.end() :]
    tail = CLOSING.sub("", behind).strip()
    if not any(map(str.isalnum, tail)):
        return inside + (f" {tail}" if tail not in ("", ":", ".", "#") else tail), "", shape
    if shape.head:
        return f"**{inside}**{behind}", "", shape._replace(bold="")
    return inside, behind.strip(), shape._replace(bold="lead")


def _tidy(text: str) -> str:
    """The text of a mark without closing hashes, tags and anchors around it."""
    return CLOSING.sub("", text.strip()).strip()


def _code_before(text: str, found: re.Match[str]) -> bool:
    return text.count("`", 0, found.start()) % 2 == 1
