"""What the index is made of: one record a question, with its texts in every language."""

from __future__ import annotations

from dataclasses import dataclass


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
