"""Which questions are related: an editor's choice first, then those that are most alike.

Alike means the cosine of their vectors, made of the texts in the source language, so that every
edition shows the same ones. What is found for a question follows from its vector and from those
that it was compared with, and is kept until one of them changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from heapq import nlargest, nsmallest
from itertools import islice
from pathlib import Path
from typing import Final

from kept import Memory, digest
from page_parts.questions import SiteQuestion

from .vectors import Vector, vectors

MOST: Final = 3
LEAST_ALIKE: Final = 0.12  # below it, what two answers share are words of no matter
# What a large site is searched through for one question stays the same: for each word the questions
# that it weighs most in ("champion lists": Manning, Raghavan, Schütze, section 7.1.3), and of those
# that are found so, the best are compared in full.
CHAMPIONS: Final = 50
SEARCHED: Final = 24  # of the heaviest words
COMPARED: Final = 20

Champions = dict[str, list[tuple[float, int]]]


def most_alike(questions: Sequence[SiteQuestion], folder: Path) -> dict[str, list[str]]:
    """Return up to three ids for each question, the most alike first.

    Args:
        questions: All questions, in the order of the site, which decides between equals.
        folder: Where the parts of the outcome are kept.
    """
    found = vectors(questions, folder)
    champions, memory = _champions(found), Memory(folder / "alike")
    ids = [question.id for question in questions]
    own = [digest(repr(one).encode()) for one in zip(ids, found, strict=True)]
    known = {
        word: digest(*(own[number] for _, number in places)) for word, places in champions.items()
    }
    alike = {}
    for number, name in enumerate(ids):
        searched = islice(found[number], SEARCHED)  # the heaviest come first
        made_from = digest(own[number], *map(known.__getitem__, searched))
        alike[name] = memory.of(made_from, partial(_best, number, found, champions, ids))
    memory.save()
    return alike


def _champions(found: Sequence[Vector]) -> Champions:
    """Return for each word the questions that it weighs most in: the weight, and the question."""
    postings: Champions = defaultdict(list)
    for number, vector in enumerate(found):
        for word, weight in vector.items():
            postings[word].append((-weight, number))
    return {
        word: [(-weight, number) for weight, number in nsmallest(CHAMPIONS, places)]
        for word, places in postings.items()
    }


def _best(
    number: int, found: Sequence[Vector], champions: Champions, ids: Sequence[str]
) -> list[str]:
    own = found[number]
    scores: dict[int, float] = defaultdict(float)
    for word, weight in islice(own.items(), SEARCHED):
        for there, other in champions[word]:
            scores[other] += weight * there
    scores.pop(number, None)
    likely = nlargest(COMPARED, scores, key=lambda other: (scores[other], -other))
    alike = [(-round(_cosine(own, found[other]), 9), other) for other in likely]
    return [ids[other] for score, other in sorted(alike)[:MOST] if -score >= LEAST_ALIKE]


def _cosine(one: Vector, other: Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def with_choice(
    alike: Mapping[str, Sequence[str]], chosen: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Return an editor's choice before what was computed; a choice counts in both directions."""
    both: dict[str, list[str]] = {name: list(to) for name, to in chosen.items()}
    for name, to in chosen.items():
        for other in to:
            both.setdefault(other, [])
            both[other] += [name] if name not in both[other] else []
    return {
        name: list(dict.fromkeys([*both.get(name, ()), *to]))[: max(MOST, len(both.get(name, ())))]
        for name, to in alike.items()
    }
