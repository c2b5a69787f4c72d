"""From the outlines of all seeds to the topics of the site, as an editor decided.

Every decision quotes the text that it is about. One that matches nothing, or more than one place,
is a problem: it would otherwise go stale unseen when a seed changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answer_text import answer_blocks
from desk import Desk, at
from editorial import Decision, Editorial
from names import foreign_script, main_script, question_id, topic_slug
from qa_model import Edition, Entry, Fate, Line, Problem, Question, Seed, Topic
from seed_parser import Outline


def drop_lines(seeds: Sequence[Seed], editorial: Editorial) -> tuple[list[Seed], list[Fate]]:
    """Blank the lines that an editor dropped, before anything reads them as content.

    Returns:
        The seeds without those lines, and the fate of each.

    Raises:
        BadInputError: A quoted line does not stand in the seeds, or stands in several places.
    """
    desk = Desk(editorial)
    lines = [(seed.name, line) for seed in seeds for line in seed.lines if line.text.strip()]
    why: dict[tuple[str, int], str] = {}
    for decision in editorial.of("drop"):
        if found := desk.find_one(decision, "text", lines, lambda item: item[1].text, _place):
            why[found[0], found[1].number] = decision.text("why")
    desk.done()
    fates = [
        Fate(name, line.number, line.text, "dropped", why=why[name, line.number])
        for name, line in lines
        if (name, line.number) in why
    ]
    return [_without(seed, why) for seed in seeds], fates


def decide(
    seeds: Sequence[Seed], outlines: Sequence[Outline], editorial: Editorial, shown: str
) -> dict[str, Topic]:
    """Make the topics of the site.

    Args:
        seeds: The documents, dropped lines blank.
        outlines: What each document is made of, in the same order.
        editorial: What an editor decided.
        shown: The seeds' folder in messages.

    Returns:
        The page of each name that the seeds give a topic, in their order; several names may
        share a page (see ``distinct``).

    Raises:
        BadInputError: A decision does not fit, a line in another script is undecided, or two
            questions or topics would have one address.
    """
    desk = Desk(editorial)
    entries = [entry for outline in outlines for entry in outline.entries]
    foreign = _foreign_lines(desk, seeds, entries, shown)
    twins = _twins(desk, entries)
    topics = _topics(desk, outlines)
    plain = {id(twin) for twin in twins.values()}
    for entry in entries:
        if id(entry) not in plain:
            question = _question(entry, twins.get(id(entry)), foreign)
            topics[entry.topic].questions.append(question)
    used = distinct(topics)
    questions = [question for topic in used for question in topic.questions]
    _pin_ids(desk, questions)
    _add_keywords_and_notes(desk, questions)
    _place_questions(desk, used)
    desk.problems += _clashes(used, shown)
    desk.done()
    return {name: topic for name, topic in topics.items() if topic.questions}


def distinct(topics: dict[str, Topic]) -> list[Topic]:
    """Each page once, in order."""
    return list({id(topic): topic for topic in topics.values()}.values())


def _foreign_lines(
    desk: Desk, seeds: Sequence[Seed], entries: Sequence[Entry], shown: str
) -> dict[tuple[str, int], str]:
    """English for each line in another script than its document, by document and line number."""
    lines = [(entry.seed, line) for entry in entries for line in [_asked(entry), *entry.answer]]
    english: dict[tuple[str, int], str] = {}
    for decision in desk.editorial.of("foreign"):
        if found := desk.find_one(decision, "text", lines, lambda item: item[1].text, _place):
            english[found[0], found[1].number] = decision.text("en")
    mains = {seed.name: main_script([line.text for line in seed.lines]) for seed in seeds}
    for name, line in lines:
        script = foreign_script(line.text, mains[name])
        if script and (name, line.number) not in english:
            desk.problems.append(_undecided(f"{shown}/{name}", line, script, desk.editorial.path))
    return english


def _undecided(path: str, line: Line, script: str, editorial: str) -> Problem:
    what = f"text in {script.title()} script that nobody has decided about"
    entry = f'[[foreign]] text = "{line.text.strip()}" language = "…" en = "…"'
    return Problem(path, line.number, what, f"write in {editorial}: {entry}, or a [[drop]]")


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
    return Question(question_id(in_depth.entry.question), (), in_depth, plain)


def _edition(entry: Entry, foreign: dict[tuple[str, int], str]) -> Edition:
    own = {line: english for (seed, line), english in foreign.items() if seed == entry.seed}
    shown = replace(entry, question=own.get(entry.line, entry.question))
    return Edition(shown, answer_blocks(entry.answer, own), frozenset(own))


def _pin_ids(desk: Desk, questions: Sequence[Question]) -> None:
    for decision in desk.editorial.of("ids"):
        if question := desk.find_question(decision, "text", questions):
            question.id = decision.text("id") or question.id
            question.aliases = decision.texts("aliases")


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


def _without(seed: Seed, why: dict[tuple[str, int], str]) -> Seed:
    blank = ((line, (seed.name, line.number) in why) for line in seed.lines)
    return replace(seed, lines=tuple(Line(n.number, "") if gone else n for n, gone in blank))


def _place(item: tuple[str, Line]) -> str:
    return f"{item[0]}:{item[1].number}"
