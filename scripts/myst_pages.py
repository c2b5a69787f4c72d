"""From topics to the text of their MyST pages, and the proof that a page says what it should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answer_text import inline
from page_reader import ACTIVE, Section, read_page, source_words, words
from qa_model import Edition, Entry, Problem, Question, Topic

BANNER = "% Written by scripts/split_seeds.py from docs/seeds. Change the seeds, not this page."
PLAIN_TITLE = "In plain words"
NOTE_TITLE = "Editor's note"


def page_text(topic: Topic) -> str:
    """The whole page of a topic."""
    blocks = [BANNER, f"# {inline(topic.title)}", ":::{questions}\n:::"]
    for question in topic.questions:
        blocks += _question_blocks(question)
    return "\n\n".join(blocks) + "\n"


def index_text(topics: Sequence[Topic]) -> str:
    """The page that lists all topics and gives them their order."""
    slugs = "\n".join(topic.slug for topic in topics)
    toctree = f"```{{toctree}}\n:hidden:\n\n{slugs}\n```"
    return f"{BANNER}\n\n# Topics\n\n:::{{topics}}\n:::\n\n{toctree}\n"


def page_problems(topic: Topic, text: str, shown: str) -> Iterator[Problem]:
    """Read a page with MyST's own parser and compare it with the topic and with the seeds.

    Args:
        topic: What the page was made from.
        text: The page.
        shown: The seeds' folder in messages.

    Yields:
        A problem for each question that is not there as it should be: its place in the order, its
        ids, its wording, every word of its answers in their order.
    """
    title, sections = read_page(text)
    wanted = [_section(question) for question in topic.questions]
    for question, want, got in zip(topic.questions, wanted, sections, strict=False):
        entry = question.in_depth.entry
        if ACTIVE in got.words:
            yield _problem(entry, "it has markup that would act on the page", shown)
        if want != got:
            yield _problem(entry, f"the page {topic.slug}.md would not show it as it is", shown)
        for edition in filter(None, (question.plain, question.in_depth)):
            if not _holds(got.words, source_words(edition)):
                yield _problem(edition.entry, "words of its answer would be lost", shown)
    if len(wanted) != len(sections) or title != words(inline(topic.title)):
        entry = topic.questions[0].in_depth.entry
        yield _problem(entry, f"the page {topic.slug}.md would not have its questions", shown)


def _problem(entry: Entry, what: str, shown: str) -> Problem:
    todo = "look for markup in its answer that is not closed, and write it more simply"
    return Problem(f"{shown}/{entry.seed}", entry.line, f'"{entry.question}": {what}', todo)


def _question_blocks(question: Question) -> Iterator[str]:
    yield "\n".join(f"({name})=" for name in (question.id, *question.aliases))
    yield f"## {inline(question.title)}"
    if question.keywords:
        yield f":::{{index}} {', '.join(map(inline, question.keywords))}\n:::"
    yield from question.in_depth.blocks
    if question.plain:
        own_wording = f"**{inline(question.plain.entry.question)}**"
        yield _admonition(PLAIN_TITLE, "plain-words", [own_wording, *question.plain.blocks])
    for note in question.notes:
        yield _admonition(NOTE_TITLE, "editors-note", [inline(note)])


def _admonition(title: str, name: str, blocks: Sequence[str]) -> str:
    """An admonition whose colons outnumber those that begin a line of its content."""
    body = "\n\n".join(blocks)
    colons = ":" * max(len(run) + 3 for run in re.findall(r"^:*", body, re.MULTILINE))
    return f"{colons}{{admonition}} {title}\n:class: {name}\n\n{body}\n{colons}"


def _section(question: Question) -> Section:
    """What reading the page must find for a question, made from its blocks one by one."""
    found = [word for keyword in question.keywords for word in words(inline(keyword))]
    found += _edition_words(question.in_depth)
    if question.plain:
        found += words(PLAIN_TITLE) + words(inline(question.plain.entry.question))
        found += _edition_words(question.plain)
    for note in question.notes:
        found += words(NOTE_TITLE) + words(inline(note))
    ids = (question.id, *question.aliases)
    return Section(ids, tuple(words(inline(question.title))), tuple(found))


def _edition_words(edition: Edition) -> list[str]:
    return [word for block in edition.blocks for word in words(block)]


def _holds(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether all wanted words are among those found, in their order."""
    rest = iter(found)
    return all(word in rest for word in wanted)
