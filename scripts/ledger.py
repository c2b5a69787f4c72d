"""The account of every line of the seeds: where it went, or why it was dropped."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from decisions import distinct
from page_writing.answer_lines import empty_bullets, rules_around
from qa_model import BadInputError, Edition, Fate, Passage, Problem, Seed, Topic
from seed_reading.contents import BACK_WHY, CONTENTS_WHY
from seed_reading.outline import EDGE, Outline
from unchanged import Page

EXCERPT = 60  # characters of a line in the report
KEPT_ROLES = ("topic", "question", "answer", "plain question", "plain answer", "foreign", "text")


class Verdict(NamedTuple):
    """What became of a line: a role as ``Fate`` has it, where it is kept, or why it is not.

    ``text`` is its wording where that is not the line itself.
    """

    role: str
    where: str = ""
    why: str = ""
    text: str = ""


EMPTY = Verdict("structure", why="a bullet with nothing behind it")
AROUND = Verdict("structure", why=EDGE)


def account(
    seeds: Sequence[Seed],
    outlines: Sequence[Outline],
    topics: dict[str, Topic],
    dropped: Sequence[Fate],
    shown: str,
) -> Iterator[tuple[Seed, dict[int, Verdict]]]:
    """Say of each non-blank line what became of it.

    Args:
        seeds: The documents as they were read, nothing dropped.
        outlines: What each of them is made of.
        topics: The page of each name that the seeds give a topic.
        dropped: What an editor dropped.
        shown: The seeds' folder in messages.

    Yields:
        Each document with a verdict for each non-blank line, by its number.

    Raises:
        BadInputError: A line has no verdict, so something would be lost.
    """
    gone: dict[str, dict[int, Verdict]] = defaultdict(dict)
    for fate in dropped:
        gone[fate.seed][fate.line] = Verdict("dropped", why=fate.why)
    editions, passages = _by_seed(distinct(topics))
    for seed, outline in zip(seeds, outlines, strict=True):
        found = dict(gone[seed.name])
        for passage, where in passages[seed.name]:
            _judge_text(passage, where, found)
        _judge_structure(outline, topics, found)
        for edition, prefix, where in editions[seed.name]:
            _judge_edition(edition, prefix, where, found)
        _refuse_lost(seed, found, shown)
        yield seed, found


def fates(seed: Seed, verdicts: Mapping[int, Verdict]) -> Iterator[Fate]:
    """The verdicts on the lines of a document, in order, with the lines."""
    for line in seed.lines:
        if line.text.strip():
            found = verdicts[line.number]
            text = found.text or line.text
            yield Fate(seed.name, line.number, text, found.role, found.where, found.why)


def _by_seed(
    topics: Iterable[Topic],
) -> tuple[dict[str, list[tuple[Edition, str, str]]], dict[str, list[tuple[Passage, str]]]]:
    """What stands on the pages of each seed: editions and passages, each with its place."""
    editions: dict[str, list[tuple[Edition, str, str]]] = defaultdict(list)
    passages: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for topic in topics:
        for question in topic.questions:
            where = f"{topic.slug}#{question.id}"
            editions[question.in_depth.entry.seed].append((question.in_depth, "", where))
            if question.plain:
                editions[question.plain.entry.seed].append((question.plain, "plain ", where))
        for passage in topic.passages:
            passages[passage.seed].append((passage, topic.slug))
    return editions, passages


def _refuse_lost(seed: Seed, found: Mapping[int, Verdict], shown: str) -> None:
    lost = [number for number, text in seed.lines if number not in found and text.strip()]
    if lost:
        todo = "report this line: it is a fault of the splitter"
        path = f"{shown}/{seed.name}"
        raise BadInputError(Problem(path, at, "this line would be lost", todo) for at in lost)


def ledger_text(told: Sequence[Fate]) -> str:
    """The account for a person: a row for each line, then the totals."""
    rows = [f"{f.seed}:{f.line}: {f.role}: {f.where or f.why}  | {_cut(f.text)}" for f in told]
    return "\n".join([*rows, "", *_totals(told), ""])


def ledger_json(told: Sequence[Fate]) -> str:
    """The account for machines: totals by role, and one object for each line."""
    lines = [fate._asdict() for fate in told]
    content = {"totals": dict(_counted(told)), "lines": lines}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def summary(pages: Iterable[Page], roles: Mapping[str, int]) -> str:
    """One line: how many topics, questions and plain editions, and how many lines of each role."""
    topics = [(page.questions, page.plain) for page in pages]
    questions, plain = (sum(counts) for counts in zip(*topics, strict=True))
    kept, lines = sum(roles.get(role, 0) for role in KEPT_ROLES), sum(roles.values())
    return (
        f"{len(topics)} topics, {questions} questions, {plain} editions in plain words; "
        f"{lines} lines read: {kept} on the pages, {lines - kept} accounted for otherwise"
    )


def _judge_structure(outline: Outline, topics: dict[str, Topic], found: dict[int, Verdict]) -> None:
    found |= {line: Verdict(_role(why), why=why) for line, why in outline.structure.items() if why}
    for number, name in outline.topics:
        if name in topics:
            found[number] = Verdict("topic", topics[name].slug)
        else:
            found[number] = Verdict("structure", why="a heading with no question below it")


def _role(why: str) -> str:
    return "contents" if why in (CONTENTS_WHY, BACK_WHY) else "structure"


def _judge_text(passage: Passage, where: str, found: dict[int, Verdict]) -> None:
    kept = Verdict("text", where)
    found |= {line.number: kept for line in passage.lines if line.text.strip()}
    found |= dict.fromkeys(rules_around(passage.lines), AROUND)


def _judge_edition(edition: Edition, prefix: str, where: str, found: dict[int, Verdict]) -> None:
    entry = edition.entry
    kept = Verdict(f"{prefix}answer", where)
    lines = [*entry.answer, *(line for _, note in entry.notes for line in note)]
    found |= {number: kept for number, text in lines if text and not text.isspace()}
    found |= dict.fromkeys(empty_bullets(entry.answer), EMPTY)
    found |= dict.fromkeys(rules_around(entry.answer), AROUND)
    for number in edition.foreign:
        if number in found and found[number] == kept:
            found[number] = Verdict("foreign", where)
    if entry.group_line:
        found[entry.group_line] = Verdict("topic", where, text=entry.group)
    found |= dict.fromkeys(entry.lines, Verdict(f"{prefix}question", where))
    found[entry.line] = Verdict(f"{prefix}question", where, text=entry.question)


def _totals(told: Sequence[Fate]) -> Iterable[str]:
    return (f"{count:6} {role}" for role, count in [*_counted(told), ("lines", len(told))])


def _counted(told: Sequence[Fate]) -> list[tuple[str, int]]:
    return sorted(Counter(fate.role for fate in told).items())


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
