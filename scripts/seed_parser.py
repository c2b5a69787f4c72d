"""From the lines of a seed to its entries: parts, topics, questions, and the lines of answers.

A seed may consist of parts, each with a way of its own to mark topics and questions. A part begins
at a title (``# …``) or after a row of equals signs. What marks its questions is not fixed: the
candidates are in CANDIDATES, and the one that most lines ending in a question mark have in common
is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile
from pathlib import Path

from qa_model import BadInputError, Entry, Line, Problem, Seed

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
SEPARATOR = re.compile(r"={3,}\s*$")
NUMBER = re.compile(r"\d+[.)]\s+")
HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>[^\s#].*?)\s*#*\s*$")
CANDIDATES = (
    ("heading", HEADING),
    ("numbered bold", re.compile(r"\s{0,3}\d+[.)]\s+\*\*(?P<text>.+)\*\*\s*$")),
    ("bold", re.compile(r"\*\*(?P<text>.+)\*\*\s*$")),
    ("bare", re.compile(r"(?P<text>[^\W_].*[?？])\s*$")),
)
MARK_QUESTIONS = "mark questions as headings, bold lines, or lines that end in a question mark"
TOPIC_LENGTH = 80  # a bare line longer than this is prose, not the name of a topic


@dataclass(slots=True)
class Outline:
    """What a seed is made of.

    ``entries`` are its questions in order, ``topics`` the lines that name a topic (the line's
    number and the name), ``structure`` says of each further line that is no answer why it is none.
    """

    entries: list[Entry] = field(default_factory=list)
    topics: list[tuple[int, str]] = field(default_factory=list)
    structure: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line outside code, with the kind of marker that it has (``heading 2``, ``bare`` …)."""

    line: Line
    kind: str
    text: str


def parse_seed(seed: Seed, shown: str) -> Outline:
    """Find the entries of a seed.

    Args:
        seed: The document; lines that an editor dropped are blank in it.
        shown: The document's path in messages.

    Returns:
        Entries, topic lines and structure; together they name every non-blank line.

    Raises:
        BadInputError: An answer stands before any question, a question before any topic, or
            there is no question at all.
    """
    outline = Outline()
    problems: list[Problem] = []
    for number, part in enumerate(_parts(seed.lines, outline), start=1):
        problems += _read_part(seed.name, shown, number, part, outline)
    if not problems and not outline.entries:
        problems.append(Problem(shown, 1, "there is no question in this document", MARK_QUESTIONS))
    if problems:
        raise BadInputError(problems)
    return outline


def plain_title(text: str) -> str:
    """The wording of a heading without number and without bold around the whole of it."""
    bare = NUMBER.sub("", text.strip(), count=1).strip()
    whole = re.fullmatch(r"\*\*(.+)\*\*", bare)
    return " ".join((whole[1] if whole else bare).split())


def _parts(lines: Sequence[Line], outline: Outline) -> Iterator[list[_Marked]]:
    """Cut the document where a title or a separator begins a new part; skip empty parts."""
    part: list[_Marked] = []
    for marked in _mark(lines):
        separator = marked.kind != "code" and SEPARATOR.match(marked.line.text)
        if separator:
            outline.structure[marked.line.number] = "a row that separates parts"
        if (separator or marked.kind == "heading 1") and any(m.line.text.strip() for m in part):
            yield part
            part = []
        if not separator:
            part.append(marked)
    if any(marked.line.text.strip() for marked in part):
        yield part


def _mark(lines: Sequence[Line]) -> Iterator[_Marked]:
    """Give each line the kind of its marker; blank lines and lines of code have none."""
    fence = ""
    for line in lines:
        opening = FENCE.match(line.text)
        if fence:
            yield _Marked(line, "code", line.text)
            if opening and opening[1].startswith(fence) and line.text.strip() == opening[1]:
                fence = ""
        elif opening:
            fence = opening[1]
            yield _Marked(line, "code", line.text)
        else:
            yield _Marked(line, *_kind(line.text))


