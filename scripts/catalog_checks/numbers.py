"""Numbers: 175B is 1,750억, 24x is 24배, 0.7-0.9 stays; 175B is not 1.5B.

Each number in a text is the set of values that it may mean, since writing differs: `1,750` is
1750 in English and 1.75 in Spanish. Two numbers agree when they may mean the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from language_list import Language

_GROUP = 3  # digits between separators of thousands
_LARGE = 1000  # from here on a scale can have a smaller part behind it
_SEPARATOR = "[.,'\u00a0\u202f]"
_DIGITS = rf"\d+(?:{_SEPARATOR}\d+)*"


@dataclass(frozen=True)
class Number:
    """A number as it is written, and the values that it may mean."""

    written: str
    values: frozenset[float]


@lru_cache(maxsize=64)
def _pattern(scales: tuple[str, ...]) -> re.Pattern[str]:
    # Scales of Latin letters (B, million) end at a word's end; Korean ones (억) need not.
    words = sorted(scales, key=len, reverse=True)
    latin = [re.escape(word) for word in words if word.isascii()]
    other = [re.escape(word) for word in words if not word.isascii()]
    either = [f"(?:{'|'.join(some) or '(?!)'})" for some in (latin, other)]
    # Behind a space an own scale is a whole word: 7 조건 ("7 conditions") is no 7조.
    scale = rf"(?:[\s-]?{either[0]}(?![A-Za-z])|{either[1]}|\s{either[1]}(?!\w))"
    return re.compile(rf"({_DIGITS})((?:{scale})*)")


def plain_values(digits: str, decimal: str = "") -> frozenset[float]:
    """Return the values that digits with points and commas may mean.

    Args:
        digits: such as `1,750`, which means 1750 with a decimal `.` and 1.75 with `,`.
        decimal: the mark in front of decimals; without it, either is possible.
    """
    groups = re.split(_SEPARATOR, digits)
    marks = re.findall(_SEPARATOR, digits)
    values = set()
    if all(len(group) == _GROUP for group in groups[1:]) and decimal not in marks:
        values.add(float("".join(groups)))
    if marks and (not decimal or marks[-1] == decimal):
        values.add(float("".join(groups[:-1]) + "." + groups[-1]))
    return frozenset(values or {float("".join(groups))})


def numbers_in(
    text: str,
    scales: Mapping[str, float],
    *,
    bare: Container[str] = (),
    decimal: str = "",
) -> list[Number]:
    """Return the numbers of a text.

    Args:
        text: a text as its reader sees it.
        scales: the words that multiply, such as `억` and `million`; parts such as
            `1조 2,000억` are added up.
        bare: scales that a number may also stand without, because they are other words, too
            (`32만` is 320,000 or "only 32").
        decimal: the mark in front of decimals, when it is known.
    """
    text = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, int, str, frozenset[float], float]] = []
    for match in _pattern(tuple(scales)).finditer(text):
        factor = _factor(match[2], scales)
        plain = plain_values(match[1], decimal)
        values = frozenset(value * factor for value in plain) | (
            plain if match[2].strip(" -") in bare else frozenset()
        )
        found.append((match.start(), match.end(), match[0], values, factor))
    return list(_added_up(text, found))


def _factor(words: str, scales: Mapping[str, float]) -> float:
    factor, left = 1.0, words.strip(" -")
    while left:
        word = next(w for w in sorted(scales, key=len, reverse=True) if left.startswith(w))
        factor, left = factor * scales[word], left[len(word) :].lstrip(" -")
    return factor


def _added_up(
    text: str, found: list[tuple[int, int, str, frozenset[float], float]]
) -> Iterator[Number]:
    while found:
        start, end, written, values, factor = found.pop(0)
        # A smaller part right behind belongs to the same number: 1조 2,000억, 3만 5천.
        while found and factor >= _LARGE and _follows(text[end : found[0][0]], found[0], factor):
            _, end, _, more, factor = found.pop(0)
            values = frozenset(a + b for a in values for b in more)
            written = text[start:end]
        yield Number(written.strip(), values)


def _follows(
    between: str, part: tuple[int, int, str, frozenset[float], float], factor: float
) -> bool:
    return between in ("", " ") and part[4] < factor and max(part[3]) < factor


def number_words(text: str, words: Mapping[str, float]) -> frozenset[float]:
    """Return the values of the number words in a text, such as `two`, `twice`, `두`."""
    lowered = text.lower()
    return frozenset(
        value
        for word, value in words.items()
        if word in lowered and re.search(rf"(?<!\w){re.escape(word)}(?![a-z])", lowered)
    )


def _missing(numbers: list[Number], others: list[Number], words: frozenset[float]) -> list[str]:
    values = words.union(*(number.values for number in others))
    return sorted({number.written for number in numbers if not _near(number.values, values)})


def _near(mine: frozenset[float], theirs: frozenset[float]) -> bool:
    return any(abs(a - b) <= 1e-9 * max(a, b) for a in mine for b in theirs)


def _numbers(text: str, language: Language, bare: Container[str]) -> list[Number]:
    decimal = str(language.checks.get("decimal", ""))
    return numbers_in(text, language.numbers("number_scales"), bare=bare, decimal=decimal)


@check(Severity.CRITICAL)
def numbers(pair: Pair) -> Iterator[str]:
    """Numbers are those of the English, written the way of the language.

    Bad: `1.5억 개` for `1.5B`

    Good: `15억 개` for `1.5B`, `1,750억 개` for `175B`
    """
    if pair.source.text == pair.target.text:
        return
    ours, theirs = pair.known.source, pair.known.target
    # A language that we know no scales of may have a word where the English has B or million.
    scales = ours.numbers("number_scales")
    unsure = () if theirs.numbers("number_scales") else tuple(scales)
    source = _numbers(pair.source.text, ours, unsure)
    target = _numbers(pair.target.text, theirs, theirs.words("unsure_scales"))
    source_words = number_words(pair.source.text, ours.number_words)
    target_words = number_words(pair.target.text, theirs.number_words)
    for written in _missing(source, target, target_words):
        yield f"“{written}” of the English is missing; check the number"
    for written in _missing(target, source, source_words):
        yield f"“{written}” is not in the English; check the number"
    yield from _percentages(pair)


def _percentages(pair: Pair) -> Iterator[str]:
    # The value alone may agree: 50% is not 50배.
    words = pair.known.target.words("percent_words")
    ours = rf"\d\s?(?:{'|'.join(map(re.escape, ('%', '％', *words)))})"
    if words and re.search(r"\d\s?%", pair.source.text) and not re.search(ours, pair.target.text):
        yield "a percentage of the English is none in the translation; check the unit"
