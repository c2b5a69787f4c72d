"""Checks of words: the termbase, and one translation for one English text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markup import HOLE
from termbase import starts_of

from catalog_checks.registry import Edition, Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termbase import Term

WARNING = Severity.WARNING


@lru_cache(maxsize=4096)  # terms are squeezed again for every text
def _squeeze(text: str) -> str:
    return re.sub(r"[\s·-]+", "", text).lower()


def terms_in(text: str, terms: tuple[Term, ...]) -> list[tuple[Term, str]]:
    """Return the terms whose English is in a text, each with the form that it has there.

    Inside of a longer term a shorter one is none.
    """
    starts = starts_of(text)
    likely = (term for term in terms if not term.starts.isdisjoint(starts))
    spans = [
        (match.start(), match.end(), term)
        for term in likely
        for match in term.pattern.finditer(text)
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    taken: set[int] = set()
    found: dict[str, tuple[Term, str]] = {}
    for start, end, term in spans:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.setdefault(term.ours, (term, text[start:end]))
    return list(found.values())


def _is_kept(form: str, translation: str) -> bool:
    # An abbreviation such as LLM may stay as it is.
    letters = re.sub(r"(?:s|'s)$", "", form)
    return sum(map(str.isupper, letters)) > 1 and letters in translation


@check(WARNING)
def missing_term(pair: Pair) -> Iterator[str]:
    """A term of the termbase is translated the way that the termbase says.

    Bad: `주의 가중치` for `attention weights`, when the termbase says 어텐션

    Good: `어텐션 가중치`
    """
    target = _squeeze(pair.target.text)
    for term, form in terms_in(pair.source.text, pair.known.terms):
        if _squeeze(term.ours) not in target and not _is_kept(form, pair.target.text):
            yield f"“{term.english[0]}” is “{term.ours}” in the termbase; use it"


@check(WARNING)
def avoided_term(pair: Pair) -> Iterator[str]:
    """No form is used that the termbase says to avoid.

    Bad: `파인튜닝`, when the termbase says 미세 조정 and to avoid 파인튜닝

    Good: `미세 조정`
    """
    text = " ".join(pair.target.text.lower().split())
    target = _squeeze(text)
    for ours in sorted({_squeeze(term.ours) for term in pair.known.terms}, key=len, reverse=True):
        target = target.replace(ours, HOLE)
    for term, _ in terms_in(pair.source.text, pair.known.terms):
        for form in term.avoid:
            # 미세조정 and 미세 조정 differ in the space alone.
            only_spaced = _squeeze(form) == _squeeze(term.ours)
            if form.lower() in text if only_spaced else _squeeze(form) in target:
                yield f"“{form}” is a form to avoid; write “{term.ours}”"


@check(WARNING)
def consistency(edition: Edition) -> Iterator[tuple[Path, int, str]]:
    """The same English is translated in the same way on every page.

    Bad: `Fine-tuning` as `파인튜닝` on one page and as `미세 조정` on another

    Good: one of the two on both
    """
    first: dict[str, tuple[str, str]] = {}
    for catalog in edition.catalogs:
        for entry in catalog.live:
            if not entry.translated:
                continue
            place = f"{catalog.path.name}:{entry.line}"
            other, where = first.setdefault(entry.msgid, (entry.msgstr, place))
            if other != entry.msgstr:
                yield catalog.path, entry.line, f"{where} has “{other}” for the same English"