def _kind(text: str) -> tuple[str, str]:
    for name, pattern in CANDIDATES:
        found = pattern.match(text)
        if found:
            level = found.groupdict().get("level")
            return f"{name} {len(level)}" if level else name, plain_title(found["text"])
    return "", text


def _read_part(
    seed: str, shown: str, number: int, part: list[_Marked], outline: Outline
) -> Iterator[Problem]:
    """Walk through a part once, add what it holds to the outline, yield what is wrong."""
    question_kind, heads = _question_kind(part), _heads(part)
    topic = "" if heads else _title_of_file(seed)
    answer: list[Line] | None = None
    for index, marked in enumerate(part):
        if index in heads:
            topic, answer = plain_title(marked.text), None
            _add_head(outline, marked, heads[index])
        elif question_kind and marked.kind == question_kind:
            if not topic:
                yield _problem(shown, marked, "question without a topic", "write a topic above it")
            answer = []
            place = (seed, number, topic, marked.line.number)
            outline.entries.append(Entry(*place, marked.text, answer))
        elif answer is not None:
            answer.append(marked.line)
        elif marked.line.text.strip() and question_kind:
            todo = "put a question above it, or drop the line in editorial.toml ([[drop]])"
            yield _problem(shown, marked, "answer before any question", todo)
        elif marked.line.text.strip():
            yield _problem(
                shown, marked, "no question in this part of the document", MARK_QUESTIONS
            )
            return


def _title_of_file(name: str) -> str:
    words = re.sub(r"[-_\s]+", " ", Path(name).stem).strip()
    return words[:1].upper() + words[1:]


def _add_head(outline: Outline, marked: _Marked, role: str) -> None:
    if role == "topic":
        outline.topics.append((marked.line.number, plain_title(marked.text)))
    else:
        outline.structure[marked.line.number] = role


def _problem(shown: str, marked: _Marked, what: str, todo: str) -> Problem:
    excerpt = " ".join(marked.line.text.split())[:60]
    return Problem(shown, marked.line.number, f'{what} ("{excerpt}")', todo)


def _question_kind(part: Sequence[_Marked]) -> str:
    """The kind of marker that most lines ending in a question mark have; "" if there is none."""
    asked = (marked.kind for marked in part if marked.text.rstrip().endswith(("?", "？")))
    ranked = Counter(kind for kind in asked if kind not in ("", "code")).most_common(1)
    return ranked[0][0] if ranked else ""


def _heads(part: Sequence[_Marked]) -> dict[int, str]:
    """The lines that head the part or a topic, by index: of a run of them the last is the topic."""
    question_kind = _question_kind(part)
    found = _bare_heads(part) if question_kind == "bare" else set()
    for index, marked in enumerate(part):
        above = marked.kind < question_kind or not question_kind.startswith("heading")
        if marked.kind.startswith("heading") and above:
            found.add(index)
    filled = [index for index, marked in enumerate(part) if marked.line.text.strip()]
    following = dict(pairwise(filled))
    return {
        index: "a title of the document" if following.get(index) in found else "topic"
        for index in found
    }


def _bare_heads(part: Sequence[_Marked]) -> set[int]:
    """Where questions are bare lines: the lines without a stop that open a block before one."""
    heads: set[int] = set()
    for blank, block in groupby(enumerate(part), key=lambda item: not item[1].line.text.strip()):
        lead = [] if blank else list(takewhile(lambda item: item[1].kind != "bare", block))
        if lead and all(_names_something(marked) for _, marked in lead):
            rest = part[lead[-1][0] + 1 :]
            if next((marked.kind for marked in rest if marked.line.text.strip()), "") == "bare":
                heads |= {index for index, _ in lead}
    return heads


def _names_something(marked: _Marked) -> bool:
    text = marked.line.text.strip()
    return not marked.kind and len(text) <= TOPIC_LENGTH and text[-1] not in ".!?:;,…。？！"
