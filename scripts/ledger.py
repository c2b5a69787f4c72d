"""The account of every line of the seeds: where it went, or why it was dropped."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from decisions import distinct
from page_writing.answer_lines import empty_bullets, rules_around
from qa_model import BadInputError, Edition, Fate, Passage, Problem, Seed, Topic
from seed_reading.contents import BACK_WHY, CONTENTS_WHY
from seed_reading.outline import EDGE, Outline

EXCERPT = 60  # characters of a line in the report
KEPT_ROLES = ("topic", "question", "answer", "plain question", "plain answer", "foreign", "text")


def account(
    seeds: Sequence[Seed],
    outlines: Sequence[Outline],
    topics: dict[str, Topic],
    dropped: Sequence[Fate],
    shown: str,
) -> Iterator[Fate]:
    """Say of each non-blank line what became of it.

    Args:
        seeds: The documents as they were read, nothing dropped.
        outlines: What each of them is made of.
        topics: The page of each name that the seeds give a topic.
        dropped: What an editor dropped.
        shown: The seeds' folder in messages.

    Yields:
        A fate for each non-blank line, in order.

    Raises:
        BadInputError: A line has no fate, so something would be lost.
    """
    gone: dict[str, list[Fate]] = defaultdict(list)
    for fate in dropped:
        gone[fate.seed].append(fate)
    editions, passages = _by_seed(distinct(topics))
    for seed, outline in zip(seeds, outlines, strict=True):
        fates = {fate.line: fate for fate in gone[seed.name]}
        fates |= _structure(seed, outline, topics)
        for edition, prefix, where in editions[seed.name]:
            fates |= {fate.line: fate for fate in _edition_fates(edition, prefix, where)}
        for passage, where in passages[seed.name]:
            fates = {fate.line: fate for fate in _text_fates(passage, where)} | fates
        yield from _in_order(seed, fates, shown)


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


def _in_order(seed: Seed, fates: dict[int, Fate], shown: str) -> Iterator[Fate]:
    lost = []
    for line in seed.lines:
        if fate := fates.get(line.number):
            yield fate if fate.text else fate._replace(text=line.text)
        elif line.text.strip():
            lost.append(line.number)
    if lost:
        todo = "report this line: it is a fault of the splitter"
        path = f"{shown}/{seed.name}"
        raise BadInputError(Problem(path, at, "this line would be lost", todo) for at in lost)


def ledger_text(fates: Sequence[Fate]) -> str:
    """The account for a person: a row for each line, then the totals."""
    rows = [f"{f.seed}:{f.line}: {f.role}: {f.where or f.why}  | {_cut(f.text)}" for f in fates]
    return "\n".join([*rows, "", *_totals(fates), ""])


def ledger_json(fates: Sequence[Fate]) -> str:
    """The account for machines: totals by role, and one object for each line."""
    lines = [fate._asdict() for fate in fates]
    content = {"totals": dict(_counted(fates)), "lines": lines}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def summary(topics: Sequence[Topic], roles: Mapping[str, int]) -> str:
    """One line: how many topics, questions and plain editions, and how many lines of each role."""
    questions = [question for topic in topics for question in topic.questions]
    plain = sum(question.plain is not None for question in questions)
    kept, lines = sum(roles.get(role, 0) for role in KEPT_ROLES), sum(roles.values())
    return (
        f"{len(topics)} topics, {len(questions)} questions, {plain} editions in plain words; "
        f"{lines} lines: {kept} on the pages, {lines - kept} accounted for otherwise"
    )


def _structure(seed: Seed, outline: Outline, topics: dict[str, Topic]) -> dict[int, Fate]:
    texts = {line.number: line.text for line in seed.lines}
    fates = {
        number: Fate(seed.name, number, texts[number], _role(why), why=why)
        for number, why in outline.structure.items()
        if texts[number].strip()
    }
    for number, name in outline.topics:
        if name in topics:
            where = topics[name].slug
            fates[number] = Fate(seed.name, number, texts[number], "topic", where=where)
        else:
            why = "a heading with no question below it"
            fates[number] = Fate(seed.name, number, texts[number], "structure", why=why)
    return fates


def _role(why: str) -> str:
    return "contents" if why in (CONTENTS_WHY, BACK_WHY) else "structure"


def _text_fates(passage: Passage, where: str) -> Iterator[Fate]:
    edges = rules_around(passage.lines)
    for line in passage.lines:
        if line.number in edges:
            yield Fate(passage.seed, line.number, line.text, "structure", why=EDGE)
        elif line.text.strip():
            yield Fate(passage.seed, line.number, line.text, "text", where=where)


def _edition_fates(edition: Edition, prefix: str, where: str) -> Iterator[Fate]:
    entry = edition.entry
    asked = (entry.line, *entry.lines)
    if entry.group_line:
        yield Fate(entry.seed, entry.group_line, entry.group, "topic", where=where)
    for number in asked:
        text = entry.question if number == entry.line else ""
        yield Fate(entry.seed, number, text, f"{prefix}question", where=where)
    for line in (line for _, note in entry.notes for line in note):
        yield Fate(entry.seed, line.number, line.text, f"{prefix}answer", where=where)
    why = dict.fromkeys(rules_around(entry.answer), EDGE)
    why |= dict.fromkeys(empty_bullets(entry.answer), "a bullet with nothing behind it")
    for line in entry.answer:
        if line.text.strip() and line.number not in asked:
            if line.number in why:
                yield Fate(entry.seed, line.number, line.text, "structure", why=why[line.number])
                continue
            role = "foreign" if line.number in edition.foreign else f"{prefix}answer"
            yield Fate(entry.seed, line.number, line.text, role, where=where)


def _totals(fates: Sequence[Fate]) -> Iterable[str]:
    return (f"{count:6} {role}" for role, count in [*_counted(fates), ("lines", len(fates))])


def _counted(fates: Sequence[Fate]) -> list[tuple[str, int]]:
    return sorted(Counter(fate.role for fate in fates).items())


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
