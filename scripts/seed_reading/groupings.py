"""What names the topics: every candidate is scored by how evenly it encloses the questions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from seed_reading.line_marks import NAME_LENGTH, Mark
from seed_reading.patterns import ASKING, PROMINENCE, SUMMARY, Pattern, nothing_between, rank
from seed_reading.readings import LEAST, Reading
from seed_reading.scores import evenness

MANY = 20  # questions of a topic; more of them, and a finer grouping is better
CROWDED = 0.25  # how fast: the share MANY / questions to this power
CLOSE = 0.5  # the share of topics without a heading's mark that must stand right above a question
DEEPER = 0.02  # what topics of a deeper level must be better by, for each level


def best_topics(reading: Reading, marks: Sequence[Mark], sizes: Sequence[int]) -> Pattern | None:
    """The lines that group the questions of a reading best; None where none does."""
    scored = [
        (_topic_score(p, reading, marks, sizes), at, p)
        for at, p in enumerate(_above(reading, marks, sizes))
    ]
    best = max(scored, key=lambda item: (item[0], -item[1]), default=(0.0, 0, None))
    return best[2] if best[0] >= LEAST else None


def _above(reading: Reading, marks: Sequence[Mark], sizes: Sequence[int]) -> Iterator[Pattern]:
    """What may name topics: headings down to each level, and marks above that of a question."""
    level = min(rank(mark.shape) for mark in reading.questions)
    asked = {mark.first for mark in reading.pattern.among(marks)}
    shapes = Counter([mark.shape for mark in marks if mark.first not in asked])
    column = max(mark.shape.column for mark in reading.questions)
    heads = {shape for shape in shapes if shape.head[:1] == "h" and shape.column <= column}
    for deepest in sorted({shape.head for shape in heads}, reverse=True):
        group = {s for s in heads if s.head <= deepest and (rank(s) <= level or level >= SUMMARY)}
        if group - reading.pattern.shapes:
            yield Pattern(frozenset(group - reading.pattern.shapes))
    for shape in shapes:
        marked = not shape.bare and (not shape.head or shape.head == "summary")
        if marked and (rank(shape) < level or shape.symbol or shape.bullet):
            yield Pattern(frozenset({shape}) - reading.pattern.shapes)
    if level > PROMINENCE["h6"]:
        bare = frozenset(shape for shape in shapes if shape.bare)
        lines = _bare_heads(reading, marks, sizes)
        for only in dict.fromkeys([frozenset(lines), *map(frozenset, _alike(lines).values())]):
            if only:
                yield Pattern(bare, 0.0, only)


@lru_cache(1 << 14)
def look(text: str) -> tuple[str, bool, int]:
    """How an unmarked line is set: the word before its number, capitals, the first character.

    Lines that name topics are set alike: "SECTION 1 - …", "PART TWO", plain words.
    """
    word = NUMBERED.match(text)
    kind = 0 if text[0].isalnum() else ord(text[0])
    return word[1].casefold() if word else "", text.isupper(), kind


def _alike(lines: dict[int, Mark]) -> dict[tuple[str, bool, int], list[int]]:
    groups: dict[tuple[str, bool, int], list[int]] = defaultdict(list)
    for at, mark in lines.items():
        groups[look(mark.text)].append(at)
    return groups


def _bare_heads(reading: Reading, marks: Sequence[Mark], sizes: Sequence[int]) -> dict[int, Mark]:
    """Unmarked lines that name something, right before a question or another such line."""
    asked = {mark.first for mark in reading.questions}
    column = max(mark.shape.column for mark in reading.questions)
    found: dict[int, Mark] = {}
    for mark, after in zip(reversed(marks[:-1]), reversed(marks[1:]), strict=True):
        near = nothing_between(mark, after, sizes) and (
            after.first in asked or after.first in found
        )
        bare = mark.shape.bare and mark.shape.column <= column
        if near and bare and mark.first not in asked and names_something(mark.text):
            found[mark.first] = mark
    return found


NUMBERED = re.compile(r"([^\W\d_]+)[ .]+(?:\d+|[IVXLC]+)\b")


def names_something(text: str) -> bool:
    """Whether a line is short and no sentence."""
    return (
        0 < len(text) <= NAME_LENGTH and text[-1] not in ".!?;,…。？！" and text[0] not in "!<[-–—"
    )


def _may_name(
    pattern: Pattern,
    used: Sequence[Mark],
    reading: Reading,
    marks: Sequence[Mark],
    sizes: Sequence[int],
) -> bool:
    """Whether lines with questions below them can be topics.

    One heading of the questions' own level is a section beside them; lines that are no headings
    must stand right above a question most of the time, or else they are part of answers.
    """
    head = used[0].shape.head
    if head:
        return len(used) > 1 or head != reading.questions[0].shape.head
    if pattern.only is not None:
        return True
    own = {mark.first for mark in pattern.among(marks)}
    above = sum(
        after.asks >= ASKING and nothing_between(mark, after, sizes)
        for mark, after in pairwise(marks)
        if mark.first in own
    )
    return above >= CLOSE * len(own)


def _topic_score(
    pattern: Pattern, reading: Reading, marks: Sequence[Mark], sizes: Sequence[int]
) -> float:
    heads = pattern.among(marks)
    own_lines = {mark.first for mark in heads}
    asked = {mark.first for mark in reading.questions}
    counts, placed, section = Counter[int](), 0, -1
    for at in sorted(own_lines | asked):
        if at not in asked:
            section = at
        elif section >= 0:
            placed += 1
            counts[section] += 1
    full = [count for count in counts.values() if count]
    if not full:
        return 0.0
    used = [mark for mark in heads if counts[mark.first]]
    if not _may_name(pattern, used, reading, marks, sizes):
        return 0.0
    pairs = ((a, b) for a, b in pairwise(marks) if b.first in own_lines)
    over = {a.first for a, b in pairs if nothing_between(a, b, sizes)}
    over |= {a.first for a, b in pairwise(heads) if a.shape.head < b.shape.head}  # with text, too
    own = sum(mark.first not in over or counts[mark.first] > 0 for mark in heads)
    if pattern.only:  # how many lines are set so, and name no topic
        looks = {look(mark.text) for mark in heads}
        bare = (m for m in marks if m.shape.bare and m.first not in asked and m.text)
        own = sum(names_something(mark.text) and look(mark.text) in looks for mark in bare)
    mean = placed / len(full)
    least = 1.2 if len(full) > 1 else 1.0  # topics of one question each group nothing
    usual = min(3.0, max(least, len(reading.questions) / 4)) - 0.5
    crowded = min(1.0, MANY / mean) ** CROWDED if len(full) > 1 else 1.0
    sized = min(1.0, (mean - 0.5) / usual) * crowded
    titles = {mark.text.casefold() for mark in used if any(map(str.isalpha, mark.text))}
    quiet = 1 - sum(mark.asks >= ASKING for mark in used) / len(used)
    enclosing = len(used) / own
    names = len(titles) / len(used)
    groups = 1 - 0.4 / (evenness(full, 0) * len(full))
    if len(full) > 1 and used[0].shape.head:
        groups -= DEEPER * len({mark.shape.head for mark in heads})
    share = placed / len(reading.questions)
    return max(0.0, sized) * share * quiet * names**2 * groups * (0.5 + 0.5 * enclosing)
