"""Computes the index: for each term the questions that have it, and how much it says of each.

The weights are BM25F's (Robertson, Zaragoza, Taylor: "Simple BM25 Extension to Multiple Weighted
Fields", 2004) without the inverse document frequency, which the engine knows from the vocabulary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from .concepts import Concepts
from .hangul import HANGUL, is_hangul, skeleton
from .parallel import in_parts
from .postings import TOP, Postings, Readings
from .records import Record, Texts
from .terms import Terms
from .words import fold, words

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
class Indexer:
    """Makes an index of records for the edition in `language`."""

    language: str
    concepts: Concepts
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Make what finds the terms of texts."""
        self.terms = Terms(self.concepts)

    def index(self, records: Sequence[Record]) -> Index:
        """Index records; a question's number is its place among them."""
        self._learn(records)
        self._learn_names(records)
        averages = _averages(records, self.language)
        index = Index(len(records))
        for part in in_parts(partial(self._postings, records, averages), len(records)):
            for term, more in part.items():
                postings = index.terms.setdefault(term, Postings())
                postings.numbers.extend(more.numbers)
                postings.impacts.extend(more.impacts)
        self._name(index, {(t.title, c) for record in records for c, t in record.texts.items()})
        self._point_at_stems(index)
        return index

    def _postings(
        self, records: Sequence[Record], averages: Averages, numbers: range
    ) -> dict[str, Postings]:
        read = Readings()
        for number in numbers:
            for code, texts in records[number].texts.items():
                self._read(read, number, texts, code, averages)
        return read.postings(tuple(self.terms.table), self.named)

    def _read(
        self, read: Readings, number: int, texts: Texts, code: str, averages: Averages
    ) -> None:
        foreign = code != self.language
        for name, text in _all(texts):
            average = averages[code, name]
            length = 1 - B + B * (len(text) / average if average else 1)
            found = self.terms.numbers_of(fold(text), code)
            named = foreign and name == "paragraphs"
            read.add(number, found, FIELDS[name][foreign] / length, named=named)
        words = self.terms.numbers(self._keyword_weights(texts, code).items())
        read.add(number, words, FIELDS["keywords"][foreign], named=False)

    def _learn(self, records: Sequence[Record]) -> None:
        texts = [texts for record in records for texts in record.texts.values()]
        forms = (form for _, concept in self.concepts.rows for form in concept.all_forms)
        keywords = (word for text in texts for word in text.keywords)
        nouns = (word for word in keywords if is_hangul(word))
        self.terms.lexicon.learn(sorted(set(_hangul(text for t in texts for text in _every(t)))))
        self.terms.lexicon.learn(sorted({*nouns, *_hangul(forms)}), known=True)

    def _learn_names(self, records: Sequence[Record]) -> None:
        """Note the terms of titles: of answers in other languages only these count.

        Whoever reads one edition and types words of another types terms; the other words of those
        answers would fill a third of the index.
        """
        for record in records:
            for code, texts in record.texts.items():
                for text in map(fold, (texts.title, *texts.wordings)):
                    self.named.update(term for term, _ in self.terms.of_text(text, code))
                keywords = texts.keywords if code == self.language else ()
                for text in (texts.title, *texts.wordings, *keywords):
                    self.shown[code].update(words(fold(text)).texts)

    def _keywords(self, texts: Texts, code: str) -> Iterator[str]:
        """Yield the keywords that count: of other languages terms, not what people say."""
        for keyword in texts.keywords:
            if code == self.language or len(words(fold(keyword)).texts) <= LONGEST_TERM:
                yield keyword

    def _keyword_weights(self, texts: Texts, code: str) -> dict[str, float]:
        """Weigh the terms of keywords."""
        weights: dict[str, float] = {}
        for keyword in self._keywords(texts, code):
            for term, weight in self.terms.of_keyword(keyword, code):
                weights[term] = max(weights.get(term, 0.0), weight)
        return weights

    def _name(self, index: Index, titles: Iterable[tuple[str, str]]) -> None:
        """Let the Latin words of titles be found by sound; the engine knows those of concepts."""
        named = {(word, code) for title, code in titles for word in words(fold(title)).texts}
        for word, code in named:
            for term, _ in self.terms.of_word(word, code):
                if not is_hangul(word) and term not in self.concepts.keys:
                    _sound(index, word, term)

    def _point_at_stems(self, index: Index) -> None:
        """Lead from words of titles and keywords to their stems, and drop what leads nowhere."""
        for word, code in ((word, code) for code, shown in self.shown.items() for word in shown):
            found = self.terms.of_word(word, code)
            if found and not is_hangul(word) and found[0][0] != word:
                index.aliases[word].add(found[0][0])
        for key, terms in list(index.aliases.items()):
            index.aliases[key] = {term for term in terms if term in index.terms and term != key}
            if not index.aliases[key]:
                del index.aliases[key]


def _sound(index: Index, word: str, term: str) -> None:
    key = skeleton(word)
    if len(key) >= SHORTEST_SKELETON and word.isalpha():
        index.aliases[SOUND + key].add(term)


def _every(texts: Texts) -> Iterator[str]:
    yield from (text for _, text in _all(texts))
    yield from texts.keywords


def _all(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of the fields that are running text."""
    yield "title", texts.title
    yield "wordings", " \n".join(texts.wordings)
    yield "paragraphs", " \n".join(texts.paragraphs)


def _averages(records: Sequence[Record], language: str) -> Averages:
    """Return the mean length of each field in each language."""
    lengths: dict[tuple[str, str], int] = defaultdict(int)
    for record in records:
        for code, texts in record.texts.items():
            for name, text in _all(texts):
                lengths[code, name] += len(text)
    return {place: length / len(records) for place, length in lengths.items()}


def _hangul(texts: Iterator[str]) -> Iterator[str]:
    return (word for text in texts for word in HANGUL.findall(text))


__all__ = ["TOP", "Index", "Indexer", "Postings"]
