"""Deals the lines of a region out to topics, questions, answers and text of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import dropwhile

from qa_model import Entry, Line, Passage, Seed

from seed_reading.asking import TOLD_TO
from seed_reading.line_marks import Mark
from seed_reading.outline import Outline, plain_title
from seed_reading.regions import Region

GROUPING = 0.6  # share of headings of a level that must stand right above a question to group them
RARE = 0.5  # headings in so many answers belong to the answers
BROKEN = 3  # further lines that a sentence may be broken over
LONGEST = 8  # further lines of a question of several sentences
WRAPPED = 55  # characters of a line that goes on in the next
ANSWER = re.compile(r"(?:A(?:nswer|ns)?\d*|답변?)\s*[.:)]\s", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.?!:;。？！][\"'”’)\]*_\s]*$")

LINK = re.compile(
    r"(?<!!)\[?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(((?:[^()\s]|\([^()]*\))*)(?:\s[^()]*)?\)\]?"
)
PICTURE = re.compile(r"!\[[^\[\]]*\]\([^)]*\)|<img\b[^<>]*>", re.IGNORECASE)
ANCHOR = re.compile(r"</?a\b[^<>]*>", re.IGNORECASE)
CITATION = re.compile(r"\[?(?:src|source|ref|link|출처|링크|참고|\d+|[^\w\s]*)\]?$", re.IGNORECASE)


class Walker:
    """Deals out the lines of a region."""

    def __init__(
        self,
        seed: Seed,
        region: Region,
        marks: list[Mark],
        outline: Outline,
        found: tuple[set[int], dict[int, str]],
    ) -> None:
        """Begin at the start of a region.

        Args:
            seed: The document.
            region: The region.
            marks: Its marks.
            outline: Is filled.
            found: Where the headings between topics and questions stand, and the names of topics.
        """
        self.seed, self.region, self.outline = seed, region, outline
        self.marks = {mark.first: mark for mark in marks}
        self.groups, self.names = found
        self.passage: Passage | None = None
        self.answer: list[Line] | None = None
        self.topic = ""
        self.group = ("", 0)  # the heading between topic and question, and its line
        self.above: list[Line] | None = None  # text below it, for the question that comes next

    def walk(self) -> None:
        """Deal out every line once."""
        at, lines = self.region.first, self.seed.lines
        for first, take in self._headings():
            if first >= at:
                self._lines(lines[at:first])
                at = take(self.marks[first])
        self._lines(lines[at : self.region.last])
        self._end_group()

    def _headings(self) -> Iterator[tuple[int, Callable[[Mark], int]]]:
        """The lines that are no answer, each with what it is taken for."""
        region, title = self.region, self.outline.title_line - 1
        asked = {mark.first for mark in region.reading.questions} if region.reading else set()
        for at, mark in self.marks.items():
            if at in asked:
                yield at, self._question
            elif region.topics and region.topics.has(mark):
                yield at, self._topic
            elif at == title:
                yield at, self._title
            elif at in self.groups:
                yield at, self._group

    def _numbers(self, mark: Mark) -> tuple[int, ...]:
        return tuple(line.number for line in self.seed.lines[mark.first + 1 : mark.last + 1])

    def _topic(self, mark: Mark) -> int:
        line = self.seed.lines[mark.first]
        self._end_group()
        self.topic, self.answer, self.group = self.names[mark.first], None, ("", 0)
        self.outline.topics.append((line.number, self.topic))
        self._underline(mark)
        self.passage = self._passage(self.topic, line.number)
        return mark.last + 1

    def _title(self, mark: Mark) -> int:
        line = self.seed.lines[mark.first]
        self._end_group()
        self.outline.topics.append((line.number, self.outline.title))
        self._underline(mark)
        self.passage, self.answer = self._passage(self.outline.title, line.number), None
        return mark.last + 1

    def _underline(self, mark: Mark) -> None:
        for number in self._numbers(mark):
            if self.seed.lines[number - 1].text.strip():
                self.outline.structure[number] = "the rest of a heading's mark"

    def _passage(self, topic: str, line: int) -> Passage:
        passage = Passage(self.seed.name, self.region.part, topic, line)
        self.outline.passages.append(passage)
        return passage

    def _group(self, mark: Mark) -> int:
        line = self.seed.lines[mark.first]
        self._end_group()
        self.answer, self.above = None, []
        self.group = (plain_title(mark.text), line.number)
        self._underline(mark)
        return mark.last + 1

    def _question(self, mark: Mark) -> int:
        text, last = joined(mark, self.seed.lines, self.marks)
        text, cited = without_links(text)
        line = self.seed.lines[mark.first]
        lines = tuple(
            n.number for n in self.seed.lines[mark.first + 1 : last + 1] if n.text.strip()
        )
        topic = self.topic or self.outline.title
        self.answer = []
        place = (self.seed.name, self.region.part, topic, line.number)
        self.outline.entries.append(
            Entry(*place, plain_title(text), self.answer, mark.offset, lines, (), *self.group)
        )
        if self.above:
            self.answer += self.above
        self.above = None
        if cited:
            self.answer += [Line(self.seed.lines[last].number, cited), Line(0, "")]
        if mark.rest:
            self.answer.append(Line(self.seed.lines[last].number, mark.rest))
        return last + 1

    def _end_group(self) -> None:
        """A heading that no question follows: it and its text stand by themselves."""
        if self.above is not None:
            name, number = self.group
            self.outline.topics.append((number, name))
            self._passage(name, number).lines += self.above
        self.above = None

    def _lines(self, lines: Sequence[Line]) -> None:
        structure = self.outline.structure
        kept = [line for line in lines if line.number not in structure] if structure else lines
        if self.answer is not None:
            self.answer += kept
        elif self.above is not None:
            self.above += kept
        elif self.passage or any(line.text.strip() for line in kept):
            if not self.passage:
                self.passage = self._passage("", 0)
                kept = list(dropwhile(lambda line: not line.text.strip(), kept))
            self.passage.lines += kept


def joined(mark: Mark, lines: Sequence[Line], marks: dict[int, Mark]) -> tuple[str, int]:
    """The wording of a question that may be broken over lines, and the index of its last line."""
    text, last = mark.text, mark.last
    whole = mark.shape.head or mark.shape.bold or mark.shape.bare == "ask"
    asked = text.endswith(("?", "？")) and not mark.shape.sign
    if whole or mark.rest or asked:
        return text, last
    rows = list(_paragraph(last, lines, marks))
    if answer := next((at for at, row in enumerate(rows) if ANSWER.match(row)), 0):
        return " ".join([text, *rows[:answer]]), last + answer
    done = bool(SENTENCE_END.search(text))
    for at, row in enumerate(rows):
        after = marks.get(last + 1 + at)
        asks = row.endswith(("?", "？")) or (after and after.asks >= TOLD_TO)
        ends = at + 1 == len(rows)  # more than one sentence is a question only as a paragraph
        if asks and (ends or (not done and at < BROKEN)):
            return " ".join([text, *rows[: at + 1]]), last + 1 + at
    width, at = len(lines[last].text), 0
    while not done and at < len(rows) and width >= WRAPPED and rows[at][0].islower():
        width, at = len(lines[last + 1 + at].text), at + 1
    return " ".join([text, *rows[:at]]), last + at


def _paragraph(last: int, lines: Sequence[Line], marks: dict[int, Mark]) -> Iterator[str]:
    """The rows below a line that belong to its paragraph; none if there are too many."""
    for at in range(last + 1, len(lines)):
        row, after = lines[at].text.strip(), marks.get(at)
        if not row or (after and not after.shape.bare) or at - last > LONGEST:
            return
        yield row


def without_links(text: str) -> tuple[str, str]:
    """A question without links and pictures, and those by themselves."""
    if "](" not in text and "<a" not in text.lower() and "<img" not in text.lower():
        return text, ""
    cited = [f"[{f[1]}]({f[2]})" for f in LINK.finditer(text) if not f[2].startswith("#")]
    cited += [f[0] for f in PICTURE.finditer(text)]
    bare = LINK.sub(lambda f: "" if CITATION.match(f[1]) else f[1], PICTURE.sub("", text))
    bare = " ".join(ANCHOR.sub("", bare).split()).replace("[]", "").strip()
    return (bare, " ".join(cited)) if any(map(str.isalnum, bare)) else (text, "")
