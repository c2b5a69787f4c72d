"""What a question is about: the heaviest words of it and its answer, as a vector of length 1.

TF-IDF (Manning, Raghavan, Schütze: Introduction to Information Retrieval, 2008, chapter 6). How
rare a word is counts in steps of a tenth of the logarithm: it says as much, and stays the same for
nearly all words when one question of many changes, so that the vectors of all others do, too.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kept import digest, kept_json
from page_collector import unpacked
from question_search.learned import Learned
from question_search.words import stem

TITLE_WEIGHT: Final = 3
# A question is compared by its heaviest words.
HEAVIEST: Final = 40
STEPS: Final = 10  # of a logarithm
ADDRESS: Final = re.compile(r"\]\([^)]*\)|https?://\S+")
WORD: Final = re.compile(r"[^\W_]+")
STOP: Final = frozenset(
    "a an and are as at be between but by can do does each for from has have how in into is it its "
    "may more most not of on or s such than that the their them these they this to use used uses "
    "using was we what when where which while why will with you your".split()
)

Vector = dict[str, float]
Bag = dict[str, int]


def _stem(word: str) -> str:
    """Return the stem of a word; none of a word that every text has."""
    lower = word.lower()
    return "" if lower in STOP else stem(lower, "english")


STEMS: Final = Learned(_stem)


def words_of(text: str) -> list[str]:
    """Return the stems of a text's words, without those that every text has."""
    found = map(STEMS.__getitem__, WORD.findall(ADDRESS.sub(" ", text)))
    return [word for word in found if word]


def bag_of(texts: Sequence[str]) -> Bag:
    """Return how often a question has each word; those of its title, the first, count more."""
    count = Counter(words_of(" ".join(texts[1:])))
    for word in words_of(texts[0]):
        count[word] += TITLE_WEIGHT
    return dict(count)


def vectors(pages: Mapping[str, bytes], folder: Path) -> list[Vector]:
    """Return the vector of each question, the heaviest word first.

    Args:
        pages: The texts of the questions of each page, as SiteTextsCollector keeps them.
        folder: Where those of each page are kept.
    """
    bags = {name: _bags(page, folder / "words" / name) for name, page in pages.items()}
    documents = Counter(chain.from_iterable(chain.from_iterable(bags.values())))
    most = round(STEPS * math.log(sum(map(len, bags.values())) or 1))
    rare = {word: most - round(STEPS * math.log(number)) for word, number in documents.items()}
    found: list[Vector] = []
    for name, page in bags.items():
        levels = bytes(map(rare.__getitem__, chain.from_iterable(page)))
        made_from = digest(json.dumps(page).encode(), levels)
        make = partial(_vectors, page, rare)
        found += map(dict, kept_json(folder / "vectors" / name, made_from, make))
    return found


def _bags(page: bytes, where: Path) -> list[Bag]:
    bags: list[Bag] = kept_json(
        where, digest(page), lambda: list(map(bag_of, json.loads(unpacked(page))))
    )
    return bags


def _vectors(bags: Sequence[Bag], rare: Mapping[str, int]) -> list[Vector]:
    return [_vector(bag, rare) for bag in bags]


def _vector(bag: Bag, rare: Mapping[str, int]) -> Vector:
    weights = {
        word: (1 + math.log(number)) * rare[word] for word, number in bag.items() if rare[word]
    }
    heaviest: list[Any] = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    length = math.sqrt(math.fsum(weight * weight for _word, weight in heaviest))
    return {word: weight / length for word, weight in heaviest if length}
