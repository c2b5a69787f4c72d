"""From the outlines of all seeds to the topics of the site, as an editor decided.

Every decision quotes the text that it is about. One that matches nothing, or more than one place,
is a problem: it would otherwise go stale unseen when a seed changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desk import Desk, at
from editorial import Decision, Editorial
from line_decisions import place_of
from names import question_id, topic_slug, visible
from qa_model import Edition, Entry, Line, Problem, Question, Topic
from seed_reading.outline import Outline
from stable_ids import tell_apart

SLUG_DIGITS = 4  # of the digest that tells two topics of one file name apart
# What Windows takes for a device: with a file of this name, nobody could check the notes out there.
DEVICES = frozenset("con prn aux nul".split()) | {
    f"{x}{n}" for x in ("com", "lpt") for n in range(10)
}


def decide(
    outlines: Sequence[Outline],
    editorial: Editorial,
    shown: str,
    committed: Mapping[str, str],
) -> dict[str, Topic]:
    """Make the topics of the site.

    Args:
        outlines: What each document is made of, in order.
        editorial: What an editor decided.
        shown: The seeds' folder in messages.
        committed: The text of the pages that are there now, by file name.

    Returns:
        The page of each name that the seeds give a topic, in their order; several names may
        share a page (see ``distinct``).

    Raises:
        BadInputError: A decision does not fit, or two questions or topics would have one address.
    """
    desk = Desk(editorial)
    entries = [entry for outline in outlines for entry in outline.entries]
    foreign = _foreign_lines(desk, entries)
    twins = _twins(desk, entries)
    topics = _topics(desk, outlines)
    plain = {id(twin) for twin in twins.values()}
    for entry in entries:
        topics[entry.topic].origin = topics[entry.topic].origin or entry.seed
        if id(entry) not in plain:
            question = _question(entry, twins.get(id(entry)), foreign)
            topics[entry.topic].questions.append(question)
    _add_passages(topics, outlines)
    used = distinct(topics)
    questions = [question for topic in used for question in topic.questions]
    pinned = _pin_ids(desk, questions)
    free = [question for question in questions if id(question) not in pinned]
    pages = {id(question): f"{topic.slug}.md" for topic in used for question in topic.questions}
    tell_apart(free, questions, committed, pages)
    _add_keywords_and_notes(desk, questions)
    _place_questions(desk, used)
    used = [topic for topic in used if topic.questions or topic.passages]
    _tell_pages_apart(desk, used)
    desk.problems += _clashes(used, shown)
    desk.done()
    return {name: topic for name, topic in topics.items() if topic.questions or topic.passages}


def distinct(topics: dict[str, Topic]) -> list[Topic]:
    """Each page once, in order."""
    return list({id(topic): topic for topic in topics.values()}.values())


def _foreign_lines(desk: Desk, entries: Sequence[Entry]) -> dict[tuple[str, int], str]:
    """English for each line in another script than its document, by document and line number."""
    decisions = desk.editorial.of("foreign")
    quoted = entries if decisions else ()
    lines = [(entry.seed, line) for entry in quoted for line in [_asked(entry), *entry.answer]]
    english: dict[tuple[str, int], str] = {}
    for decision in decisions:
        if found := desk.find_one(decision, "text", lines, lambda item: item[1].text, place_of):
            english[found[0], found[1].number] = decision.text("en")
    return english


def _twins(desk: Desk, entries: Sequence[Entry]) -> dict[int, Entry]:
    """The entry in plain words of each entry that has one, by the identity of the latter."""
    pairs: list[tuple[Decision, Entry]] = []
    for decision in desk.editorial.of("plain"):
        twin = desk.find_one(
            decision,
            "text",
            entries,
            lambda e: e.question,
            at,
            lambda e, part=decision.part: part in {None, e.part},  # type: ignore[misc]
        )
        if twin:
            pairs.append((decision, twin))
    plain = {id(twin) for _, twin in pairs}
    others = [entry for entry in entries if id(entry) not in plain]
    twins: dict[int, Entry] = {}
    for decision, twin in pairs:
        entry = desk.find_one(decision, "of", others, lambda e: e.question, at)
        if entry and id(entry) in twins:
            desk.complain(decision, "that question has a plain edition already", "keep one of them")
        elif entry:
            twins[id(entry)] = twin
    return twins


def _topics(desk: Desk, outlines: Sequence[Outline]) -> dict[str, Topic]:
    """The page of each name that the seeds give a topic, in their order."""
    names = list(dict.fromkeys(entry.topic for outline in outlines for entry in outline.entries))
    topics = {name: Topic(name, topic_slug(name)) for name in names}
    for decision in desk.editorial.of("topics"):
        name = desk.find_one(decision, "text", names, str, lambda name: f'"{name}"')
        if name and decision.text("into"):
            into = desk.find_one(decision, "into", names, str, lambda name: f'"{name}"')
            topics[name] = topics[into or name]
        elif name:
            title = decision.text("title") or name
            topics[name].title = title
            topics[name].slug = decision.text("slug") or topic_slug(title)
    return topics


def _question(entry: Entry, twin: Entry | None, foreign: dict[tuple[str, int], str]) -> Question:
    in_depth = _edition(entry, foreign)
    plain = _edition(twin, foreign) if twin else None
    return Question(question_id(visible(in_depth.entry.question)), (), in_depth, plain)


def _edition(entry: Entry, foreign: dict[tuple[str, int], str]) -> Edition:
    if not foreign:
        return Edition(entry)
    own = {line: english for (seed, line), english in foreign.items() if seed == entry.seed}
    shown = replace(entry, question=own[entry.line]) if entry.line in own else entry
    return Edition(shown, (), own)


def _add_passages(topics: dict[str, Topic], outlines: Sequence[Outline]) -> None:
    """Give the text of no question to its topic, or to a page by itself."""
    for passage in (passage for outline in outlines for passage in outline.passages):
        name = passage.topic
        topic = topics.get(name)
        if topic is None or (
            not topic.questions and topic.passages and topic.passages[0].seed != passage.seed
        ):
            name = name if topic is None else f"{name} ({passage.seed})"
            topic = topics.setdefault(name, Topic(passage.topic, topic_slug(passage.topic)))
            topic.origin = topic.origin or passage.seed
        topic.passages.append(passage)


def _tell_pages_apart(desk: Desk, used: Sequence[Topic]) -> None:
    """Pages whose derived file names are the same, or not to be had, get ones of their own."""
    chosen = {d.text("slug") or topic_slug(d.text("title")) for d in desk.editorial.of("topics")}
    taken = {"index", *DEVICES} | {topic.slug.casefold() for topic in used if topic.slug in chosen}
    for topic in sorted(used, key=lambda topic: not topic.questions):
        if topic.slug in chosen:
            continue
        if topic.slug.casefold() in taken:
            digest = hashlib.sha256(topic.title.encode()).hexdigest()
            topic.slug = f"{topic.slug}-{digest[:SLUG_DIGITS]}"
        number, base = 1, topic.slug
        while topic.slug.casefold() in taken:
            number += 1
            topic.slug = f"{base}-{number}"
        taken.add(topic.slug.casefold())


def _pin_ids(desk: Desk, questions: Sequence[Question]) -> set[int]:
    pinned: set[int] = set()
    for decision in desk.editorial.of("ids"):
        if question := desk.find_question(decision, "text", questions):
            question.id = decision.text("id") or question.id
            question.aliases = decision.texts("aliases")
            if decision.text("id"):
                pinned.add(id(question))
    return pinned


def _add_keywords_and_notes(desk: Desk, questions: Sequence[Question]) -> None:
    for decision in desk.editorial.of("keywords"):
        if question := desk.find_question(decision, "text", questions):
            question.keywords += decision.texts("keywords")
    for decision in desk.editorial.of("notes"):
        if question := desk.find_question(decision, "text", questions):
            question.notes += (decision.text("note"),)


def _place_questions(desk: Desk, topics: Sequence[Topic]) -> None:
    questions = [question for topic in topics for question in topic.questions]
    homes = {id(question): topic for topic in topics for question in topic.questions}
    for decision in desk.editorial.of("places"):
        moved = desk.find_question(decision, "text", questions)
        after = desk.find_one(
            decision, "after", questions, lambda q: q.title, lambda q: at(q.in_depth.entry)
        )
        if moved and after and moved is not after:
            homes[id(moved)].questions.remove(moved)
            homes[id(moved)] = home = homes[id(after)]
            home.questions.insert(home.questions.index(after) + 1, moved)


def _clashes(topics: Sequence[Topic], shown: str) -> list[Problem]:
    """Two questions with one id, or two topics with one file name."""
    problems: list[Problem] = []
    owners: dict[str, Entry] = {}
    for question in (question for topic in topics for question in topic.questions):
        entry = question.in_depth.entry
        for name in (question.id, *question.aliases):
            first = owners.setdefault(name, entry)
            if first is not entry:
                what = f'two questions have the id {name}: "{entry.question}" and {at(first)}'
                todo = "give one an id in editorial.toml ([[ids]]), or make it a [[plain]] edition"
                problems.append(Problem(f"{shown}/{entry.seed}", entry.line, what, todo))
    slugs: dict[str, Topic] = {}
    for topic in topics:
        first_topic = slugs.setdefault(topic.slug.casefold(), topic)
        if (first_topic is not topic or topic.slug == "index") and topic.questions:
            entry = topic.questions[0].in_depth.entry
            what = f'the topic "{topic.title}" needs the file name {topic.slug}.md, which is taken'
            todo = "give it another slug in editorial.toml ([[topics]])"
            problems.append(Problem(f"{shown}/{entry.seed}", entry.line, what, todo))
    return problems


def _asked(entry: Entry) -> Line:
    return Line(entry.line, entry.question)
