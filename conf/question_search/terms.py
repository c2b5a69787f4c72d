"""What a text is found by: the terms of its words, of its compounds and of its concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from .concepts import Concepts, neighbours
from .hangul import ANALYSIS, is_hangul
from .korean import stems, verb
from .lexicon import SURE, Lexicon, Weighted
from .words import Words, fold, stem, stemmer_name, words

STOP: Final = frozenset(word for code in ANALYSIS for word in ANALYSIS[code]["stop"].split())


def is_stop(word: str) -> bool:
    """Return whether a word is ignored: 하다 and 하는지, 것 and 것을. Twin: engine/query.js."""
    if word in STOP or not is_hangul(word):
        return word in STOP
    return verb(word) in STOP or any(tail in SURE and stem in STOP for stem, tail in stems(word))


Piece = tuple[Weighted, list[str]]  # the terms and the words of what stands between two spaces


@dataclass
class Terms:
    """Finds the terms of texts; what texts repeat is analysed once."""

    concepts: Concepts
    lexicon: Lexicon = field(default_factory=Lexicon)
    known: dict[str, dict[str, Weighted]] = field(default_factory=lambda: defaultdict(dict))
    pieces: dict[str, dict[str, Piece]] = field(default_factory=lambda: defaultdict(dict))
    keywords: dict[tuple[str, str], Weighted] = field(default_factory=dict)

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
        known = self.pieces[code]
        found: list[tuple[str, float]] = []
        texts: list[str] = []
        for piece in text.split():
            terms, more = known[piece] if piece in known else self._piece(piece, code)
            found += terms
            texts += more
        for _, _, concepts in self.concepts.find(texts):
            found += [(concept, 1.0) for concept in concepts]
        return found

    def _piece(self, text: str, code: str) -> Piece:
        found = words(text)
        terms = [term for word in found.texts for term in self.of_word(word, code)]
        joined = ((term, 1.0) for term in _joined(found, code))
        self.pieces[code][text] = (*terms, *joined), found.texts
        return self.pieces[code][text]

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
