"""Contents lists without links: a run of lines, each of which comes again further on, with text.

Plain text has no links, so its contents list is known by that alone: the lines stand close
together, all of them return in the same order, and where they return there is much more between
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from page_writing.page_reader import letters_of_rows

from seed_reading.contents import CONTENTS_WHY, is_contents, slug
from seed_reading.line_marks import Mark

INDEX = re.compile(r"index$", re.IGNORECASE)  # what contents are called in plain text, besides
FOLD = re.compile(r"\s*(?:</?details\b[^<>]*>|<summary\b[^<>]*>.*</summary\s*>|-{3,})+\s*$")
KEY = 28  # letters by which a line is known again; it may be broken elsewhere the next time
BATCH = 1_000  # lines whose letters are taken at once: quick, and not all rows are held in full
SHORTEST = 4  # letters; less is known by chance
LEAST = 5  # lines that make such a list
MISSING = 2  # lines in a row of it that need not return
CLOSE = 4  # lines of text between two of them: titles broken over lines
MORE = 2.0  # how much more text there must be where they return
IN_ORDER, DISTINCT = 0.9, 0.8  # shares of the lines that return in order, that are unlike


def repeated_contents(texts: Sequence[str], marks: Sequence[Mark]) -> dict[int, str]:
    """The lines of contents lists without links, by index, each with the reason.

    Args:
        texts: The lines of a document.
        marks: Its marked lines, in order.
    """
    keys = _keys(marks)
    last = {key: at for at, key in enumerate(keys) if len(key) >= SHORTEST}
    if sum(len(key) >= SHORTEST for key in keys) - len(last) < LEAST:
        return {}
    found: dict[int, str] = {}
    for first, end in _runs(texts, marks, keys, last):
        places = [last[key] for key in keys[first:end] if last.get(key, 0) >= end]
        if _returns(places, keys[first:end]) and _sparse(texts, marks, first, end, places):
            above = marks[first - 1].text if first else ""
            begin = first - 1 if is_contents(above) or INDEX.match(above) else first
            stop = _tail(texts, marks[end - 1].last + 1)
            found |= dict.fromkeys(range(marks[begin].first, stop), CONTENTS_WHY)
    return {at: why for at, why in found.items() if texts[at].strip()}


def heads_of_contents(
    texts: Sequence[str], hidden: Sequence[int], contents: Mapping[int, str]
) -> dict[int, str]:
    """The headings inside a contents list: nothing but its lines is below, and they come again.

    What folds such lines goes with them.

    Args:
        texts: The lines of a document.
        hidden: Which of them are code or comment.
        contents: What is known to be no text, by index.
    """
    rows = [at for at, text in enumerate(texts) if text.strip()] if contents else []
    heads = {at for at in rows if texts[at][0] == "#" and not hidden[at]}
    last = {slug(texts[at].lstrip("# ")): at for at in rows if at in heads}
    found: dict[int, str] = {}
    folds: list[int] = []
    below: set[str] = set()  # what the other lines down to the next heading are
    for at in reversed(rows):
        if at in heads:
            if below == {CONTENTS_WHY} and last[slug(texts[at].lstrip("# "))] > at:
                found |= dict.fromkeys([at, *folds], CONTENTS_WHY)
            folds, below = [], set()
        elif FOLD.match(texts[at]):
            folds.append(at)
        else:
            below.add(contents.get(at, ""))
    return found


def _keys(marks: Sequence[Mark]) -> list[str]:
    """The letters by which each line is known again."""
    keys: list[str] = []
    for at in range(0, len(marks), BATCH):
        rows = letters_of_rows(mark.text[: 3 * KEY] for mark in marks[at : at + BATCH])
        keys += [row.casefold()[:KEY] for row in rows]
    return keys


def _runs(
    texts: Sequence[str], marks: Sequence[Mark], keys: Sequence[str], last: dict[str, int]
) -> Iterator[tuple[int, int]]:
    """Runs of marks close together, most of which come again."""
    again = [last.get(key, -1) > place for place, key in enumerate(keys)]
    at = 0
    while at < len(marks):
        if not again[at]:
            at += 1
            continue
        end, missing = at, 0
        for place in range(at, len(marks)):
            apart = place > at and not _close(texts, marks[place - 1], marks[place])
            missing = 0 if again[place] else missing + 1
            if apart or missing > MISSING:
                break
            end = end if missing else place + 1
        if end - at >= LEAST:
            yield at, end
        at = max(end, at + 1)


def _close(texts: Sequence[str], mark: Mark, after: Mark) -> bool:
    return sum(bool(row.strip()) for row in texts[mark.last + 1 : after.first]) <= CLOSE


def _returns(places: Sequence[int], keys: Sequence[str]) -> bool:
    """Whether most lines come again, in their order, and are not all alike."""
    steps = [before < after for before, after in pairwise(places)]
    ordered = len(steps) >= LEAST - 1 and sum(steps) >= IN_ORDER * len(steps)
    return ordered and len({*keys}) >= DISTINCT * len(keys)


def _sparse(
    texts: Sequence[str], marks: Sequence[Mark], first: int, end: int, places: Sequence[int]
) -> bool:
    """Whether there is more text where the lines return."""
    here = sum(len(row.strip()) for row in texts[marks[first].first : marks[end - 1].last + 1])
    there = texts[marks[min(places)].first : marks[max(places)].last + 1]
    return sum(len(row.strip()) for row in there) >= MORE * here


def _tail(texts: Sequence[str], at: int) -> int:
    """The end of what a line goes on with."""
    while at < len(texts) and texts[at].strip() and texts[at][:1].isspace():
        at += 1
    return at
