"""Which questions are related: an editor's choice first, then those that are most alike.

Alike means the cosine of their vectors, made of the texts in the source language, so that every
edition shows the same ones.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from kept import alone, digest, kept_json

from .vectors import Vector, vectors

# No matrices are multiplied here, and a process with threads cannot be copied.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

MOST: Final = 3
LEAST_ALIKE: Final = 0.12  # below it, what two answers share are words of no matter
# What a large site is searched through for one question stays the same: for each word the questions
# that it weighs most in ("champion lists": Manning, Raghavan, Schütze, section 7.1.3).
CHAMPIONS: Final = 500
AT_ONCE: Final = 64  # questions that are compared with all others at a time
EXACT: Final = 9  # digits of a cosine; those after them depend on the order of its terms


def most_alike(
    ids: Sequence[str], pages: Mapping[str, bytes], folder: Path
) -> dict[str, list[str]]:
    """Return up to three ids for each question, the most alike first.

    Args:
        ids: Of all questions, in the order of the site, which decides between equals.
        pages: Their texts by page, as SiteTextsCollector keeps them, in the same order.
        folder: Where the outcome and the vectors are kept, for all editions.
    """
    made_from = digest(json.dumps(ids).encode(), *pages.values())

    def make() -> dict[str, list[str]]:
        found = _Postings(vectors(pages, folder)).most_alike()
        return {
            name: [ids[other] for other in others] for name, others in zip(ids, found, strict=True)
        }

    with alone(folder):
        return dict(kept_json(folder / "alike", made_from, make))


class _Postings:
    """Sparse vectors by their words: for each word the vectors that have it, the heaviest first."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        ids: dict[str, int] = {}
        self.size = len(vectors)
        self.words = _array(
            (ids.setdefault(word, len(ids)) for vector in vectors for word in vector), np.int64
        )
        self.weights = _array(
            (weight for vector in vectors for weight in vector.values()), np.float64
        )
        lengths = _array(map(len, vectors), np.int64)
        self.rows = np.repeat(np.arange(self.size), lengths)
        self.starts = _starts(lengths)
        self.order = np.lexsort((self.rows, -self.weights, self.words))
        numbers = np.bincount(self.words, minlength=len(ids))
        self.places, self.numbers = _starts(numbers), np.minimum(numbers, CHAMPIONS)

    def most_alike(self) -> Iterator[list[int]]:
        """Yield for each vector those with the highest cosines."""
        for first in range(0, self.size, AT_ONCE):
            rows = range(first, min(self.size, first + AT_ONCE))
            cosines = self._cosines(rows)
            likely = np.flatnonzero(cosines >= LEAST_ALIKE)
            row, other = np.divmod(likely, self.size)
            order = np.lexsort((other, -np.round(cosines[likely], EXACT), row))
            ends = np.searchsorted(row[order], range(len(rows) + 1))
            for begin, end in pairwise(ends):
                yield other[order][begin : min(end, begin + MOST)].tolist()

    def _cosines(self, rows: range) -> Any:
        """Return the cosines of vectors with all, one row after the other; none with itself."""
        mine = slice(self.starts[rows.start], self.starts[rows.stop])
        words = self.words[mine]
        numbers = self.numbers[words]
        gaps = self.places[words] - _starts(numbers)[:-1]
        theirs = self.order[np.repeat(gaps, numbers) + np.arange(numbers.sum())]
        pairs = np.repeat((self.rows[mine] - rows.start) * self.size, numbers) + self.rows[theirs]
        products = np.repeat(self.weights[mine], numbers) * self.weights[theirs]
        cosines = np.bincount(pairs, products, minlength=len(rows) * self.size)
        cosines[np.arange(len(rows)) * self.size + rows] = 0
        return cosines


def _array(values: Iterator[Any], kind: Any) -> Any:
    return np.fromiter(values, dtype=kind)


def _starts(numbers: Any) -> Any:
    """Return where each of consecutive runs of these lengths begins, and where the last ends."""
    return np.concatenate(([0], np.cumsum(numbers)))


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
