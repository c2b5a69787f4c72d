"""What stands at the beginning of each line: the marks that authors set topics and questions with.

Nothing is decided here. Every line that may be a topic or a question becomes a ``Mark`` with a
``Shape``: heading level, bullet, number, sign (``Q:``), bold … Code, comments, front matter and
mathematics have no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from seed_reading.asking import TOLD, TOLD_TO, asks, stands_alone
from seed_reading.contents import VOID
from seed_reading.decorations import Shape, Stripper, at_column
from seed_reading.hidden_lines import details_depths
from seed_reading.line_texts import BOLD_END, bold_text, linked_text, tidy

HTML_HEAD = re.compile(r"<(h[1-6]|summary|dt)\b([^<>]*)>", re.IGNORECASE)
HTML_HEAD_END = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
}
DRESSING = re.compile(r"</?(?:span|font|small|big|center|div|p)\b[^<>]*>", re.IGNORECASE)
HEAD_LINES = 6  # an HTML heading that is not closed after so many lines is none
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,}|~{4,}|\^{4,})\s*$")
LEVELS = {"=": "h1", "-": "h2", "~": "h3", "^": "h4"}  # by the character of a title's underline
PLAIN_START = re.compile(r"[ \t]*(?![QqNn\d])(?!질문|문)\w")
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
BOLD_LINES = 3  # further lines that a bold question may go on for
NAME_LENGTH = 80  # characters; a longer bare line is prose, not the name of something
DEEPEST_COLUMN = 6
FAR = 200  # lines above, in which the item of a list is looked for
CODE = 4  # columns of indentation that make code
COLUMN = 2  # columns of indentation that make a step
UNMARKED = Shape()
SHORT = 300  # characters; a bare line that is longer is a paragraph


class Mark(NamedTuple):
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


def scan(texts: Sequence[str], hidden: Sequence[int]) -> Iterator[Mark]:
    """The marks of some lines, in order; those that are hidden, code for one, have none."""
    return _Scanner(texts, hidden).marks()


class _Scanner:
    """Walks over the lines once."""

    def __init__(self, texts: Sequence[str], hidden: Sequence[int]) -> None:
        self.texts = texts
        self.rows = [*map(str.strip, texts), ""]
        self.hidden = hidden
        self.depths = details_depths(texts)

    def marks(self) -> Iterator[Mark]:
        last = -1
        for at, (row, hidden) in enumerate(zip(self.rows[:-1], self.hidden, strict=True)):
            if row and not hidden and at > last and (mark := self._mark(at)):
                yield mark
                last = mark.last

    def _mark(self, at: int) -> Mark | None:
        text = self.texts[at]
        if "<" in text and (found := HTML_HEAD.search(text)) and not _code_before(text, found):
            return self._html_head(at, found)
        if self.rows[at][0] == "|" or PLAIN_START.match(text):
            return self._setext(at) or self._bare(at)
        return self._decorated(at) or self._bare(at)

    def _html_head(self, at: int, found: re.Match[str]) -> Mark | None:
        name, content, last = found[1].lower(), self.texts[at][found.end() :], at
        closing = HTML_HEAD_END[name]
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
        text = text if "`" in text else " ".join(DRESSING.sub(" ", text).split())
        line, rest = Stripper(text), content[end.end() :].strip() if end else ""
        bare, shape = tidy(line.text), line.shape
        depth = self.depths[at] if self.depths and name == "summary" else 0
        shape = Shape(head=name, number=shape.number, sign=shape.sign, column=depth)
        return Mark(at, last, shape, bare, asks(bare), rest, 0, line.value)

    def _setext(self, at: int) -> Mark | None:
        under = self.rows[at + 1][:1]
        if under not in LEVELS or (at and self._goes_on(at)):
            return None
        after = self.texts[at + 1]
        if not UNDERLINE.match(after) or self.hidden[at + 1]:
            return None
        line = Stripper(self.texts[at])
        number, sign, text = line.shape.number, line.shape.sign, tidy(line.text)
        shape = Shape(head=LEVELS[under], number=number, sign=sign)
        return Mark(at, at + 1, shape, text, asks(text), value=line.value)

    def _goes_on(self, at: int) -> bool:
        """Whether a line goes on with a text above it, which is no anchor and no overline."""
        above = self.rows[at - 1]
        if not above or (above[0] == "<" and VOID.match(above)):
            return False
        return above != self.rows[at + 1] or (at > 1 and bool(self.rows[at - 2]))

    def _decorated(self, at: int) -> Mark | None:
        line = Stripper(self.texts[at])
        shape, text, rest, last = line.shape, line.text, "", at
        if shape == UNMARKED:
            return self._setext(at) if text else None
        if shape.head and (self._is_code(at) or self._no_asciidoc(at)):
            return None
        if not shape.head and not shape.bullet and (setext := self._setext(at)):
            return setext
        if shape.bold:
            last = self._bold_end(at, text)
            more = " ".join(row.strip() for row in self.texts[at + 1 : last + 1])
            text, rest, shape = bold_text(f"{text} {more}".rstrip(), shape)
        text, said, rest = linked_text(tidy(text), rest)
        if not text[:1].isalnum() and not any(map(str.isalnum, text)):
            return None
        if self.texts[at][0].isspace():
            shape = at_column(shape, _column(self.texts[at]))
        asking = max(asks(said), TOLD_TO) if shape.sign else asks(said)
        return Mark(at, last, shape, text, asking, rest, line.offset, line.value)

    def _is_code(self, at: int) -> bool:
        """Whether a line is indented code: so far in, and in no list."""
        width = _width(self.texts[at])
        if width < CODE:
            return False
        above = (self.texts[before] for before in range(at - 1, max(-1, at - FAR), -1))
        less = next((row for row in above if 0 <= _width(row) < width), "")
        return not LIST_ITEM.match(less)

    def _no_asciidoc(self, at: int) -> bool:
        """Whether a line that begins with ``==`` is text: notes have one kind of headings."""
        if self.rows[at][0] != "=":
            return False
        return bool(at and self.rows[at - 1]) or self._hashes > 1

    @cached_property
    def _hashes(self) -> int:
        """How many lines begin with ``#``; few documents ask for it."""
        return sum(text.startswith("#") for text in self.texts)

    def _bold_end(self, at: int, text: str) -> int:
        """The line on which bold ends: the same, or one of the next of the paragraph."""
        last = at
        while last - at < BOLD_LINES and not BOLD_END.search(text):
            last += 1
            text = self.texts[last] if last < len(self.texts) else ""
            if not text.strip() or self.hidden[last]:
                return at
        return last if BOLD_END.search(text) else at

    def _bare(self, at: int) -> Mark | None:
        text, raw = self.rows[at], self.texts[at]
        opens = at == 0 or not self.rows[at - 1]
        said = linked_text(text, "")[1] if text[0] == "[" else text
        asked = said.endswith(("?", "？")) or (not said.isascii() and self._told_to(at, said))
        if not opens and not asked and not self._follows_name(at, text):
            return None
        if len(text) > SHORT or not (text[0].isalpha() or any(map(str.isalpha, text))):
            return None
        if text[0] == "<" and VOID.match(text):
            return None
        form = "ask" if asked else "alone" if opens and not self.rows[at + 1] else "lead"
        text, said, rest = linked_text(tidy(text), "")
        shape = _bare_shape(form, _column(raw) if raw[0].isspace() else 0)
        return Mark(at, at, shape, text, asks(said), rest)

    def _told_to(self, at: int, text: str) -> bool:
        """Whether a line tells the reader to answer, and its neighbour is a whole sentence, too."""
        if not stands_alone(text):
            return False
        above = self.rows[at - 1] if at else ""
        return above.endswith(("?", "？", ".", "!", "。")) or stands_alone(self.rows[at + 1])

    def _follows_name(self, at: int, text: str) -> bool:
        """Whether a short line is the second of a block whose first is short, too."""
        if (at > 1 and self.rows[at - 2]) or len(text) > NAME_LENGTH:
            return False
        name = self.rows[at - 1]
        ends = ".,;:。"
        return len(name) <= NAME_LENGTH and text[-1] not in ends and name[-1:] not in ends


def is_prose(mark: Mark) -> bool:
    """Whether a mark is a long line that asks nothing: most are, and they name nothing."""
    return mark.asks <= TOLD and len(mark.text) > NAME_LENGTH and bool(mark.shape.bare)


@cache
def _bare_shape(form: str, column: int) -> Shape:
    return Shape(bare=form, column=column)


def _column(text: str) -> int:
    return min(_width(text) // COLUMN, DEEPEST_COLUMN)


def _width(text: str) -> int:
    """How far a line is indented; -1 for a blank one."""
    bare = text.lstrip()
    return len(text[: len(text) - len(bare)].expandtabs(CODE)) if bare else -1


def _code_before(text: str, found: re.Match[str]) -> bool:
    return text.count("`", 0, found.start()) % 2 == 1
