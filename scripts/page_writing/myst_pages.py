"""From topics to the text of their MyST pages, and the proof that a page says what it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from names import visible
from qa_model import Edition, Entry, Line, Passage, Problem, Question, Topic

from page_writing.answer_text import admonition, answer_blocks, fence_around, rules_around
from page_writing.inline_pieces import Context
from page_writing.inline_text import inline
from page_writing.page_reader import Section, holds, letters, read_section, source_texts
from page_writing.places import Places

BANNER = "% Written by scripts/split_seeds.py from docs/seeds. Change the seeds, not this page."
PLAIN_TITLE = "In plain words"
NOTE_TITLE = "Editor's note"


@dataclass(slots=True)
class Page:
    """A page: its text, what is wrong with it, and what it shows only as it was written."""

    text: str
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def write_page(topic: Topic, places: Mapping[str, Places], shown: str) -> Page:
    """Write the page of a topic and read every section of it back.

    Args:
        topic: The topic, its answers not written yet.
        places: Where links of each seed lead, by the seed's name.
        shown: The seeds' folder in messages.

    Returns:
        The page. An answer that does not read back with every letter in its order is shown as it
        was written, as code; a question that even so is not what it should be is a problem.
    """
    page = Page("")
    blocks = [BANNER, f"# {inline(topic.title)}"]
    for passage in topic.passages:
        written = _passage_blocks(passage, places[passage.seed].context)
        problems = list(_passage_problems(passage, written, shown))
        if problems:
            written = [literal(passage.lines)]
            page.notices += problems
            page.problems += _passage_problems(passage, written, shown)
        blocks += written
    if topic.questions:
        blocks.insert(2, ":::{questions}\n:::")
    for question in topic.questions:
        section = "\n\n".join(_question_blocks(question, places))
        problems = list(_problems(question, section, shown))
        if problems:
            section = "\n\n".join(_question_blocks(question, {}))
            page.notices += problems
            page.problems += _problems(question, section, shown)
        blocks.append(section)
    page.text = "\n\n".join(blocks) + "\n"
    return page


def index_text(topics: Sequence[Topic]) -> str:
    """The page that lists all topics and gives them their order."""
    slugs = "\n".join(topic.slug for topic in topics)
    toctree = f"```{{toctree}}\n:hidden:\n\n{slugs}\n```"
    return f"{BANNER}\n\n# Topics\n\n:::{{topics}}\n:::\n\n{toctree}\n"


def _passage_blocks(passage: Passage, context: Context) -> list[str]:
    return list(answer_blocks(passage.lines, {}, context, headings=False))


def _passage_problems(passage: Passage, blocks: Sequence[str], shown: str) -> Iterator[Problem]:
    section = read_section("\n\n".join(["", *blocks]))
    if section is None or section.active or not _has(section, passage.lines):
        line = next((line.number for line in passage.lines if line.text.strip()), 1)
        what = f'the text of "{passage.topic}" would not be shown as it is'
        yield Problem(f"{shown}/{passage.seed}", line, what, TODO)


def literal(lines: Sequence[Line]) -> str:
    """An answer as it was written."""
    body = "\n".join(line.text for line in lines).strip("\n")
    return f"{fence_around(body)}\n{body}\n{fence_around(body)}"


TODO = "look for markup in it that is not closed, and write it more simply"


def _problems(question: Question, text: str, shown: str) -> Iterator[Problem]:
    entry = question.in_depth.entry
    section = read_section(text)
    if section is None or section.ids != (question.id, *question.aliases):
        yield _problem(entry, "its section would not be one", shown)
    elif section.active:
        yield _problem(entry, "it has markup that would act on the page", shown)
    else:
        yield from _lost_words(question, section, shown)


def _lost_words(question: Question, section: Section, shown: str) -> Iterator[Problem]:
    if letters(visible(question.title)) not in section.title:
        yield _problem(question.in_depth.entry, "its wording would change", shown)
    for edition in filter(None, (question.plain, question.in_depth)):
        if not _has(section, edition.entry.answer, edition.foreign):
            yield _problem(edition.entry, "words of its answer would be lost", shown)


def _has(section: Section, lines: Sequence[Line], skipped: Iterable[int] = ()) -> bool:
    return holds(section.letters, source_texts(lines, {*rules_around(lines), *skipped}))


def _problem(entry: Entry, what: str, shown: str) -> Problem:
    return Problem(f"{shown}/{entry.seed}", entry.line, f'"{entry.question}": {what}', TODO)


def _question_blocks(question: Question, places: Mapping[str, Places]) -> Iterator[str]:
    yield "\n".join(f"({name})=" for name in (question.id, *question.aliases))
    yield f"## {inline(question.title)}"
    if question.keywords:
        yield f":::{{index}} {', '.join(map(inline, question.keywords))}\n:::"
    yield from _edition_blocks(question.in_depth, question.id, places)
    if question.plain:
        own_wording = f"**{inline(question.plain.entry.question)}**"
        written = _edition_blocks(question.plain, f"{question.id}-plain", places)
        yield admonition(PLAIN_TITLE, "plain-words", [own_wording, *written])
    for note in question.notes:
        yield admonition(NOTE_TITLE, "editors-note", [inline(note)])


def _edition_blocks(edition: Edition, name: str, places: Mapping[str, Places]) -> Iterator[str]:
    entry = edition.entry
    if entry.group:
        yield f"*{inline(visible(entry.group)).replace('*', '')}*"
    if not places:
        yield literal(entry.answer)
        return
    context = places[entry.seed].context
    labels = {
        label: f"{name.removeprefix('q-')}-{at}" for at, (label, _) in enumerate(entry.notes, 1)
    }
    if labels:
        context = replace(context, footnotes=labels)
    yield from answer_blocks(entry.answer, dict(edition.foreign), context, entry.offset)
    for label, lines in entry.notes:
        text = inline("\n".join(line.text.strip() for line in lines), context)
        yield f"[^{labels[label]}]: {text}"
