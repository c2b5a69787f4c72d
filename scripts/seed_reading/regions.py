"""Which part of a document is read how: one reading for the whole, others where that fits badly."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from seed_reading.asking import ASKED
from seed_reading.decorations import Shape
from seed_reading.groupings import best_topics
from seed_reading.line_marks import Mark
from seed_reading.patterns import ASKING, Pattern, nothing_between, rank
from seed_reading.readings import Reading, best_reading

BETTER = 0.1  # how much a part's own reading must be worth more than the document's
CROWD = 4  # questions of one kind in one answer that may be a part of their own
APART = 0.2  # in at most this share of the answers; else they belong to the answers

FIRST = attrgetter("first")
QUIET = 0.5  # mean likeness to questions below which a section has none

Find = Callable[[Sequence[Mark]], Pattern | None]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``first`` to ``last`` (not included) of a part, and how they are read."""

    first: int
    last: int
    part: int
    reading: Reading | None = None
    topics: Pattern | None = None


def read_regions(
    regions: list[Region],
    marks: list[Mark],
    sizes: array[int],
    asked: Pattern | None = None,
    topic: Pattern | None = None,
) -> list[Region]:
    """Decide how each part of a document is read.

    Args:
        regions: The parts, not read yet.
        marks: The marks of the document.
        sizes: The number of characters before each line, and of all lines at the end.
        asked: How an editor said that questions are marked, in every part.
        topic: How an editor said that topics are.

    Returns:
        The regions with their readings; a part may have become several.
    """
    if asked:
        read = [_given(region, marks, asked) for region in regions]
        return _with_topics(read, marks, sizes, topic)
    whole = best_reading(marks, sizes) if len(regions) > 1 else None
    read = [_read(region, marks, sizes, whole) for region in regions]
    split = [piece for region in read for piece in _split(region, marks, sizes)]
    split = _with_topics(split, marks, sizes, topic)
    return [piece for region in split for piece in _filled(region, marks, sizes)]


def within(marks: Sequence[Mark], region: Region) -> list[Mark]:
    """The marks of a region."""
    first = bisect_left(marks, region.first, key=FIRST)
    return list(marks[first : bisect_left(marks, region.last, key=FIRST)])


def _read(region: Region, marks: list[Mark], sizes: array[int], whole: Reading | None) -> Region:
    inside = within(marks, region)
    shifted = [_shift(mark, region) for mark in inside] if region.first else inside
    own = best_reading(shifted, _part_of(sizes, region))
    if whole and own:
        kept = [mark for mark in inside if whole.pattern.has(mark)]
        as_whole = best_reading(shifted, _part_of(sizes, region), whole.pattern)
        if kept and as_whole and as_whole.score >= own.score - BETTER:
            own = as_whole
        elif not kept and _mean(own) < (ASKING if own.questions[1:] else ASKED):
            own = None
    if own is None:
        return region
    first = {mark.first + region.first for mark in own.questions}
    members = tuple(mark for mark in inside if mark.first in first)
    return replace(region, reading=replace(own, questions=members))


def _mean(reading: Reading) -> float:
    return sum(mark.asks for mark in reading.questions) / len(reading.questions)


def _shift(mark: Mark, region: Region) -> Mark:
    return mark._replace(first=mark.first - region.first, last=mark.last - region.first)


def _part_of(sizes: array[int], region: Region) -> array[int]:
    before = sizes[region.first]
    return array("q", (size - before for size in sizes[region.first : region.last + 1]))


def _split(region: Region, marks: list[Mark], sizes: array[int]) -> list[Region]:
    """Cut a region where an answer holds a crowd of other questions that stand nowhere else."""
    cut = _crowd(region, within(marks, region), sizes) if region.reading else None
    if cut is None or cut <= region.first:  # nothing would be in front of it
        return [region]
    first = replace(region, last=cut)
    rest = _read(Region(cut, region.last, region.part), marks, sizes, None)
    return [
        _read(replace(first, reading=None), marks, sizes, region.reading),
        *_split(rest, marks, sizes),
    ]


