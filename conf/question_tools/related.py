"""Which questions are related: an editor's choice first, then those that are most alike.

Alike means the cosine of TF-IDF vectors (Manning, Raghavan, Schütze: Introduction to Information
Retrieval, 2008, chapter 6) over a question and its answer in the source language, so that every
edition shows the same ones. Words of the question itself count more.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import islice
from typing import Final

from page_parts.questions import SiteQuestion
from question_search.words import stem

TITLE_WEIGHT: Final = 3
MOST: Final = 3
LEAST_ALIKE: Final = 0.12  # below it, what two answers share are words of no matter
# A question is compared by its heaviest words.
HEAVIEST: Final = 40
# What a large site is searched through for one question stays the same: for each word the questions
# that it weighs most in ("champion lists", the same book, section 7.1.3), and of those that are
# found so, the best are compared in full.
CHAMPIONS: Final = 50
SEARCHED: Final = 24  # of the heaviest words
COMPARED: Final = 20
ADDRESS: Final = re.compile(r"\]\([^)]*\)|https?://\S+")
WORD: Final = re.compile(r"[^\W_]+")
STOP: Final = frozenset(
    "a an and are as at be between but by can do does each for from has have how in into is it its "
    "may more most not of on or s such than that the their them these they this to use used uses "
    "using was we what when where which while why will with you your".split()
)

Vector = dict[str, float]


def words_of(text: str) -> list[str]:
    """Return the stems of a text's words, without those that every text has."""
    found = [word.lower() for word in WORD.findall(ADDRESS.sub(" ", text))]
    return [stem(word, "english") for word in found if word not in STOP]


def vectors(questions: Sequence[SiteQuestion]) -> list[Vector]:
    """Return a vector of length 1 for each question: (1 + log tf) · idf of its heaviest words."""
    counts = []
    for question in questions:
        count = Counter(words_of(" ".join(question.texts)))
        for word in words_of(question.title_source):
            count[word] += TITLE_WEIGHT
        counts.append(count)
    documents = Counter(word for count in counts for word in count)
    return [_vector(count, documents, len(counts)) for count in counts]


def _vector(count: Counter[str], documents: Counter[str], total: int) -> Vector:
    weights = {
        word: (1 + math.log(number)) * math.log(total / documents[word])
        for word, number in count.items()
        if documents[word] < total
    }
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    length = math.sqrt(math.fsum(weight * weight for _word, weight in heaviest))
    return {word: weight / length for word, weight in heaviest if length}


def most_alike(questions: Sequence[SiteQuestion]) -> dict[str, list[str]]:
    """Return up to three ids for each question, the most alike first.

    Args:
        questions: All questions, in the order of the site, which decides between equals.
    """
    found = vectors(questions)
    champions = _champions(found)
    return {
        question.id: [questions[other].id for other in _best(number, found, champions)]
        for number, question in enumerate(questions)
    }


def _champions(found: Sequence[Vector]) -> dict[str, list[tuple[float, int]]]:
    """Return for each word the questions that it weighs most in: the weight, and the question."""
    postings: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, vector in enumerate(found):
        for word, weight in vector.items():
            postings[word].append((-weight, number))
    return {
        word: [(-weight, number) for weight, number in nsmallest(CHAMPIONS, places)]
        for word, places in postings.items()
    }


def _best(
    number: int, found: Sequence[Vector], champions: Mapping[str, list[tuple[float, int]]]
) -> list[int]:
    own = found[number]
    scores: dict[int, float] = defaultdict(float)
    for word, weight in islice(own.items(), SEARCHED):  # the heaviest come first
        for there, other in champions[word]:
            scores[other] += weight * there
    scores.pop(number, None)
    likely = nlargest(COMPARED, scores, key=lambda other: (scores[other], -other))
    alike = [(-round(_cosine(own, found[other]), 9), other) for other in likely]
    return [other for score, other in sorted(alike)[:MOST] if -score >= LEAST_ALIKE]


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
