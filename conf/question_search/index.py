"""Computes the index: for each term the questions that have it, and how much it says of each.

The weights are BM25F's (Robertson, Zaragoza, Taylor: "Simple BM25 Extension to Multiple Weighted
Fields", 2004) without the inverse document frequency, which the engine knows from the vocabulary.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, Final

from .concepts import Concepts
from .hangul import HANGUL, is_hangul, skeleton
from .page_terms import PageTerms, Part, Reader, made_anew
from .parallel import in_parts
from .postings import TOP, Postings, Readings, Row
from .records import Record, Texts
from .terms import Terms

# How much a field counts in the edition's own language and in another one.
FIELDS: Final = {
    "title": (3.0, 1.6),
    "wordings": (1.5, 0.8),
    "keywords": (2.0, 1.3),
    "paragraphs": (0.5, 0.3),
}
B: Final = 0.3
SOUND: Final = "~"  # begins the skeleton of a Latin word
SHORTEST_SKELETON: Final = 4
LONGEST_TERM: Final = 3  # words of a keyword that counts in other languages, too
Averages = dict[tuple[str, str], float]  # mean length of a field in a language


@dataclass
class Index:
    """All terms with their postings, and further keys that lead to terms."""

    size: int
    terms: dict[str, Postings] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass
class _Page:
    """A page: the number of its first question, its questions, its terms and their numbers."""

    first: int
    records: list[Record]
    terms: PageTerms
    numbers: list[tuple[int, ...]]


@dataclass
class Indexer:
    """Makes an index of records for the edition in `language`."""

    language: str
    concepts: Concepts

    def __post_init__(self) -> None:
        """Make what finds the terms of texts."""
        self.terms = Terms(self.concepts)

    def index(self, records: Sequence[Record], part: Part = made_anew) -> Index:
        """Index records; a question's number is its place among them.

        Args:
            records: All questions, page by page.
            part: Gets a page and what makes its part, returns the part.
        """
        pages = [list(page) for _, page in groupby(records, key=attrgetter("page"))]
        read = [*chain.from_iterable(in_parts(partial(self._read, pages, part), len(pages)))]
        self._learn(records, read)
        numbered = list(self._numbered(pages, read))
        index = Index(len(records), self._postings(numbered, _averages(read, len(records))))
        self._name(index, _together(page.titles for page in read))
        self._point_at_stems(index, _together(page.shown for page in read))
        return index

    def _read(self, pages: Sequence[list[Record]], part: Part, run: range) -> list[PageTerms]:
        reader = Reader(self.concepts)

        def make(page: list[Record]) -> dict[str, Any]:
            return vars(reader.read(page))

        found = (part(pages[n][0].page, partial(make, pages[n])) for n in run)
        return [PageTerms(**each) for each in found]

    def _learn(self, records: Sequence[Record], read: Sequence[PageTerms]) -> None:
        texts = [texts for record in records for texts in record.texts.values()]
        forms = (form for _, concept in self.concepts.rows for form in concept.all_forms)
        keywords = (word for text in texts for word in text.keywords)
        nouns = (word for word in keywords if is_hangul(word))
        known = (word for form in forms for word in HANGUL.findall(form))
        self.terms.lexicon.learn(sorted({word for page in read for word in page.hangul}))
        self.terms.lexicon.learn(sorted({*nouns, *known}), known=True)

    def _numbered(
        self, pages: Sequence[list[Record]], read: Sequence[PageTerms]
    ) -> Iterator[_Page]:
        first = 0
        for records, page in zip(pages, read, strict=True):
            numbers = list(map(self.terms.of_piece, page.texts, page.codes))
            numbers += [
                self.terms.numbers(self._keyword_weights(texts, code).items())
                for record in records
                for code, texts in record.texts.items()
            ]
            yield _Page(first, records, page, numbers)
            first += len(records)

    def _postings(self, pages: Sequence[_Page], averages: Averages) -> dict[str, Postings]:
        """Add up what texts say of terms.

        Of answers in other languages only terms of titles count: whoever reads one edition and
        types words of another types terms; the other words of those answers would fill a third of
        the index.
        """
        named = {n for page in pages for place in page.terms.names for n in page.numbers[place]}
        read = Readings(self.terms.table, named)
        for page in pages:
            read.add(page.numbers, page.terms.places, list(self._rows(page, averages)))
        return read.postings()

    def _rows(self, page: _Page, averages: Averages) -> Iterator[Row]:
        """Yield for each text its question, how much it counts, and whether only names do."""
        for number, code, name, size, places in page.terms.rows:
            foreign = code != self.language
            average = averages[code, name]
            length = 1 - B + B * (size / average if average else 1)
            scale = FIELDS[name][foreign] / (1 if name == "keywords" else length)
            yield page.first + number, scale, foreign and name == "paragraphs", places

    def _keyword_weights(self, texts: Texts, code: str) -> dict[str, float]:
        """Weigh the terms of keywords; in other languages these are terms, not what people say."""
        weights: dict[str, float] = {}
        longest = sys.maxsize if code == self.language else LONGEST_TERM
        for keyword in texts.keywords:
            for term, weight in self.terms.of_keyword(keyword, code, longest):
                weights[term] = max(weights.get(term, 0.0), weight)
        return weights

    def _name(self, index: Index, titles: set[tuple[str, str]]) -> None:
        """Let the Latin words of titles be found by sound; the engine knows those of concepts."""
        for code, word in titles:
            for term, _ in self.terms.of_word(word, code):
                if not is_hangul(word) and term not in self.concepts.keys:
                    _sound(index, word, term)

    def _point_at_stems(self, index: Index, shown: set[tuple[str, str]]) -> None:
        """Lead from words of titles and keywords to their stems, and drop what leads nowhere."""
        for code, word in shown:
            found = self.terms.of_word(word, code)
            if found and not is_hangul(word) and found[0][0] != word:
                index.aliases[word].add(found[0][0])
        for key, terms in list(index.aliases.items()):
            index.aliases[key] = {term for term in terms if term in index.terms and term != key}
            if not index.aliases[key]:
                del index.aliases[key]


def _sound(index: Index, word: str, term: str) -> None:
    if word.isalpha() and len(key := skeleton(word)) >= SHORTEST_SKELETON:
        index.aliases[SOUND + key].add(term)


def _averages(read: Sequence[PageTerms], size: int) -> Averages:
    """Return the mean length of each field in each language."""
    lengths: dict[tuple[str, str], int] = defaultdict(int)
    for page in read:
        for _, code, name, length, _ in page.rows:
            lengths[code, name] += length
    return {place: length / size for place, length in lengths.items()}


def _together(tables: Iterable[dict[str, list[str]]]) -> set[tuple[str, str]]:
    """Return (language, word) of all words of pages."""
    return {(code, word) for table in tables for code, found in table.items() for word in found}


__all__ = ["TOP", "Index", "Indexer", "Postings"]
