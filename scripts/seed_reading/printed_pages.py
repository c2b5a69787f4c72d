"""Feet and heads of printed pages: plain text that was set for a printer has them amid the text.

A foot ends in the number of its page, which counts up; the same line stands below most feet again.
The blank lines around them are none of the text's where a sentence goes on behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

FOOT = re.compile(r"(.*?)\[?\bpage\s+(\d+)\]?\s*$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.?!:。？！][\"'”’)\]*_\s]*$")
ENDS = frozenset("0123456789] ")  # what a foot ends with
NEAR = 8  # lines below a foot among which the head of the next page is
LEAST = 2  # pages of a text that has pages
WHY = "the foot or head of a printed page"
JOINED = ""  # why a blank line goes: nobody misses it


def page_breaks(texts: Sequence[str], whole: str) -> dict[int, str]:
    """The lines of feet and heads, by index, each with the reason; blank lines to go with ``""``.

    Args:
        texts: The lines of a document.
        whole: The same in one piece.
    """
    feet = _feet(texts) if "Page " in whole or "page " in whole else []
    if len(feet) < LEAST:
        return {}
    heads = _heads(texts, feet)
    found = dict.fromkeys((*feet, *heads.values()), WHY)
    for at in feet:
        last = heads.get(at, at)
        before, after = _written(texts, at, -1), _written(texts, last, 1)
        if before >= 0 and after < len(texts) and _goes_on(texts[before], texts[after]):
            found |= dict.fromkeys(_blank(texts, range(before + 1, after)), JOINED)
    return found


def _feet(texts: Sequence[str]) -> list[int]:
    """The lines that end in the number of a page, if these count up and are alike but for it."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, text in enumerate(texts):
        if (
            text[-1:] in ENDS
            and "age " in text
            and _alone(texts, at)
            and (foot := FOOT.match(text))
        ):
            found.setdefault(" ".join(foot[1].split()), []).append((int(foot[2]), at))
    most = max(found.values(), key=len, default=[])
    counts = all(after[0] == before[0] + 1 for before, after in pairwise(most))
    return [at for _, at in most] if counts else []


def _alone(texts: Sequence[str], at: int) -> bool:
    return not any(text.strip() for text in (*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2]))


def _heads(texts: Sequence[str], feet: Sequence[int]) -> Mapping[int, int]:
    """The line below each foot that stands below most of them."""
    below = {at: _written(texts, at, 1) for at in feet}
    rows = {at: " ".join(texts[to].split()) for at, to in below.items() if to < len(texts)}
    often, least = Counter(rows.values()), max(LEAST, len(feet) / 2)
    return {
        at: below[at] for at, row in rows.items() if often[row] >= least and below[at] - at <= NEAR
    }


def _written(texts: Sequence[str], at: int, step: int) -> int:
    """The next line that is not blank, in one direction."""
    at += step
    while 0 <= at < len(texts) and not texts[at].strip():
        at += step
    return at


def _blank(texts: Sequence[str], lines: range) -> list[int]:
    return [at for at in lines if not texts[at].strip()]


def _goes_on(before: str, after: str) -> bool:
    """Whether the line behind a break goes on with the sentence before it."""
    return not SENTENCE_END.search(before) and _indent(before) == _indent(after)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
