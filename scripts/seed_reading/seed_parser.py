"""From the lines of a seed to its outline: topics, questions, the lines of answers, other text.

How a document marks its topics and questions is found out in ``readings``; here the lines are
dealt out accordingly.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from page_writing.places import anchors
from qa_model import BadInputError, Entry, Line, NoQuestionError, Problem, Seed

from seed_reading.contents import VOID, apparatus, front_matter
from seed_reading.definitions import Definitions, find_definitions, used_footnotes
from seed_reading.groupings import names_something
from seed_reading.hidden_lines import code_lines
from seed_reading.line_marks import DEEPEST_COLUMN, Mark, is_prose, scan
from seed_reading.notation import EXAMPLES, read, say, say_topics
from seed_reading.outline import Outline, plain_title, settle
from seed_reading.patterns import ASKING, Pattern
from seed_reading.printed_pages import page_breaks
from seed_reading.readings import SURE, Reading
from seed_reading.regions import Region, read_regions, within
from seed_reading.repeats import heads_of_contents, repeated_contents
from seed_reading.topic_headings import groups, topic_names
from seed_reading.walker import Walker

SEPARATOR = re.compile(r"={3,}\s*$")
NO_NAME = re.compile(r"[=<>{}|]|   |:$")  # columns, settings, what leads to something else
MARK_QUESTIONS = "mark questions as headings, bold lines, or lines that end in a question mark"


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor said about a document; "" for nothing.

    ``topic`` and ``question`` are how these are marked, ``base`` the address that its relative
    links start from.
    """

    topic: str = ""
    question: str = ""
    base: str = ""


def parse_seed(seed: Seed, shown: str, choice: Choice | None = None) -> Outline:
    """Find the entries of a seed.

    Args:
        seed: The document; lines that an editor dropped are blank in it.
        shown: The document's path in messages.
        choice: How an editor said that topics and questions are marked.

    Returns:
        Its outline; together its parts name every non-blank line.

    Raises:
        NoQuestionError: There is no question at all.
        BadInputError: The editor's marks are none.
    """
    texts = [line.text for line in seed.lines]
    whole = "\n".join(texts)
    hidden = code_lines(texts, whole)
    outline = Outline()
    aside = apparatus(texts, hidden, whole) | page_breaks(texts, whole)
    defines, linked = "]:" in whole, "(#" in whole or '"#' in whole
    del whole  # as much memory as the text, and all that follows goes by lines
    aside |= heads_of_contents(texts, hidden, aside)
    found = (mark for mark in scan(texts, hidden) if not is_prose(mark))
    marks = [mark for mark in found if mark.first not in aside]
    again = repeated_contents(texts, marks)
    aside |= again
    marks = [mark for mark in marks if mark.first not in again]
    outline.structure |= {seed.lines[at].number: why for at, why in aside.items()}
    known = find_definitions(seed.lines, hidden) if defines else Definitions()
    outline.references = known.references
    outline.anchors = anchors(seed.lines, marks) if linked else {}
    _set_aside(known, outline, seed.lines)
    sizes = _sizes(texts, aside)
    parts = list(_parts(seed.lines, marks, hidden, outline))
    given = choice or Choice()
    asked = pattern_of(given.question, marks, shown)
    topic = pattern_of(given.topic, marks, shown, above=True)
    regions = read_regions(parts, marks, sizes, asked, topic)
    title = _title(marks, sizes) or _first_line(marks, regions, sizes)
    outline.title = front_matter(texts)[1] or (plain_title(title.text) if title else "")
    outline.title = outline.title or _title_of_file(seed.name)
    outline.title_line = seed.lines[title.first].number if title else 0
    names = topic_names(regions, marks)
    for region in regions:
        inside = within(marks, region)
        Walker(seed, region, inside, outline, (groups(region, inside, sizes), names)).walk()
    outline.readings = list(_report(regions, marks))
    if not outline.entries:
        problem = Problem(shown, 1, "there is no question in this document", MARK_QUESTIONS)
        raise NoQuestionError([problem])
    outline.entries = [_with_notes(entry, known) for entry in outline.entries]
    settle(outline)
    return outline


def _sizes(texts: Sequence[str], aside: dict[int, str]) -> array[int]:
    sizes = [len(text.strip()) for text in texts]
    tagged = [at for at, text in enumerate(texts) if "<" in text and VOID.match(text)]
    for at in (*aside, *tagged):
        sizes[at] = 0
    return array("q", [0, *accumulate(sizes)])


