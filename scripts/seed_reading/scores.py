"""How well a pattern explains a document as its questions: the weighted sum of five shares.

Every share is worked out from sums over shapes and places, not from all marks again: there are a
hundred patterns, and a document may have a hundred thousand marks.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import merge
from itertools import accumulate, pairwise
from operator import attrgetter

from seed_reading.decorations import Shape
from seed_reading.line_marks import Mark
from seed_reading.patterns import ASKING, NEAR, SUMMARY, Pattern, rank

WEIGHTS = {"asking": 0.4, "catching": 0.25, "covering": 0.2, "evenness": 0.1, "counting": 0.05}
# What a missed question counts: set more prominently, set alike, or what may be part of an answer.
ABOVE, BESIDE, INSIDE = 4.0, 0.5, 0.1
FEWEST = 3  # lines that do not look like questions must be so many to be some
BROKEN = 4.0  # how much a number counts that does not follow
LABEL = 0.5  # what lines of one text are worth
PAD = 30  # characters that every answer is thought to have in addition, so that none is empty

place = attrgetter("first")


class Scorer:
    """Scores the patterns of some marks.

    Args:
        marks: The marks of a part, in order.
        sizes: The number of characters before each line, and of all lines at the end.
    """

    def __init__(self, marks: Sequence[Mark], sizes: Sequence[int]) -> None:
        self.sizes = sizes
        self.by_shape: dict[Shape, list[Mark]] = defaultdict(list)
        for mark in marks:
            self.by_shape[mark.shape].append(mark)
        self.asking = {shape: _Asking(alike) for shape, alike in self.by_shape.items()}
        self.heads = [mark for mark in marks if mark.shape.head]

    def members(self, pattern: Pattern) -> list[Mark]:
        """The marks of a pattern, in order."""
        groups = [self.by_shape[shape] for shape in pattern.shapes if shape in self.by_shape]
        same = groups[0] if len(groups) == 1 else list(merge(*groups, key=place))
        return [mark for mark in same if mark.asks >= pattern.least] if pattern.least else same

    def asking_in(self, pattern: Pattern) -> int:
        """How many marks of a pattern look like questions."""
        return sum(mark.asks >= ASKING for mark in self.members(pattern))

    def score(self, pattern: Pattern, *, given: bool) -> float:
        """What a pattern is worth; ``given`` says that an editor wants it."""
        members = self.members(pattern)
        if not members:
            return 0.0
        asking = sum(mark.asks for mark in members) / len(members)
        if asking < ASKING and len(members) < FEWEST and not given:
            return 0.0
        if pattern.least and not any(shape.bare for shape in pattern.shapes):
            same = sum(len(self.by_shape.get(shape, ())) for shape in pattern.shapes)
            asking *= 0.4 + 0.55 * len(members) / same
        values = {
            "asking": asking,
            "catching": self._catching(pattern, members),
            "covering": self._covering(members),
            "evenness": evenness(self._answer_sizes(members)),
            "counting": _counting(members),
        }
        few = 1.0 if given else {1: 0.7, 2: 0.85}.get(len(members), 1.0)
        if not given and len(members) > 1 and _labels(members):
            few *= LABEL
        total = sum(weight * values[name] for name, weight in WEIGHTS.items())
        return few * total - rank(members[0].shape) / 200

    def _catching(self, pattern: Pattern, members: Sequence[Mark]) -> float:
        """The share of what looks like a question that is caught."""
        first, level = members[0].first, min(rank(mark.shape) for mark in members)
        caught = sum(mark.asks for mark in members if mark.asks >= ASKING)
        missed = 0.0
        for shape, asking in self.asking.items():
            if shape not in pattern.shapes:
                before, after = asking.around(first)
                apart = rank(shape) - level
                inside = BESIDE if apart < NEAR else INSIDE
                missed += (
                    ABOVE * (before + after) if apart < -NEAR else BESIDE * before + inside * after
                )
        return (caught + 0.5) / (caught + missed + 0.5)

    def _covering(self, members: Sequence[Mark]) -> float:
        """The share of the text below a question; a heading above its level ends that."""
        level, firsts, covered = rank(members[0].shape), [mark.first for mark in members], 0
        own = set(firsts)
        begin, last = 0, len(self.sizes) - 1
        ends = [
            mark.first
            for mark in self.heads
            if level < SUMMARY and rank(mark.shape) < level - NEAR and mark.first not in own
        ]
        for end in [*ends, last]:
            at = bisect_left(firsts, begin)
            if at < len(firsts) and firsts[at] < end:
                covered += self.sizes[end] - self.sizes[firsts[at]]
            begin = end
        return covered / max(1, self.sizes[-1])

    def _answer_sizes(self, members: Sequence[Mark]) -> list[int]:
        ends = [mark.first for mark in members[1:]] + [len(self.sizes) - 1]
        pairs = zip(members, ends, strict=True)
        return [self.sizes[end] - self.sizes[mark.first] for mark, end in pairs]


class _Asking:
    """How much the marks of one shape look like questions, before and after a place."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        asking = [mark for mark in marks if mark.asks >= ASKING]
        self.places = [mark.first for mark in asking]
        self.sums = [0.0, *accumulate(mark.asks for mark in asking)]

    def around(self, first: int) -> tuple[float, float]:
        before = self.sums[bisect_right(self.places, first)]
        return before, self.sums[-1] - before


def evenness(sizes: Iterable[int], pad: int = PAD) -> float:
    """1 where all sizes are the same, towards 0 where one has everything (exp. of the entropy)."""
    padded = [size + pad for size in sizes]
    total = sum(padded)
    entropy = -sum(size / total * math.log(size / total) for size in padded)
    return math.exp(entropy) / len(padded)


def _labels(members: Sequence[Mark]) -> bool:
    """Whether lines have the same text everywhere and no number: they cover what is asked."""
    first = members[0]
    return all(mark.text == first.text and mark.value == first.value for mark in members)


def _counting(members: Sequence[Mark]) -> float:
    """1 where every number follows the one before, or begins again at one.

    Numbers that go on where others had begun again are those of lists inside answers.
    """
    values = [mark.value for mark in members]
    if not any(values):
        return 0.5
    steps = [_follows(a, b) for a, b in pairwise(values)]
    return max(0.0, 1 - BROKEN * steps.count(False) / len(steps)) if steps else 0.5


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if not before or not after:
        return False
    return after[-1] in (1, before[-1] + 1) or (after[-1] == before[-1] == 1)
