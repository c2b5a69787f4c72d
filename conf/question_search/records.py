"""What the index is made of: one record a question, with its texts in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple


@dataclass(frozen=True)
class Texts:
    """A question in one language; whatever has no translation is left out.

    `wordings` are further ways in which the page asks the question.
    """

    title: str = ""
    topic: str = ""
    wordings: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A question: its permanent id, its page, and its texts by language code."""

    id: str
    page: str
    texts: dict[str, Texts]


class PageRecords(NamedTuple):
    """The questions of a page, which are read when they are needed: all texts fill the memory."""

    page: str
    read: Callable[[], Sequence[Record]]


def by_page(records: Iterable[Record]) -> list[PageRecords]:
    """Return records, page by page."""
    pages = ((name, list(page)) for name, page in groupby(records, key=attrgetter("page")))
    return [PageRecords(name, page.copy) for name, page in pages]