def _crowd(region: Region, marks: list[Mark], sizes: array[int]) -> int | None:
    """The line at which another part begins."""
    reading = region.reading
    if reading is None or not reading.questions[1:]:
        return None
    own = {mark.first for mark in reading.questions}
    places: dict[Shape, list[tuple[int, Mark]]] = defaultdict(list)
    answer = -1
    for mark in marks:
        answer = mark.first if mark.first in own else answer
        if (
            mark.first not in own
            and answer >= 0
            and (mark.shape.head or mark.shape.bold == "whole")
        ):
            places[mark.shape].append((answer, mark))
    for found in places.values():
        if sum(mark.asks for _, mark in found) < ASKING * len(found):
            continue
        counts = Counter(answer for answer, _ in found)
        where, count = counts.most_common(1)[0]
        if count >= CROWD and len(counts) <= max(1, APART * len(own)):
            inside = [m for answer, m in found if answer == where and m.asks >= ASKING]
            return _heading_before(inside[0], marks, where, sizes)
    return None


def _heading_before(first: Mark, marks: list[Mark], answer: int, sizes: array[int]) -> int:
    """Where the crowd's part begins: at what was read as a question if it only heads the crowd."""
    asked = next(mark for mark in marks if mark.first == answer)
    if asked.asks < ASKING and nothing_between(asked, first, sizes):
        return answer
    above = [
        m for m in marks if answer < m.first < first.first and rank(m.shape) < rank(first.shape)
    ]
    return above[-1].first if above else first.first


def _filled(region: Region, marks: list[Mark], sizes: array[int]) -> list[Region]:
    """Read the sections by themselves in which a region has no question, but others that ask.

    Where headings are questions, a section without one is text.
    """
    reading, topics = region.reading, region.topics
    if reading is None or topics is None or reading.questions[0].shape.head[:1] == "h":
        return [region]
    heads = [mark.first for mark in within(marks, region) if topics.has(mark)]
    asked = [mark.first for mark in reading.questions]
    found, start = [], region.first
    for head, end in pairwise([*heads, region.last]):
        if bisect_left(asked, head) == bisect_left(asked, end):
            own = _read(Region(head, end, region.part), marks, sizes, None)
            if own.reading and _asks(own.reading, within(marks, own)):
                found += [replace(region, first=start, last=head), replace(own, topics=topics)]
                start = end
    found.append(replace(region, first=start))
    return [piece for piece in found if piece.first < piece.last]


def _asks(reading: Reading, marks: Sequence[Mark]) -> bool:
    """Whether what was read in a section is a list of questions, no text with some in it."""
    bare = any(mark.shape.bare for mark in reading.questions)
    least = max(CROWD - 1, len(marks) / 2) if bare else 2
    return _mean(reading) >= ASKING and len(reading.questions) >= least


def _given(region: Region, marks: list[Mark], asked: Pattern) -> Region:
    found = tuple(mark for mark in within(marks, region) if asked.has(mark))
    return replace(region, reading=Reading(asked, found, 1, 1) if found else None)


def _with_topics(
    regions: list[Region], marks: list[Mark], sizes: array[int], given: Pattern | None
) -> list[Region]:
    """Find what names the topics, once for all regions that are read alike."""
    groups: dict[Pattern, list[Region]] = defaultdict(list)
    for region in regions:
        if region.reading:
            groups[region.reading.pattern].append(region)
    topics: dict[Pattern, Pattern | None] = {}
    for pattern, group in groups.items():
        inside = [mark for region in group for mark in within(marks, region)]
        questions = tuple(m for region in group if region.reading for m in region.reading.questions)
        topics[pattern] = given or best_topics(Reading(pattern, questions, 0, 0), inside, sizes)
    return [
        _quiet(replace(region, topics=topics[region.reading.pattern]), marks)
        if region.reading
        else region
        for region in regions
    ]


def _quiet(region: Region, marks: list[Mark]) -> Region:
    """Take the sections out in which list items or bold lines do not ask: there they are text."""
    reading, topics = region.reading, region.topics
    if reading is None or reading.questions[0].shape.head or _mean(reading) < ASKING:
        return region
    heads = [m.first for m in within(marks, region) if (topics and topics.has(m)) or m.shape.head]
    sections: dict[int, list[Mark]] = defaultdict(list)
    for mark in reading.questions:
        sections[bisect_right(heads, mark.first)].append(mark)
    asking = {
        at
        for at, members in sections.items()
        if sum(mark.asks for mark in members) >= QUIET * len(members)
    }
    kept = tuple(m for m in reading.questions if bisect_right(heads, m.first) in asking)
    return replace(region, reading=replace(reading, questions=kept)) if kept else region
