"""Adds up what questions say of terms, and rounds it to the impacts that an index keeps."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .lexicon import Weighted

# No matrices are multiplied here, and a process with threads cannot be copied.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

K1: Final = 1.2
TOP: Final = 12  # the greatest impact; a few levels rank as well as many and pack better
LEAST: Final = 3  # the least that is kept
LIGHT: Final = K1 * (LEAST - 1) / (TOP - LEAST + 1)  # weights up to it round to less


@dataclass
class Postings:
    """The questions of a term, by number, and the impact of the term on each (1 to TOP)."""

    numbers: array[int] = field(default_factory=lambda: array("I"))
    impacts: bytearray = field(default_factory=bytearray)


@dataclass
class Readings:
    """What the texts of questions say, text after text: the numbers of weighted terms.

    `scales` has how much each text counts, `named` whether only some of its terms do.
    """

    weighted: array[int] = field(default_factory=lambda: array("I"))
    questions: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    scales: list[float] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)

    def add(self, question: int, weighted: Sequence[int], scale: float, *, named: bool) -> None:
        """Take in a text of a question; numbers of questions only rise."""
        self.weighted.extend(weighted)
        self.questions.append(question)
        self.lengths.append(len(weighted))
        self.scales.append(scale)
        self.named.append(named)

    def postings(self, table: Weighted, names: set[str]) -> dict[str, Postings]:
        """Return the postings of each term that says enough of any question.

        Args:
            table: The weighted terms by their numbers.
            names: The terms that count where only some do.
        """
        terms = {term: number for number, term in enumerate(dict.fromkeys(t for t, _ in table))}
        ids = np.array([terms[term] for term, _ in table], dtype=np.int64)
        weights = np.array([weight for _, weight in table])
        is_name = np.array([term in names for term in terms], dtype=bool)
        found = np.array(self.weighted, dtype=np.int64)
        kept = is_name[ids[found]] | ~np.repeat(self.named, self.lengths)
        places = np.repeat(self.questions, self.lengths) * len(terms) + ids[found]
        values = np.repeat(self.scales, self.lengths) * weights[found]
        return dict(_grouped(*_impacts(places[kept], values[kept]), list(terms)))


def _impacts(places: Any, values: Any) -> tuple[Any, Any]:
    """Return the places (question and term) that say enough, and their impacts."""
    unique, which = np.unique(places, return_inverse=True)
    sums = np.bincount(which, values, minlength=len(unique))  # one by one, in the texts' order
    impacts = np.rint(TOP * sums / (K1 + sums))
    enough = (sums > LIGHT) & (impacts >= LEAST)
    return unique[enough], impacts[enough].astype(np.uint8)


def _grouped(places: Any, impacts: Any, terms: list[str]) -> Any:
    """Yield each term with its postings."""
    numbers, ids = np.divmod(places, max(1, len(terms)))
    order = np.argsort(ids, kind="stable")
    numbers, impacts = numbers[order].astype(np.uint32), impacts[order]
    used, starts = np.unique(ids[order], return_index=True)
    for term, start, end in zip(used, starts, [*starts[1:], len(order)], strict=True):
        whole = array("I")
        whole.frombytes(numbers[start:end].tobytes())
        yield terms[term], Postings(whole, bytearray(impacts[start:end].tobytes()))
