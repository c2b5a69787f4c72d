"""The account of every line of the seeds: where it went, or why it was dropped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from decisions import distinct
from page_writing.answer_text import empty_bullets, rules_around
from qa_model import BadInputError, Edition, Fate, Passage, Problem, Question, Seed, Topic
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
) -> list[Fate]:
    """Say of each non-blank line what became of it.

    Args:
        seeds: The documents as they were read, nothing dropped.
        outlines: What each of them is made of.
        topics: The page of each name that the seeds give a topic.
        dropped: What an editor dropped.
        shown: The seeds' folder in messages.

    Returns:
        A fate for each non-blank line, in order.

    Raises:
        BadInputError: A line has no fate, so something would be lost.
    """
    texts = {(seed.name, line.number): line.text for seed in seeds for line in seed.lines}
    fates = {(fate.seed, fate.line): fate for fate in dropped}
    for seed, outline in zip(seeds, outlines, strict=True):
        fates |= _structure(seed, outline, topics)
    for topic in distinct(topics):
        for question in topic.questions:
            where = f"{topic.slug}#{question.id}"
            for fate in _question_fates(question, where):
                fates[fate.seed, fate.line] = fate
        for passage in topic.passages:
            for fate in _text_fates(passage, topic.slug):
                fates.setdefault((fate.seed, fate.line), fate)
    lost = [key for key, text in texts.items() if text.strip() and key not in fates]
    if lost:
        todo = "report this line: it is a fault of the splitter"
        raise BadInputError(
            Problem(f"{shown}/{seed}", line, "this line would be lost", todo) for seed, line in lost
        )
    return [fates[key] for key, text in texts.items() if text.strip()]


def ledger_text(fates: Sequence[Fate]) -> str:
    """The account for a person: a row for each line, then the totals."""
    rows = [f"{f.seed}:{f.line}: {f.role}: {f.where or f.why}  | {_cut(f.text)}" for f in fates]
    return "\n".join([*rows, "", *_totals(fates), ""])


def ledger_json(fates: Sequence[Fate]) -> str:
    """The account for machines: totals by role, and one object for each line."""
    lines = [fate._asdict() for fate in fates]
    content = {"totals": dict(_counted(fates)), "lines": lines}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def summary(topics: Sequence[Topic], fates: Sequence[Fate]) -> str:
    """One line: how many topics, questions and plain editions, and how many lines of the seeds."""
    questions = [question for topic in topics for question in topic.questions]
    plain = sum(question.plain is not None for question in questions)
    kept = sum(fate.role in KEPT_ROLES for fate in fates)
    return (
        f"{len(topics)} topics, {len(questions)} questions, {plain} editions in plain words; "
        f"{len(fates)} lines: {kept} on the pages, {len(fates) - kept} accounted for otherwise"
    )


def _structure(
    seed: Seed, outline: Outline, topics: dict[str, Topic]
) -> dict[tuple[str, int], Fate]:
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
    return {(seed.name, number): fate for number, fate in fates.items()}


def _role(why: str) -> str:
    return "contents" if why in (CONTENTS_WHY, BACK_WHY) else "structure"


def _text_fates(passage: Passage, where: str) -> Iterator[Fate]:
    edges = rules_around(passage.lines)
    for line in passage.lines:
        if line.number in edges:
            yield Fate(passage.seed, line.number, line.text, "structure", why=EDGE)
        elif line.text.strip():
            yield Fate(passage.seed, line.number, line.text, "text", where=where)


def _question_fates(question: Question, where: str) -> Iterator[Fate]:
    yield from _edition_fates(question.in_depth, "", where)
    if question.plain:
        yield from _edition_fates(question.plain, "plain ", where)


def _edition_fates(edition: Edition, prefix: str, where: str) -> Iterator[Fate]:
    entry = edition.entry
    asked = (entry.line, *entry.lines)
    if entry.group_line:
        yield Fate(entry.seed, entry.group_line, entry.group, "topic", where=where)
    for number in asked:
        yield Fate(entry.seed, number, entry.question, f"{prefix}question", where=where)
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
