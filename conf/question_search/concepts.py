"""Concepts: the termbase's forms in all languages are one. Twin: engine/concepts.js."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

from .hangul import is_hangul
from .korean import stems, verb
from .words import Word, fold, stem, stemmer_name, words

LATIN: Final = re.compile(r"[^\W_]+")
LONGEST: Final = 6  # words of a form
MARK: Final = "#"  # begins a concept's term in the index
EVERYDAY: Final = "#."  # the same of everyday words, which say less


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
    """All concepts by their keys, and the beginnings of their forms where a space may stand."""

    language: str
    rows: list[tuple[str, Concept]] = field(default_factory=list)
    keys: dict[str, list[str]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    first: dict[str, bool] = field(default_factory=dict)

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
        parts = [word.text for word in words(fold(form))]
        joined = "".join(parts)
        places = range(1, len(joined)) if is_hangul(joined) else accumulate(map(len, parts[:-1]))
        self.begun.update(joined[:place] for place in places)
        return key_of(parts, self.stemmer)

    def find(self, found: Sequence[Word]) -> Iterator[tuple[int, int, list[str]]]:
        """Yield (first, end, terms) of the concepts in a text, the longest first at each place."""
        place = 0
        while place < len(found):
            end, terms = place, list[str]()
            if self._may_begin(found[place].text):
                end, terms = self.longest(found, place)
            if terms:
                yield place, end, terms
            place = end if terms else place + 1

    def _may_begin(self, text: str) -> bool:
        if text not in self.first:
            keys = (key_of((reading,), self.stemmer) for reading in readings(text))
            begun = any(reading in self.begun for reading in readings(text))
            self.first[text] = begun or any(key in self.keys for key in keys)
        return self.first[text]

    def longest(self, found: Sequence[Word], place: int) -> tuple[int, list[str]]:
        """Return the end and the terms of the longest form that begins at a word, if any."""
        best: tuple[int, list[str]] = (place, [])
        heads = [""]
        for end in range(place + 1, min(len(found), place + LONGEST) + 1):
            joined = [head + text for text in readings(found[end - 1].text) for head in heads]
            for text in joined:
                if terms := self.keys.get(key_of((text,), self.stemmer)):
                    best = (end, terms)
            heads = [text for text in joined if text in self.begun]
            if not heads:
                break
        return best


@lru_cache(maxsize=200_000)
def readings(text: str) -> tuple[str, ...]:
    """Return what a word may be in a form: itself, without its tail, or as a verb."""
    if not is_hangul(text):
        return (text,)
    lemma = verb(text)
    return (*(found for found, _ in stems(text)), *([lemma] if lemma else []))


def neighbours(found: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield the pairs of words that are written as one, such as fine-tuning."""
    return ((first, second) for first, second in pairwise(found) if second.glued)
