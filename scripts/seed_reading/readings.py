"""How a document marks its topics and questions: every reading is scored, the best is taken.

A candidate is a set of lines that are set alike. As questions it is worth how much its lines look
like questions, how much of what looks like one it catches, how much of the text then stands in an
answer, how even the answers are, and how well its numbers count. As topics it is worth how evenly
it encloses those questions. Nothing here knows a document; the weights are in WEIGHTS.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from seed_reading.line_marks import Mark, Shape

WEIGHTS = {"asking": 0.4, "catching": 0.25, "covering": 0.2, "evenness": 0.1, "counting": 0.05}
PROMINENCE = {**{f"h{level}": level for level in range(1, 7)}, "summary": 7, "dt": 7}
SUMMARY = PROMINENCE["summary"]  # from here on, a mark is not part of an order of levels
NEAR = 0.5  # marks whose ranks are no further apart are set alike
SURE, LEAST = 0.12, 0.3  # how far ahead the best reading must be; what a reading must be worth
ASKING = 0.6  # a line that asks so much is taken for a question
# What a missed question counts: set more prominently, set alike, or what may be part of an answer.
ABOVE, BESIDE, INSIDE = 4.0, 0.5, 0.1
FEWEST = 3  # lines that do not look like questions must be so many to be some
SEVERAL, NAMING = 1.3, 0.95  # questions of a heading that names them, and how much it asks then
PAD = 30  # characters that every answer is thought to have in addition, so that none is empty


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
        fits = mark.shape in self.shapes and mark.asks >= self.least
        return fits and (self.only is None or mark.first in self.only)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was decided: the pattern of questions, the marks that are questions, how good it is."""

    pattern: Pattern
    questions: tuple[Mark, ...]
    score: float
    lead: float  # how far the next reading is behind


def rank(shape: Shape) -> float:
    """How prominent a mark is: the smaller, the more."""
    if shape.head:
        return PROMINENCE[shape.head] + shape.column / 10
    base = 8 if shape.sign else 9 if shape.bold == "whole" else 10 if shape.number else 11
    base = 12 if shape.bare else base
    return base + shape.column / 10 + shape.quote / 2


def best_reading(
    marks: Sequence[Mark], sizes: Sequence[int], given: Pattern | None = None
) -> Reading | None:
    """The reading of some marks that explains them best.

    Args:
        marks: The marks of a part, contents lists aside.
        sizes: The number of characters before each line, and of all lines at the end.
        given: The only pattern to consider, where it is known.

    Returns:
        The best reading; None where nothing looks like questions.
    """
    tried = [given] if given else patterns(marks)
    marks = restated(marks, sizes)
    scored = sorted(
        ((_score(p, marks, sizes, given=given is not None), at, p) for at, p in enumerate(tried)),
        key=lambda item: (-item[0], item[1]),
    )
    if not scored or scored[0][0] < (0.01 if given else LEAST):
        return None
    score, _, pattern = scored[0]
    members = tuple(mark for mark in marks if pattern.has(mark))
    others = (s for s, _, p in scored[1:] if not _same(p, members, marks))
    return Reading(pattern, members, score, score - next(others, 0.0))


def restated(marks: Sequence[Mark], sizes: Sequence[int]) -> list[Mark]:
    """Marks where a heading asks what the line right below it asks.

    That holds for headings of a level that have about one question each: they name it. Where they
    have several, they are topics.
    """
    asking = sum(mark.asks >= ASKING and not mark.shape.head for mark in marks)
    counts = Counter(mark.shape.head for mark in marks if mark.shape.head[:1] == "h")
    naming = {
        head for head, count in counts.items() if count >= asking / SEVERAL and count > FEWEST
    }
    found = list(marks)
    for at, (mark, after) in enumerate(pairwise(marks)):
        asks = NAMING * after.asks
        asked = after.asks >= ASKING and not after.shape.head and asks > mark.asks
        if mark.shape.head in naming and asked and nothing_between(mark, after, sizes):
            found[at] = replace(mark, asks=asks)
            found[at + 1] = replace(after, asks=0.0)
    return found


