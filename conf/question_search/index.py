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
from itertools import chain
from typing import Any, Final

from .concepts import Concepts
from .hangul import HANGUL, is_hangul, skeleton
from .page_terms import PageTerms, Part, Reader, made_anew
from .parallel import in_parts
from .postings import TOP, Numbers, Postings, Readings, Row
from .records import PageRecords
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
    """A page: the number of its first question, its texts taken apart, and their terms."""

    first: int
    texts: PageTerms
    numbers: Numbers


@dataclass
class Indexer:
    """Makes an index of records for the edition in `language`."""

    language: str
    concepts: Concepts

    def __post_init__(self) -> None:
        """Make what finds the terms of texts."""
        self.terms = Terms(self.concepts)

    def index(self, pages: Sequence[PageRecords], part: Part = made_anew) -> Index:
        """Index records; a question's number is its place among them.

        Args:
            pages: All questions, page by page.
            part: Gets a page and what makes its part, returns the part.
        """
        parts = in_parts(partial(self._read, pages, part), len(pages))
        read = [page for page in chain.from_iterable(parts) if page.size]
        self._learn(read)
        size = sum(page.size for page in read)
        index = Index(size, self._postings(read, _averages(read, size)))
        self._name(index, _together(page.titles for page in read))
        self._point_at_stems(index, _together(page.shown for page in read))
        return index

    def _read(self, pages: Sequence[PageRecords], part: Part, run: range) -> list[PageTerms]:
        reader = Reader(self.concepts)

        def make(page: PageRecords) -> dict[str, Any]:
            return vars(reader.read(page.read()))

        found = (part(pages[n].page, partial(make, pages[n])) for n in run)
        return [PageTerms(**each) for each in found]

    def _learn(self, read: Sequence[PageTerms]) -> None:
        forms = (form for _, concept in self.concepts.rows for form in concept.all_forms)
        keywords = (word for page in read for _, words in page.keywords for word in words)
        nouns = (word for word in keywords if is_hangul(word))
        known = (word for form in forms for word in HANGUL.findall(form))
        self.terms.lexicon.learn(sorted({word for page in read for word in page.hangul}))
        self.terms.lexicon.learn(sorted({*nouns, *known}), known=True)

    def _numbered(self, read: Sequence[PageTerms], named: set[int]) -> Iterator[_Page]:
        """Yield pages, whose words nobody needs then; and note the terms of what is named."""
        first = 0
        for page in read:
            numbers = self.terms.of_pieces(page.texts, page.codes)
            named.update(chain.from_iterable(map(numbers.__getitem__, page.names)))
            weights = (self._keyword_weights(words, code) for code, words in page.keywords)
            numbers += [self.terms.numbers(each.items()) for each in weights]
            page.texts, page.codes, page.hangul = [], [], []
            yield _Page(first, page, Numbers.of(numbers))
            first += page.size

    def _postings(self, read: Sequence[PageTerms], averages: Averages) -> dict[str, Postings]:
        """Add up what texts say of terms.

        Of answers in other languages only terms of titles count: whoever reads one edition and
        types words of another types terms; the other words of those answers would fill a third of
        the index.
        """
        named: set[int] = set()
        pages = list(self._numbered(read, named))
        readings = Readings(self.terms.table, named)
        for page in pages:
            readings.add(page.numbers, page.texts.places, list(self._rows(page, averages)))
            page.texts.packed, page.texts.rows = "", []
        return readings.postings()

    def _rows(self, page: _Page, averages: Averages) -> Iterator[Row]:
        """Yield for each text its question, how much it counts, and whether only names do."""
        for number, code, name, size, places in page.texts.rows:
            foreign = code != self.language
            average = averages[code, name]
            length = 1 - B + B * (size / average if average else 1)
            scale = FIELDS[name][foreign] / (1 if name == "keywords" else length)
            yield page.first + number, scale, foreign and name == "paragraphs", places

    def _keyword_weights(self, keywords: Sequence[str], code: str) -> dict[str, float]:
        """Weigh the terms of keywords; in other languages these are terms, not what people say."""
        weights: dict[str, float] = {}
        longest = sys.maxsize if code == self.language else LONGEST_TERM
        for keyword in keywords:
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
