"""What a text is found by: the terms of its words, of its compounds and of its concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Final

from .concepts import Concepts, neighbours
from .hangul import ANALYSIS, is_hangul
from .korean import stems, verb
from .learned import Learned
from .lexicon import SURE, Lexicon, Weighted
from .words import Words, fold, stem, stemmer_name, words

STOP: Final = frozenset(word for code in ANALYSIS for word in ANALYSIS[code]["stop"].split())


def is_stop(word: str) -> bool:
    """Return whether a word is ignored: 하다 and 하는지, 것 and 것을. Twin: engine/query.js."""
    if word in STOP or not is_hangul(word):
        return word in STOP
    return verb(word) in STOP or any(tail in SURE and stem in STOP for stem, tail in stems(word))


# The terms, as places in a table, and the words of what stands between two spaces.
Piece = tuple[tuple[int, ...], list[str]]


@dataclass
class Terms:
    """Finds the terms of texts; what texts repeat is analysed once.

    `table` has every term that was found, once with each of its weights.
    """

    concepts: Concepts
    lexicon: Lexicon = field(default_factory=Lexicon)
    known: dict[str, dict[str, Weighted]] = field(default_factory=lambda: defaultdict(dict))
    pieces: dict[str, Learned[str, Piece]] = field(default_factory=dict)
    table: list[tuple[str, float]] = field(default_factory=list)
    keywords: dict[tuple[str, str], Weighted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Get ready to number terms."""
        self.places = Learned[tuple[str, float], int](self._number)
        self.concept_places = Learned[str, int](lambda concept: self.places[concept, 1.0])

    def _number(self, weighted: tuple[str, float]) -> int:
        self.table.append(weighted)
        return len(self.table) - 1

    def of_word(self, text: str, code: str) -> Weighted:
        """Return the terms of a word in the language `code` with their weights."""
        known = self.known[code]
        if text not in known:
            known[text] = self._analyse(text, code)
        return known[text]

    def _analyse(self, text: str, code: str) -> Weighted:
        if is_stop(text):
            return ()
        if is_hangul(text):
            return self.lexicon.terms(text)
        return ((stem(text, stemmer_name(code)), 1.0),)

    def of_text(self, text: str, code: str) -> list[tuple[str, float]]:
        """Return the terms of a folded text with their weights, as often as they are there."""
        return [self.table[number] for number in self.numbers_of(text, code)]

    def numbers_of(self, text: str, code: str) -> list[int]:
        """Return the same as places in the table."""
        if code not in self.pieces:
            self.pieces[code] = Learned(partial(self._piece, code=code))
        found = list(map(self.pieces[code].__getitem__, text.split()))
        numbers = list(chain.from_iterable(map(itemgetter(0), found)))
        texts = list(chain.from_iterable(map(itemgetter(1), found)))
        found_concepts = chain.from_iterable(map(itemgetter(2), self.concepts.find(texts)))
        numbers += map(self.concept_places.__getitem__, found_concepts)
        return numbers

    def numbers(self, weighted: Iterable[tuple[str, float]]) -> tuple[int, ...]:
        """Return the places of weighted terms in the table, which takes in new ones."""
        return tuple(map(self.places.__getitem__, weighted))

    def _piece(self, text: str, code: str) -> Piece:
        found = words(text)
        terms = [term for word in found.texts for term in self.of_word(word, code)]
        joined = ((term, 1.0) for term in _joined(found, code))
        return self.numbers((*terms, *joined)), found.texts

    def of_keyword(self, keyword: str, code: str) -> Weighted:
        """Weigh the terms of a keyword: one says the more, the larger its part of it is."""
        if (keyword, code) not in self.keywords:
            found = words(fold(keyword))
            self.keywords[keyword, code] = tuple(
                (term, weight * (size / len(found.texts)) ** 0.5)
                for term, weight, size in self._sized(found, code)
            )
        return self.keywords[keyword, code]

    def _sized(self, found: Words, code: str) -> Iterator[tuple[str, float, int]]:
        """Yield (term, weight, number of words)."""
        for word in found.texts:
            for term, weight in self.of_word(word, code):
                yield term, weight, 1
        for term in _joined(found, code):
            yield term, 1.0, 2
        for place, end, concepts in self.concepts.find(found.texts):
            for concept in concepts:
                yield concept, 1.0, end - place


def _joined(found: Words, code: str) -> Iterator[str]:
    """Yield the terms of words that are written as one, such as fine-tuning."""
    for first, second in neighbours(found):
        if first.isascii() and second.isascii():
            yield stem(first + second, stemmer_name(code))