def _parts(
    lines: Sequence[Line], marks: Sequence[Mark], hidden: Sequence[int], outline: Outline
) -> Iterator[Region]:
    """Cut the document where a title or a separator begins a new part; skip empty parts."""
    titles = {mark.first for mark in marks if mark.shape.head == "h1"}
    inside = {at for mark in marks for at in range(mark.first + 1, mark.last + 1)}
    rows = [at for at, line in enumerate(lines) if line.text.startswith("===")]
    rows = [at for at in rows if not hidden[at] and at not in inside]
    separators = {at for at in rows if SEPARATOR.match(lines[at].text)}
    why = "a row that separates parts"
    outline.structure |= {lines[at].number: why for at in sorted(separators)}
    first, number, seen, filled = 0, 1, 0, False
    for at in [*sorted(separators | titles), len(lines)]:
        filled = filled or any(
            lines[n].text.strip() for n in range(seen, at) if n not in separators
        )
        seen = at
        if filled:
            yield Region(first, at, number)
            first, number, filled = at, number + 1, False


def pattern_of(
    said: str, marks: Sequence[Mark], shown: str, *, above: bool = False
) -> Pattern | None:
    """The pattern that an editor wrote; None where nothing was written.

    Raises:
        BadInputError: No line of the document is marked so.
    """
    pattern = read(said, marks, above=above) if said else None
    if said and (pattern is None or not pattern.shapes):
        todo = f"write it in editorial.toml as the lines are: {EXAMPLES}"
        raise BadInputError([Problem(shown, 1, f'no line is marked as "{said}"', todo)])
    return pattern


def _title(marks: Sequence[Mark], sizes: Sequence[int]) -> Mark | None:
    """The heading that names the document: its first of the first level, or what it begins with."""
    title = next((mark for mark in marks if mark.shape.head == "h1"), None)
    if title is None and marks and marks[0].shape.head and not sizes[marks[0].first]:
        return marks[0]
    return title


def _first_line(
    marks: Sequence[Mark], regions: Sequence[Region], sizes: Sequence[int]
) -> Mark | None:
    """The line alone that names a document without headings: its first, or one set in the middle.

    It stands above all questions and topics, and is none itself.
    """
    asked = {mark.first for r in regions if r.reading for mark in r.reading.questions}
    for mark in marks:
        if mark.first in asked or any(r.topics and r.topics.has(mark) for r in regions):
            return None
        middle, begins = mark.shape.column == DEEPEST_COLUMN, not sizes[mark.first]
        alone = mark.shape.bare == "alone" and not mark.shape.column and begins
        bare = mark.shape.bare in ("alone", "lead") and mark.asks < ASKING
        if (alone or (bare and middle)) and _is_name(mark.text):
            return mark
    return None


def _is_name(text: str) -> bool:
    """Whether a line names something: short, no sentence, nothing in columns, words in it."""
    words = "".join(char for char in text if char.isalpha())
    return names_something(text) and not NO_NAME.search(text) and len(words) > len(text) / 2


def _title_of_file(name: str) -> str:
    words = re.sub(r"[-_\s]+", " ", Path(name).stem).strip()
    return words[:1].upper() + words[1:]


def _report(regions: Sequence[Region], marks: Sequence[Mark]) -> Iterator[str]:
    """A line for each way that the document is read: the marks, the number, how sure."""
    seen: dict[tuple[str, str], list[Reading]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for region in regions:
        if region.reading and (own := within(region.reading.questions, region)):
            topics = say_topics(region.topics, within(marks, region)) if region.topics else ""
            key = (topics, say(region.reading.pattern, own))
            seen.setdefault(key, []).append(region.reading)
            counts[key] += len(own)
    for (topic, question), readings in seen.items():
        count = counts[topic, question]
        named = f'topic = "{topic}", ' if topic else ""
        sure = "" if min(reading.lead for reading in readings) >= SURE else " (unsure)"
        yield f'{named}question = "{question}", {count} questions{sure}'


def _set_aside(known: Definitions, outline: Outline, lines: Sequence[Line]) -> None:
    """Take addresses and used footnotes out of the flow: they go where they are used."""
    why = "the address of a link; it stands at the link"
    outline.structure |= dict.fromkeys(known.lines, why)
    used = set(used_footnotes(lines)) if known.footnotes else set()
    known.footnotes = {label: note for label, note in known.footnotes.items() if label in used}
    for note in known.footnotes.values():
        numbers = (line.number for line in note if line.text.strip())
        outline.structure |= dict.fromkeys(numbers, "a footnote")


def _with_notes(entry: Entry, known: Definitions) -> Entry:
    if not known.footnotes:
        return entry
    labels = [n for n in used_footnotes(entry.answer) if n in known.footnotes]
    return replace(entry, notes=tuple((label, known.footnotes[label]) for label in labels))
