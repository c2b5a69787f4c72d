"""Lines that are set alike: what they are called, how prominent they are, which there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from seed_reading.decorations import Shape
from seed_reading.line_marks import Mark

PROMINENCE = {**{f"h{level}": level for level in range(1, 7)}, "summary": 7, "dt": 7}
SUMMARY = PROMINENCE["summary"]  # from here on, a mark is not part of an order of levels
NEAR = 0.5  # marks whose ranks are no further apart are set alike
ASKING = 0.6  # a line that asks so much is taken for a question


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lines that are set alike: their shapes, and how much each must look like a question.

    ``only`` narrows it to these lines: topics without a mark are known by what follows them.
    """

    shapes: frozenset[Shape]
    least: float = 0.0
    only: frozenset[int] | None = None

    def has(self, mark: Mark) -> bool:
        """Whether a mark is one of these lines."""
        if mark.shape not in self.shapes or mark.asks < self.least:
            return False
        return self.only is None or mark.first in self.only

    def among(self, marks: Iterable[Mark]) -> list[Mark]:
        """These lines, of some marks; a call for each of them would take longer than the rest."""
        shapes, least, only = self.shapes, self.least, self.only
        found = [mark for mark in marks if mark.shape in shapes and mark.asks >= least]
        return found if only is None else [mark for mark in found if mark.first in only]


@cache
def rank(shape: Shape) -> float:
    """How prominent a mark is: the smaller, the more."""
    if shape.head:
        return PROMINENCE[shape.head] + shape.column / 10
    base = 8.0 if shape.sign else 9 if shape.bold == "whole" else 10 if shape.number else 11
    base = 12 if shape.bare else base + shape.number / 20  # "1.1" is below "1."
    return base + shape.column / 10 + shape.quote / 2


def nothing_between(mark: Mark, after: Mark, sizes: Sequence[int]) -> bool:
    """Whether only blank lines stand between two marks."""
    return not mark.rest and sizes[after.first] == sizes[mark.last + 1]


def patterns(marks: Sequence[Mark]) -> list[Pattern]:
    """Every way to group the shapes that occur, the most special first."""
    groups: dict[object, set[Shape]] = defaultdict(set)
    for shape in {mark.shape: None for mark in marks}:
        for key in _keys(shape):
            groups[key].add(shape)
    found: dict[Pattern, None] = {}
    for shapes in groups.values():
        if not any(shape.bare for shape in shapes):
            found[Pattern(frozenset(shapes))] = None
        if not any(shape.head for shape in shapes):
            found[Pattern(frozenset(shapes), ASKING)] = None
    return list(found)


def _keys(s: Shape) -> Iterator[object]:
    yield s
    if s.head:
        yield "head", s.head, s.column
        yield "numbered head", s.head, s.number > 0
    elif s.sign:
        yield "sign"
    elif s.bold == "whole":
        yield "bold", s.number > 0, s.bullet
        yield "bold"
    elif s.number:
        yield "number", s.number, s.column
        yield "number", s.number
    elif s.bullet and s.bold != "lead":
        yield "bullet", s.column
        yield "bullet"
    elif s.bare in ("ask", "alone"):
        yield "bare"
        if s.bare == "ask":
            yield "ask"
