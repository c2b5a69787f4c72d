"""Splits a text in memory and checks what must hold for any text: used by properties and fuzzer."""

from __future__ import annotations

from dataclasses import dataclass

from decisions import decide, distinct
from editorial import Editorial
from ledger import account, fates
from page_writing.answer_lines import rules_around
from page_writing.myst_pages import write_page
from page_writing.page_reader import letters, parser, read_blocks
from page_writing.places import Links, Places, owners
from page_writing.source_letters import holds, source_texts
from qa_model import Fate, Question, Seed, Topic
from seed_reading.seed_parser import parse_seed
from seed_reading.seed_reader import split_lines

NAME = "notes.md"


@dataclass(frozen=True)
class Made:
    """What a text became: its topics, the text of the page of each, the fate of each line."""

    topics: list[Topic]
    pages: list[str]
    ledger: list[Fate]


def made_of(text: str) -> Made:
    """Split a text.

    Raises:
        BadInputError: There is no question in it.
    """
    seed = Seed(NAME, split_lines(text))
    outline = parse_seed(seed, NAME)
    names = decide([outline], Editorial("editorial.toml"), "seeds", {})
    topics = distinct(names)
    accounts = account([seed], [outline], names, [], "seeds")
    ledger = [fate for seed, verdicts in accounts for fate in fates(seed, verdicts)]
    owned = owners(topics, {NAME}).get(NAME, [])
    places = {NAME: Places(Links(outline.anchors, outline.references, owned))}
    return Made(topics, [write_page(topic, places, "seeds").text for topic in topics], ledger)


def check(text: str) -> None:
    """Assert that a text's pages act on nothing, have its questions, and lose no letter."""
    made = made_of(text)
    for topic, page in zip(made.topics, made.pages, strict=True):
        heads = [t for t in parser().parse(page) if t.type == "heading_open" and not t.level]
        assert [token.tag for token in heads].count("h1") == 1, page
        starts = [token.map[1] for token in heads if token.tag == "h2" and token.map]
        assert len(starts) == len(topic.questions), page
        rows = page.split("\n")
        for question, start, end in zip(topic.questions, starts, [*starts, None][1:], strict=True):
            assert rows[start - 3].startswith(f"({question.id})=")
            check_section(question, "\n".join(rows[start : end and end - 4]))


def check_section(question: Question, body: str) -> None:
    """Assert that an answer acts on nothing and has every letter of its source."""
    lines = question.in_depth.entry.answer
    seen = read_blocks(body)
    assert seen is not None
    assert seen.active is False, body
    shown = holds(seen.letters, source_texts(lines, {*rules_around(lines)}))
    # What is shown as it was written has its entities and tags as they were written, too.
    raw = all(letters(line.text) in seen.letters for line in lines)
    assert shown or raw or "```" in body, (lines, body)
