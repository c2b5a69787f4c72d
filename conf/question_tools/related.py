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
from typing import Final

from page_parts.questions import SiteQuestion
from question_search.words import stem

TITLE_WEIGHT: Final = 3
MOST: Final = 3
LEAST_ALIKE: Final = 0.12  # below it, what two answers share are words of no matter
# A question is compared by its heaviest words, and with those of a large site that have them.
HEAVIEST: Final = 40
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
    postings: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(found):
        for word in vector:
            postings[word].append(number)
    return {
        question.id: [questions[other].id for other in _best(number, found, postings)]
        for number, question in enumerate(questions)
    }


def _best(number: int, found: Sequence[Vector], postings: Mapping[str, list[int]]) -> list[int]:
    scores: dict[int, float] = defaultdict(float)
    for word, weight in found[number].items():
        for other in postings[word]:
            scores[other] += weight * found[other][word]
    scores.pop(number, None)
    alike = [(-round(score, 9), other) for other, score in scores.items() if score >= LEAST_ALIKE]
    return [other for _score, other in sorted(alike)[:MOST]]


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
