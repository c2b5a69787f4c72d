"""Which nouns the Korean words of a corpus hold, decided by what the corpus itself shows.

A reading is believed when its stem is seen with several tails (모델을, 모델은, 모델의) or stands
alone in the termbase or among the keywords. This needs no dictionary and no model, so that a build
installs nothing for it; how it compares with a morphological analyser is told in the docs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from .hangul import ANALYSIS
from .korean import ENDINGS, stems, verb_with_ending

SUFFIXES: Final = frozenset(ANALYSIS["ko"]["suffixes"].split())
# Tails that hardly ever are the end of a noun itself.
SURE: Final = frozenset(ANALYSIS["ko"]["sure"].split())
VERBAL: Final = frozenset(ENDINGS["base"])  # of verbs, though some look like particles
DOUBTFUL: Final = VERBAL - SURE  # 고 and 다 are seen with verbs, too: 어렵고, 어렵다
CASES: Final = frozenset("과와이가에은는")  # particles that others stand behind
BELIEVED: Final = 2  # tails seen with a stem
PART: Final = 0.7  # of a compound's weight goes to each of its parts
SHORTEST: Final = 2  # syllables of a noun that is split off

Weighted = tuple[tuple[str, float], ...]


@dataclass
class Lexicon:
    """The nouns of a corpus. Call `learn` with its words, then ask for the terms of a word."""

    tails: dict[str, set[str]] = field(default_factory=dict)
    verbs: set[str] = field(default_factory=set)
    cache: dict[str, Weighted] = field(default_factory=dict)

    def learn(self, words: Iterable[str], *, known: bool = False) -> None:
        """See Hangul words; those that are `known` are nouns by themselves."""
        for word in words:
            for stem, tail in stems(word):
                if len(stem) >= SHORTEST or not tail or tail in SURE:
                    self.tails.setdefault(stem, set()).add(tail)
            lemma, ending = verb_with_ending(word)
            self.verbs.update([lemma] if ending else [])
            if known:
                self.tails[word] |= {"(known)", "(noun)"}

    def support(self, stem: str) -> int:
        """Return the number of different tails of nouns that were seen with a stem."""
        return len(self.tails.get(stem, frozenset()) - DOUBTFUL)

    def is_noun(self, stem: str) -> bool:
        """Return whether a reading is believed: 학습, but not 학습과 of 학습과의 and 학습과는."""
        support = self.support(stem)
        longer = len(stem) > SHORTEST and stem[-1] in CASES
        return support >= BELIEVED and not (longer and self.support(stem[:-1]) > 2 * support)

    def terms(self, word: str) -> Weighted:
        """Return what a Hangul word is found by: (term, weight) pairs, the best one first."""
        if word not in self.cache:
            self.cache[word] = self._terms(word)
        return self.cache[word]

    def _terms(self, word: str) -> Weighted:
        readings = [(s, t) for s, t in stems(word) if len(s) >= SHORTEST or not t or t in SURE]
        nouns = [s for s, _ in readings if self.is_noun(s)][:2]
        found = dict.fromkeys(nouns or self._guesses(word, readings), 1.0)
        for noun in list(found):
            for part in self.parts(noun):
                found.setdefault(part, PART)
        return tuple(found.items())

    def _guesses(self, word: str, readings: list[tuple[str, str]]) -> list[str]:
        """Read a word of which no noun is known: it may be a verb, or a noun that is seen once."""
        lemma, ending = verb_with_ending(word)
        sure = [(s, t) for s, t in readings if t in SURE or len(t) >= SHORTEST][:1]
        if sure and not (lemma and sure[0][1] in VERBAL):
            return [sure[0][0]]
        if lemma and ending:
            return [lemma, *(s for s, _ in sure)]
        return [*(s for s, _ in readings[:2]), *([lemma] if lemma in self.verbs else [])]

    def parts(self, noun: str) -> list[str]:
        """Split a compound into nouns of the corpus: 활성화함수 gives 활성화 and 함수.

        Returns:
            The fewest parts that cover the noun, or nothing. One-syllable suffixes (정규화) may
            stand behind a part and are left out.
        """
        if len(noun) <= SHORTEST:
            return []
        best: list[tuple[int, list[str]] | None] = [(0, [])] + [None] * len(noun)
        for end in range(1, len(noun) + 1):
            for start in range(max(0, end - 6), end):
                before, piece = best[start], noun[start:end]
                cost = self._cost(piece, noun, start)
                if before and cost and (not best[end] or before[0] + cost < best[end][0]):  # type: ignore[index]
                    kept = [piece] if len(piece) >= SHORTEST else []
                    best[end] = (before[0] + cost, before[1] + kept)
        last = best[len(noun)]
        return last[1] if last else []

    def _cost(self, piece: str, noun: str, start: int) -> int:
        if len(piece) == 1:
            return 3 if start and piece in SUFFIXES else 0
        known = piece != noun and self.support(piece) >= BELIEVED
        return 2 if known else 0
