"""Takes the texts of a page apart, as far as that follows from the page alone.

What a Korean word is found by, and how much a text counts, all pages say together: one changed
page may change it for all. But to take texts apart is most of the work, and can be kept.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from .concepts import Concepts
from .hangul import HANGUL, is_hangul
from .learned import Learned
from .records import Record, Texts
from .words import fold, words

CONCEPT: Final = ""  # stands for the language of what no language has for itself
LATER: Final = 2**32 - 1  # the place of what keywords say, which a page alone does not know
PageRow = tuple[int, str, str, int, int]
# Called with a page and what makes its part; returns the part, which may be a kept one.
Part = Callable[[str, Callable[[], Any]], Any]


def made_anew(_page: str, make: Callable[[], Any]) -> Any:
    """Return a part of which none is kept."""
    return make()


@dataclass
class PageTerms:
    """The texts of a page, as places in a table.

    The table is `codes` and `texts`: what stands between two spaces, with its language, and
    concepts. `rows` has for each text the number of its question on the page, its language, its
    field, its length and how many of the `places` are its own, which are packed: as JSON they would
    take longer to read than all the rest. `keywords` are those of each question in each language,
    `size` is the number of questions. `names` are the places of what titles and wordings have,
    `shown` the words of these and of the edition's keywords by language, `titles` those of titles
    that are no Hangul, and `hangul` all words that are.
    """

    codes: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rows: list[PageRow] = field(default_factory=list)
    packed: str = ""
    keywords: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0
    names: list[int] = field(default_factory=list)
    shown: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    hangul: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Share what other pages have, too; all words of all pages would fill the memory."""
        keywords = (each for _, each in self.keywords)
        tables = (*self.shown.values(), *self.titles.values(), *keywords)
        for each in (self.codes, self.texts, self.hangul, *tables):
            each[:] = map(sys.intern, each)

    @property
    def places(self) -> array[int]:
        """The places of all texts, one after the other; LATER stands for the next keywords."""
        return array("I", zlib.decompress(b64decode(self.packed)))


class Reader:
    """Takes the pages of an edition apart.

    Args:
        concepts: Made for the language of the edition.
    """

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._words = Learned[str, list[str]](lambda piece: words(piece).texts)

    def read(self, page: Sequence[Record]) -> PageTerms:
        """Return what the texts of a page's questions say."""
        found, all_places = PageTerms(size=len(page)), array("I")
        places = Learned[str, Learned[str, int]](lambda code: Learned(_adder(found, code)))
        texts = [(n, *each) for n, record in enumerate(page) for each in record.texts.items()]
        for number, code, each in texts:
            for name, text in fields_of(each):
                mine = self._places(text, code, places)
                found.rows.append((number, code, name, len(text), len(mine)))
                all_places.extend(mine)
            found.rows.append((number, code, "keywords", 0, 1))
            all_places.append(LATER)
        found.packed = b64encode(zlib.compress(all_places.tobytes(), 1)).decode("ascii")
        found.keywords = [(code, list(each.keywords)) for _, code, each in texts]
        found.names = sorted(
            {p for _, code, t in texts for way in ways(t) for p in self._places(way, code, places)}
        )
        self._note_words(found, [(code, each) for _, code, each in texts])
        return found

    def _places(self, text: str, code: str, places: dict[str, Learned[str, int]]) -> list[int]:
        pieces = fold(text).split()
        spoken = list(chain.from_iterable(map(self._words.__getitem__, pieces)))
        concepts = chain.from_iterable(terms for _, _, terms in self._concepts.find(spoken))
        known = map(places[code].__getitem__, pieces)
        return [*known, *map(places[CONCEPT].__getitem__, concepts)]

    def _note_words(self, found: PageTerms, texts: Sequence[tuple[str, Texts]]) -> None:
        for code in dict.fromkeys(code for code, _ in texts):
            mine = [each for known, each in texts if known == code]
            own = code == self._concepts.language
            shown = (t for each in mine for t in (*ways(each), *(each.keywords if own else ())))
            titled = {word for each in mine for word in words(fold(each.title)).texts}
            found.shown[code] = sorted({word for text in shown for word in words(fold(text)).texts})
            found.titles[code] = sorted(word for word in titled if not is_hangul(word))
        every = (text for _, each in texts for text in (*_running(each), *each.keywords))
        found.hangul = sorted({word for text in every for word in HANGUL.findall(text)})


def _adder(page: PageTerms, code: str) -> Callable[[str], int]:
    def add(text: str) -> int:
        page.codes.append(code)
        page.texts.append(text)
        return len(page.texts) - 1

    return add


def fields_of(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of the fields that are running text."""
    yield "title", texts.title
    yield "wordings", " \n".join(texts.wordings)
    yield "paragraphs", " \n".join(texts.paragraphs)


def _running(texts: Texts) -> Iterator[str]:
    return (text for _, text in fields_of(texts))


def ways(texts: Texts) -> tuple[str, ...]:
    """Return the ways in which a question is asked."""
    return (texts.title, *texts.wordings)
