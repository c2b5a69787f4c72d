"""What a text is found by: the terms of its words, of its compounds and of its concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from .concepts import Concepts, neighbours
from .hangul import ANALYSIS, is_hangul
from .korean import stems, verb
from .learned import Learned
from .lexicon import SURE, Lexicon, Weighted
from .page_terms import CONCEPT
from .words import Words, fold, stem, stemmer_name, words

STOP: Final = frozenset(word for code in ANALYSIS for word in ANALYSIS[code]["stop"].split())


def is_stop(word: str) -> bool:
    """Return whether a word is ignored: 하다 and 하는지, 것 and 것을. Twin: engine/query.js."""
    if word in STOP or not is_hangul(word):
        return word in STOP
    return verb(word) in STOP or any(tail in SURE and stem in STOP for stem, tail in stems(word))


@dataclass
class Terms:
    """Finds the terms of texts; what texts repeat is analysed once.

    `table` has every term that was found, once with each of its weights.
    """

    concepts: Concepts
    lexicon: Lexicon = field(default_factory=Lexicon)
    known: dict[str, dict[str, Weighted]] = field(default_factory=lambda: defaultdict(dict))
    table: list[tuple[str, float]] = field(default_factory=list)
    keywords: dict[tuple[str, str], Weighted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Get ready to number terms, and to find those of pieces by language."""
        self.pieces = Learned[str, Learned[str, tuple[int, ...]]](
            lambda code: Learned(partial(self._piece, code=code))
        )
        self.places = Learned[tuple[str, float], int](self._number)

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

    def of_pieces(self, texts: Sequence[str], codes: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the terms of what stands between two spaces, as places in the table.

        Args:
            texts: Pieces, folded; or terms of concepts.
            codes: Their languages; CONCEPT for a concept.
        """
        pieces = self.pieces
        return [pieces[code][text] for text, code in zip(texts, codes, strict=True)]

    def numbers(self, weighted: Iterable[tuple[str, float]]) -> tuple[int, ...]:
        """Return the places of weighted terms in the table, which takes in new ones."""
        return tuple(map(self.places.__getitem__, weighted))

    def _piece(self, text: str, code: str) -> tuple[int, ...]:
        if code == CONCEPT:
            return self.numbers([(text, 1.0)])
        found = words(text)
        terms = [term for word in found.texts for term in self.of_word(word, code)]
        joined = ((term, 1.0) for term in _joined(found, code))
        return self.numbers((*terms, *joined))

    def of_keyword(self, keyword: str, code: str, longest: int) -> Weighted:
        """Weigh the terms of a keyword: one says the more, the larger its part of it is.

        Args:
            keyword: The keyword.
            code: Its language.
            longest: The most words that it may have to say anything.
        """
        if (keyword, code) not in self.keywords:
            found = words(fold(keyword))
            self.keywords[keyword, code] = tuple(
                (term, weight * (size / len(found.texts)) ** 0.5)
                for term, weight, size in self._sized(found, code)
                if len(found.texts) <= longest
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
