"""How a document marks its questions: every reading is scored, the best is taken.

A candidate is a set of lines that are set alike. As questions it is worth how much its lines look
like questions, how much of what looks like one it catches, how much of the text then stands in an
answer, how even the answers are, and how well its numbers count. Nothing here knows a document;
the weights are in ``scores``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from seed_reading.line_marks import Mark
from seed_reading.patterns import ASKING, Pattern, nothing_between, patterns
from seed_reading.scores import FEWEST, Scorer

SURE, LEAST = 0.12, 0.3  # how far ahead the best reading must be; what a reading must be worth
TIE = 0.005  # of readings that are worth the same, the one with the most lines that ask is taken
REFRAIN = 3  # times that a line that does not ask must come to be no question
SEVERAL, NAMING = 1.3, 0.95  # questions of a heading that names them, and how much it asks then

Scored: TypeAlias = tuple[float, int, Pattern]  # what it is worth, its place, the pattern


@dataclass(frozen=True, slots=True)
class Reading:
    """What was decided: the pattern of questions, the marks that are questions, how good it is."""

    pattern: Pattern
    questions: tuple[Mark, ...]
    score: float
    lead: float  # how far the next reading is behind


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
    scorer = Scorer(restated(without_refrains(marks, sizes), sizes), sizes)
    known = given is not None
    scored = sorted(
        ((scorer.score(p, given=known), at, p) for at, p in enumerate(tried)),
        key=lambda item: (-item[0], item[1]),
    )
    if not scored or scored[0][0] < (0.01 if given else LEAST):
        return None
    score, _, pattern = _best(scored, scorer)
    members = tuple(scorer.members(pattern))
    own = {mark.first for mark in members}
    others = (s for s, _, p in scored if p is not pattern and not _same(own, scorer.members(p)))
    return Reading(pattern, members, score, score - next(others, 0.0))


def _best(scored: Sequence[Scored], scorer: Scorer) -> Scored:
    """The reading that is worth most; of list items, those of all depths if these ask, too."""
    best = scored[0]
    if any(shape.head for shape in best[2].shapes):
        return best
    near = [row for row in scored if row[0] > best[0] - TIE and row[2].shapes >= best[2].shapes]
    return max(near, key=lambda row: scorer.asking_in(row[2]))


def without_refrains(marks: Sequence[Mark], sizes: Sequence[int]) -> list[Mark]:
    """Marks but for those that ask nothing and come again and again, or open an answer.

    "References" below every question, "Example", "Answer": they part what belongs together. So
    does a summary right below a line that asks: it covers the answer.
    """
    told = [mark.text.casefold() if mark.asks < ASKING else "" for mark in marks]
    counts = Counter(told)
    covers = {
        after.first
        for mark, after in pairwise(marks)
        if after.shape.head == "summary" and mark.asks >= ASKING > after.asks
        if nothing_between(mark, after, sizes)
    }
    pairs = zip(marks, told, strict=True)
    kept = [mark for mark, text in pairs if not text or counts[text] < REFRAIN]
    return [mark for mark in kept if mark.first not in covers]


def restated(marks: Sequence[Mark], sizes: Sequence[int]) -> list[Mark]:
    """Marks where a heading asks what the line right below it asks.

    That holds for headings of a level that have about one question each: they name it. Where they
    have several, they are topics; where most ask themselves, the others are no questions.
    """
    asking = sum(mark.asks >= ASKING and not mark.shape.head for mark in marks)
    heads = [mark for mark in marks if mark.shape.head[:1] == "h"]
    counts = Counter(mark.shape.head for mark in heads)
    told = Counter(mark.shape.head for mark in heads if mark.asks < ASKING)
    naming = {
        head
        for head, count in counts.items()
        if count >= asking / SEVERAL and count > FEWEST and told[head] > count / 2
    }
    found = list(marks)
    for at, (mark, after) in enumerate(pairwise(marks)):
        asks = NAMING * after.asks
        asked = after.asks >= ASKING and not after.shape.head and asks > mark.asks
        if mark.shape.head in naming and asked and nothing_between(mark, after, sizes):
            found[at] = mark._replace(asks=asks)
            found[at + 1] = after._replace(asks=0.0)
    return found


def _same(own: set[int], others: Sequence[Mark]) -> bool:
    """Whether two patterns have mostly the same lines."""
    other = {mark.first for mark in others}
    return len(own & other) > 0.8 * len(own | other)
