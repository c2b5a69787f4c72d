"""Concepts: the termbase's forms in all languages are one. Twin: engine/concepts.js."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from .hangul import is_hangul
from .korean import stems, verb
from .learned import Learned
from .words import Words, fold, stem, stemmer_name, words

LATIN: Final = re.compile(r"[^\W_]+")
LONGEST: Final = 6  # words of a form
MARK: Final = "#"  # begins a concept's term in the index
EVERYDAY: Final = "#."  # the same of everyday words, which say less


Heads = tuple[str, ...]  # beginnings of forms that some words may be
Step = tuple[list[str], Heads]  # the terms that some words are, and what may go on behind them
Start = tuple[list[str], Heads, frozenset[str]]  # the same of one word, and what begins the next


@dataclass(frozen=True)
class Concept:
    """One row of a termbase: its forms by language, the first of each being its name."""

    forms: dict[str, tuple[str, ...]]

    @property
    def all_forms(self) -> tuple[str, ...]:
        """All forms, the name in the source language first."""
        return tuple(dict.fromkeys(form for forms in self.forms.values() for form in forms))


def read_concepts(path: Path, source: str, code: str) -> Iterator[Concept]:
    """Read locales/<code>/terms.toml; a language may have none.

    Raises:
        ValueError: The file is no termbase; the message says where and what to do.
    """
    if not path.is_file():
        return
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("terms", [])
        yield from [_concept(row, source, code) for row in rows]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}:1: is no termbase ({error!r}); mend the file") from error


def _concept(row: dict[str, Any], source: str, code: str) -> Concept:
    return Concept({name: (row[name], *row.get(f"{name}_also", ())) for name in (source, code)})


def _listed(code: str, forms: Sequence[str]) -> str:
    return ";".join([code, *(re.sub(r"[;|\s]+", " ", form) for form in forms)])


def key_of(parts: Sequence[str], stemmer: str) -> str:
    """Return what a form is looked up by: its words without spaces, stemmed if they are Latin."""
    joined = "".join(parts)
    if joined.endswith("다"):
        return verb(joined) or joined
    return joined if is_hangul(joined[-1:]) or not joined.isascii() else stem(joined, stemmer)


@dataclass
class Concepts:
    """All concepts by their keys.

    `begun` has the beginnings of forms where a space may stand, with what may follow them.
    """

    language: str
    rows: list[tuple[str, Concept]] = field(default_factory=list)
    keys: dict[str, list[str]] = field(default_factory=dict)
    begun: dict[str, set[str]] = field(default_factory=dict)
    steps: dict[tuple[Heads, str], Step] = field(default_factory=dict)
    follow: dict[Heads, frozenset[str]] = field(default_factory=lambda: {(): frozenset()})

    def __post_init__(self) -> None:
        """Get ready to find concepts."""
        self.first = Learned[str, Start | None](self._start)

    @property
    def stemmer(self) -> str:
        """The Snowball algorithm of the edition's language."""
        return stemmer_name(self.language)

    def add(self, concepts: Iterable[Concept], mark: str = MARK) -> None:
        """Take in concepts; those with one name are one."""
        for concept in concepts:
            term = mark + self._key(concept.all_forms[0])
            self.rows.append((term, concept))
            for form in concept.all_forms:
                known = self.keys.setdefault(self._key(form), [])
                known.extend([term] if term not in known else [])

    def listed(self, *, everyday: bool) -> str:
        """Return the concepts of one kind as the engine takes them in: `en;bias|ko;편향;편견`."""
        rows = [one for term, one in self.rows if term.startswith(EVERYDAY) == everyday]
        forms = [self.distinct(one) for one in rows]
        return "\n".join("|".join(_listed(c, one[c]) for c in one) for one in forms)

    def distinct(self, concept: Concept) -> dict[str, list[str]]:
        """Return a concept's forms without those that are looked up alike; names stay."""
        seen: set[str] = set()
        found: dict[str, list[str]] = {}
        for code, forms in concept.forms.items():
            found[code] = [forms[0]]
            seen.add(self._key(forms[0]))
            for form in forms[1:]:
                if self._key(form) not in seen:
                    found[code].append(form)
                    seen.add(self._key(form))
        return found

    def _key(self, form: str) -> str:
        parts = words(fold(form)).texts
        joined = "".join(parts)
        places = range(1, len(joined)) if is_hangul(joined) else accumulate(map(len, parts[:-1]))
        for place in places:
            self.begun.setdefault(joined[:place], set()).add(joined[place])
        return key_of(parts, self.stemmer)

    def find(self, texts: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
        """Yield (first, end, terms) of the concepts in some words, the longest at each place."""
        done = 0
        for place, start in enumerate(map(self.first.__getitem__, texts)):
            if not start or place < done:
                continue
            terms, heads, follow = start
            done = place + 1
            if follow and done < len(texts) and not follow.isdisjoint(openings(texts[done])):
                done, terms = self._longest(texts, place, terms, heads)
            if terms:
                yield place, done, terms

    def _start(self, text: str) -> Start | None:
        terms, heads = self._step(("",), text)
        return (terms, heads, self.follow[heads]) if terms or heads else None

    def _longest(
        self, texts: Sequence[str], place: int, terms: list[str], heads: Heads
    ) -> tuple[int, list[str]]:
        """Return the end and the terms of the longest form that begins at a word, if any."""
        end = place + 1
        for at in range(end, min(len(texts), place + LONGEST)):
            if self.follow[heads].isdisjoint(openings(texts[at])):
                break
            step = heads, texts[at]
            if step not in self.steps:
                self.steps[step] = self._step(*step)
            found, heads = self.steps[step]
            if found:
                end, terms = at + 1, found
        return end, terms

    def _step(self, heads: Heads, text: str) -> Step:
        """Return the terms of some beginnings with a word behind them, and what may go on."""
        terms: list[str] = []
        joined = [head + reading for reading in readings(text) for head in heads]
        for one in joined:
            terms = self.keys.get(key_of((one,), self.stemmer), terms)
        begun = tuple(one for one in joined if one in self.begun)
        if begun not in self.follow:
            self.follow[begun] = frozenset().union(*(self.begun[one] for one in begun))
        return terms, begun


@lru_cache(maxsize=200_000)
def openings(text: str) -> frozenset[str]:
    """Return the first characters of the readings of a word."""
    return frozenset(reading[0] for reading in readings(text))


@lru_cache(maxsize=200_000)
def readings(text: str) -> tuple[str, ...]:
    """Return what a word may be in a form: itself, without its tail, or as a verb."""
    if not is_hangul(text):
        return (text,)
    lemma = verb(text)
    return (*(found for found, _ in stems(text)), *([lemma] if lemma else []))


def neighbours(found: Words) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that are written as one, such as fine-tuning."""
    return ((found.texts[place - 1], found.texts[place]) for place in found.joined if place)
