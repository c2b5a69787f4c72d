"""Headings above questions: the names of topics, and the groups between topics and questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from seed_reading.line_marks import Mark
from seed_reading.outline import plain_title
from seed_reading.patterns import NEAR, SUMMARY, nothing_between, rank
from seed_reading.regions import Region, within

GROUPING = 0.6  # share of headings of a level that must stand right above a question to group them
RARE = 0.5  # headings in so many answers belong to the answers


def topic_names(regions: Iterable[Region], marks: Sequence[Mark]) -> dict[int, str]:
    """The names of a document's topics, by the line of their heading.

    Topics of one name below different headings ("Basics" of this and of that) are different
    topics: the heading above them is added.
    """
    names: dict[int, str] = {}
    above: dict[int, str] = {}
    used: set[int] = set()
    for region in regions:
        heads: list[Mark] = []
        asked = {mark.first for mark in region.reading.questions} if region.reading else set()
        for mark in within(marks, region) if region.topics else ():
            if mark.first in asked:
                used |= {head.first for head in heads[-1:]}
            elif region.topics and region.topics.has(mark):
                heads = [head for head in heads if head.shape.head < mark.shape.head]
                names[mark.first] = plain_title(mark.text)
                above[mark.first] = plain_title(heads[-1].text) if heads else ""
                heads.append(mark)
    parents: dict[str, set[str]] = defaultdict(set)
    for line, name in names.items():
        parents[name] |= {above[line]} - {""} if line in used else set()
    return {
        line: f"{name} ({above[line]})" if above[line] and len(parents[name]) > 1 else name
        for line, name in names.items()
    }


def groups(region: Region, marks: Sequence[Mark], sizes: Sequence[int]) -> set[int]:
    """The headings between topics and questions: they end an answer and belong to none."""
    if region.reading is None:
        return set()
    asked = {mark.first for mark in region.reading.questions}
    level = min(rank(mark.shape) for mark in region.reading.questions)
    column = max(mark.shape.column for mark in region.reading.questions)
    found: set[int] = set()
    heads = [m for m in marks if m.shape.head[:1] == "h" and m.first not in asked]
    topics = region.topics
    heads = [m for m in heads if not (topics and topics.has(m)) and m.shape.column <= column]
    close = _above_question(marks, asked, heads, sizes)
    for name in {mark.shape.head for mark in heads}:
        alike = [mark for mark in heads if mark.shape.head == name]
        above = [mark for mark in alike if mark.first in close]
        rare = level < SUMMARY and rank(alike[0].shape) < level - NEAR
        rare = rare and len(alike) < RARE * len(asked)
        if rare or len(above) >= GROUPING * len(alike):
            found |= {mark.first for mark in alike}
    return found


def _above_question(
    marks: Sequence[Mark], asked: set[int], heads: Sequence[Mark], sizes: Sequence[int]
) -> set[int]:
    """The headings with nothing between them and a question or another heading."""
    ours = {mark.first for mark in heads}
    return {
        mark.first
        for mark, after in pairwise(marks)
        if mark.first in ours and (after.first in asked or after.first in ours)
        if nothing_between(mark, after, sizes)
    }
