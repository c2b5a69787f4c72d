"""Adds up what questions say of terms, and rounds it to the impacts that an index keeps."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final, NamedTuple

from .page_terms import LATER

# No matrices are multiplied here, and a process with threads cannot be copied.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

K1: Final = 1.2
TOP: Final = 12  # the greatest impact; a few levels rank as well as many and pack better
LEAST: Final = 3  # the least that is kept
AT_ONCE: Final = 200  # questions, more or less, that are added up at a time
LIGHT: Final = K1 * (LEAST - 1) / (TOP - LEAST + 1)  # weights up to it round to less

# The number of a question, how much a text of it counts, whether only names in it do, and how many
# places it has.
Row = tuple[int, float, bool, int]


@dataclass
class Postings:
    """The questions of a term, by number, and the impact of the term on each (1 to TOP)."""

    numbers: array[int] = field(default_factory=lambda: array("I"))
    impacts: bytearray = field(default_factory=bytearray)


class Numbers(NamedTuple):
    """Tuples of numbers, one after the other, and their lengths; a tenth of the memory."""

    whole: Any
    lengths: Any

    @classmethod
    def of(cls, numbers: Sequence[Sequence[int]]) -> Numbers:
        """Return numbers in this form."""
        lengths = np.fromiter(map(len, numbers), dtype=np.int32)
        return cls(np.fromiter(chain.from_iterable(numbers), np.int32, lengths.sum()), lengths)


class Readings:
    """Adds up what the texts of questions say, some hundred questions at a time.

    Args:
        table: The weighted terms; texts have them by their places in it.
        named: Places of the terms that count also where only some do.
    """

    def __init__(self, table: Sequence[tuple[str, float]], named: Iterable[int]) -> None:
        terms = {term: number for number, term in enumerate(dict.fromkeys(t for t, _ in table))}
        self._terms = list(terms)
        self._ids = np.array([terms[term] for term, _ in table], dtype=np.int64)
        self._weights = np.array([weight for _, weight in table])
        self._is_name = np.zeros(len(terms), dtype=bool)
        self._is_name[self._ids[list(named)]] = True
        self._waiting: list[tuple[Any, Any]] = []
        self._read = 0
        self._numbers: list[Any] = []
        self._found: list[Any] = []
        self._impacts: list[Any] = []

    def add(self, numbers: Numbers, places: Sequence[int], rows: Sequence[Row]) -> None:
        """Take in the texts of a page.

        Args:
            numbers: The terms of each entry of the page's table; then those of the keywords of
                each of its questions in each language.
            places: The places of all texts in these, one after the other; LATER stands for the
                next keywords.
            rows: One for each text.
        """
        whole, lengths = numbers
        which = np.array(places, dtype=np.int64)
        later = np.flatnonzero(which == LATER)
        which[later] = len(lengths) - len(later) + np.arange(len(later))
        found = whole[_runs((np.cumsum(lengths) - lengths)[which], lengths[which])]
        questions, scales, named, counts = map(np.array, zip(*rows, strict=True))
        text = np.repeat(np.repeat(np.arange(len(rows)), counts), lengths[which])
        kept = self._is_name[self._ids[found]] | ~named[text]
        found, text = found[kept], text[kept]
        self._waiting.append(
            (
                questions[text] * len(self._terms) + self._ids[found],
                scales[text] * self._weights[found],
            )
        )
        if questions[-1] - self._read >= AT_ONCE:
            self._add_up()
            self._read = questions[-1]

    def _add_up(self) -> None:
        if not self._waiting:
            return
        places, impacts = _impacts(*map(np.concatenate, zip(*self._waiting, strict=True)))
        self._waiting = []
        numbers, ids = np.divmod(places, max(1, len(self._terms)))
        self._numbers.append(numbers.astype(np.uint32))
        self._found.append(ids.astype(np.min_scalar_type(len(self._terms))))
        self._impacts.append(impacts)

    def postings(self) -> dict[str, Postings]:
        """Return the postings of each term that says enough of any question."""
        self._add_up()
        if not self._found:
            return {}
        ids = _joined(self._found)
        order = np.argsort(ids, kind="stable")
        columns = (_joined(self._numbers)[order], _joined(self._impacts)[order])
        return dict(_grouped(ids[order], *columns, self._terms))


def _runs(starts: Any, lengths: Any) -> Any:
    """Return the numbers of runs that begin at these numbers and are so long."""
    return np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(lengths.sum())


def _impacts(places: Any, values: Any) -> tuple[Any, Any]:
    """Return the places (question and term) that say enough, and their impacts."""
    unique, which = np.unique(places, return_inverse=True)
    sums = np.bincount(which, values, minlength=len(unique))  # one by one, in the texts' order
    impacts = np.rint(TOP * sums / (K1 + sums))
    enough = (sums > LIGHT) & (impacts >= LEAST)
    return unique[enough], impacts[enough].astype(np.uint8)


def _joined(parts: list[Any]) -> Any:
    """Return arrays as one; the list is empty then, so that they are not held twice for long."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


def _grouped(ids: Any, numbers: Any, impacts: Any, terms: list[str]) -> Any:
    """Yield each term with its postings, from columns that are sorted by terms."""
    starts = np.flatnonzero(np.concatenate(([True], ids[1:] != ids[:-1])) if len(ids) else [])
    for term, start, end in zip(ids[starts], starts, [*starts[1:], len(ids)], strict=True):
        whole = array("I")
        whole.frombytes(numbers[start:end].tobytes())
        yield terms[term], Postings(whole, bytearray(impacts[start:end].tobytes()))
