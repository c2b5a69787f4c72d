"""What decorates the beginning of a line (bullets, numbers, bold), and how it is set then."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

DECORATION = re.compile(
    r"""(?P<quote>>[ \t]?)
    |(?P<bullet>[-*+][ \t]+|[•·▪◦‣○●■□◆◇▶►▷※➤➢❖][ \t]*)
    |(?P<task>\[[ xX]\][ \t]+)
    |(?P<hash>\#{1,6}(?:[ \t]+|$)|\#{2,6}(?=[^\W\d_])|={2,6}[ \t]+(?=[^\s=]))
    |(?P<bold>\*\*(?=\S)|__(?=\S)|<(?:b|strong)\s*>)
    |(?P<sign>[\[(【<]?(?:Q(?:uestion)?|질문|문제|문항|문)[ ]*[-.\#]?[ ]*(?P<asked>\d+(?:[.-]\d+)*)?
        (?:[ ]*[.:)\]】>]+[ \t]*|(?<=\d)[ \t]+))
    |(?P<number>(?:\#|No\.?[ ]?)?(?P<opened>[(\[])?(?P<value>\d{1,4}(?:[.-]\d{1,3}){0,3})
        (?:[.)\]]{1,2}|:(?=\ )|(?<=\d[.-]\d)|(?<=\d[.-]\d\d))(?:[ \t]+|(?=\*\*|[^\W\d_.]|<)))
    |(?P<tag></?(?:a|p|div|center|font|span|big|small|details|ol|ul|em|i|u|br|code)\b[^<>]*>
        |<li\b[^<>]*>|\[\[?[^\w\]]*\]?\]\(\#[^()]*\))
    |(?P<symbol>(?::[a-z0-9_+-]+:|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]
        [\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff]*)+)
    |(?P<space>[ \t]+)""",
    re.IGNORECASE | re.VERBOSE,
)
FLAGS = ("quote", "bullet", "sign", "symbol")
# Most lines: a bullet, a number, hashes, bold, in this order, and then a word that is no sign.
USUAL = re.compile(
    r"([ \t]*)(?:([-*+])[ \t]+)?(?:(\d{1,4})[.)][ \t]+)?(?:(\#{1,6})[ \t]+)?(\*\*)?"
    r"(?=[^\W\d_])(?![QqNn질문])"
)


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


@cache
def _usual(level: int, bullet: bool, number: bool, bold: bool) -> Shape:  # noqa: FBT001
    head = f"h{level}" if level else ""
    return Shape(head, bullet=bullet, number=int(number), bold="whole" if bold else "")


@cache
def with_bold(shape: Shape, bold: str) -> Shape:
    """A shape whose bold is another: whole, lead, or none."""
    return shape._replace(bold=bold)


@cache
def _shared(shape: Shape) -> Shape:
    """The first of all equal shapes: a document has many lines and few shapes."""
    return shape


@cache
def at_column(shape: Shape, column: int) -> Shape:
    """A shape at a step of indentation."""
    return shape._replace(column=column)


class Stripper:
    """Takes the decorations off a line, one by one."""

    __slots__ = ("found", "offset", "shape", "text", "value")

    def __init__(self, text: str) -> None:
        self.offset = 0
        self.value: tuple[int, ...] = ()
        if usual := USUAL.match(text):
            self._take_usual(usual)
            return
        self.found: dict[str, Any] = {}
        at, link = 0, ""
        while (got := DECORATION.match(text, at)) and got.end() > at and self._take(got):
            at = got.end()
            if (got["bullet"] or got["value"]) and "head" not in self.found:
                self.offset = at
            if got["opened"] == "[" and "]" not in got[0]:  # the number of a link's text
                link = "["
        self.text = link + text[at:]
        if "head" in self.found:
            self.found.pop("symbol", None)  # an emoji in a heading marks nothing more
        flags = {name: True for name in FLAGS if name in self.found}
        self.shape = _shared(Shape(**{**self.found, **flags}))

    def _take_usual(self, found: re.Match[str]) -> None:
        _, bullet, number, hashes, bold = found.groups()
        self.text = found.string[found.end() :]
        self.shape = _usual(len(hashes or ""), bool(bullet), bool(number), bool(bold))
        if number:
            self.value = (int(number),)
        if number or bullet:
            self.offset = found.start(4) if hashes else found.end() - len(bold or "")

    def _take(self, got: re.Match[str]) -> bool:
        """Note a decoration; False for one that is text, since the line has its like already."""
        name = "sign" if got["sign"] is not None else "number" if got["number"] else got.lastgroup
        if name in ("bullet", "number", "bold") and name in self.found:
            return False
        if name == "hash":
            numbered = got.string[got.end() : got.end() + 1].isdigit()  # "## # 1. Name"
            return self._note("head", f"h{len(got[0].rstrip())}") or numbered
        if name in ("number", "sign"):
            return self._figures(name, got["value"] or got["asked"])
        if name == "tag" and got[0].lower().startswith("<li"):
            return self._note("bullet")
        if name in ("quote", "bullet", "symbol"):
            return self._note(name)
        return name != "bold" or self._note("bold", "whole")

    def _note(self, name: str, value: Any = 1) -> bool:
        if name == "head" and name in self.found:
            return False
        self.found[name] = value
        return True

    def _figures(self, name: str, figures: str | None) -> bool:
        if figures and not self.value:
            self.value = tuple(map(int, re.split(r"[.-]", figures)))
        return self._note(name, (len(self.value) or 1) if name == "number" else 1)