def _same(pattern: Pattern, members: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    own = {mark.first for mark in members}
    other = {mark.first for mark in marks if pattern.has(mark)}
    return len(own & other) > 0.8 * len(own | other)


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


def _score(pattern: Pattern, marks: Sequence[Mark], sizes: Sequence[int], *, given: bool) -> float:
    same = [mark for mark in marks if mark.shape in pattern.shapes]
    members = [mark for mark in same if mark.asks >= pattern.least]
    if not members:
        return 0.0
    kept = len(members) / len(same)
    bare = any(shape.bare for shape in pattern.shapes)
    asking = sum(mark.asks for mark in members) / len(members)
    if asking < ASKING and len(members) < FEWEST and not given:
        return 0.0
    if pattern.least and not bare:
        asking *= 0.4 + 0.55 * kept
    values = {
        "asking": asking,
        "catching": _catching(members, marks),
        "covering": _covering(members, marks, sizes),
        "evenness": evenness(_answer_sizes(members, sizes)),
        "counting": _counting(members),
    }
    few = 1.0 if given else {1: 0.7, 2: 0.85}.get(len(members), 1.0)
    total = sum(weight * values[name] for name, weight in WEIGHTS.items())
    return few * total - rank(members[0].shape) / 200


def _catching(members: Sequence[Mark], marks: Sequence[Mark]) -> float:
    """The share of what looks like a question that is caught."""
    own, first = {mark.first for mark in members}, members[0].first
    level = min(rank(mark.shape) for mark in members)
    caught = sum(mark.asks for mark in members if mark.asks >= ASKING)
    missed = 0.0
    for mark in marks:
        if mark.asks >= ASKING and mark.first not in own:
            missed += mark.asks * _weight(mark, level, first)
    return (caught + 0.5) / (caught + missed + 0.5)


def _weight(missed: Mark, level: float, first: int) -> float:
    """What a missed question counts: little where it may be part of an answer."""
    apart = rank(missed.shape) - level
    if apart < -NEAR:
        return ABOVE
    return BESIDE if apart < NEAR or missed.first < first else INSIDE


def _covering(members: Sequence[Mark], marks: Sequence[Mark], sizes: Sequence[int]) -> float:
    """The share of the text that stands below a question; a heading above its level ends that."""
    own, level = {mark.first for mark in members}, rank(members[0].shape)
    covered, start = 0, -1
    for mark in marks:
        if mark.first in own:
            start = mark.first if start < 0 else start
        elif start >= 0 and mark.shape.head and level < SUMMARY and rank(mark.shape) < level - NEAR:
            covered, start = covered + sizes[mark.first] - sizes[start], -1
    if start >= 0:
        covered += sizes[-1] - sizes[start]
    return covered / max(1, sizes[-1])


def _answer_sizes(members: Sequence[Mark], sizes: Sequence[int]) -> list[int]:
    ends = [mark.first for mark in members[1:]] + [len(sizes) - 1]
    return [sizes[end] - sizes[mark.first] for mark, end in zip(members, ends, strict=True)]


def evenness(sizes: Iterable[int], pad: int = PAD) -> float:
    """1 where all sizes are the same, towards 0 where one has everything (exp. of the entropy)."""
    padded = [size + pad for size in sizes]
    total = sum(padded)
    entropy = -sum(size / total * math.log(size / total) for size in padded)
    return math.exp(entropy) / len(padded)


def _counting(members: Sequence[Mark]) -> float:
    """The share of numbers that follow the one before, or begin again at one."""
    values = [mark.value for mark in members]
    if not any(values):
        return 0.5
    steps = [_follows(a, b) for a, b in pairwise(values)]
    return sum(steps) / len(steps) if steps else 0.5


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if not before or not after:
        return False
    return after[-1] in (1, before[-1] + 1) or (after[-1] == before[-1] == 1)


def nothing_between(mark: Mark, after: Mark, sizes: Sequence[int]) -> bool:
    """Whether only blank lines stand between two marks."""
    return not mark.rest and sizes[after.first] == sizes[mark.last + 1]
