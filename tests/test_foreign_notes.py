"""Notes in the styles that people write them: what is found in them, and that no word is lost."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from page_writing.page_reader import WORD, read_blocks
from seed_check import Made, check, made_of

NOTES = Path(__file__).parent / "data/notes"
TRUTH = tomllib.loads((NOTES / "truth.toml").read_text(encoding="utf-8"))
CASES = sorted(path for path in NOTES.iterdir() if path.suffix in (".md", ".txt"))
GONE = ("structure", "contents")  # what the ledger says to be no text


def read(path: Path) -> tuple[str, Made]:
    text = path.read_text(encoding="utf-8")
    return text, made_of(text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_topics_and_questions_are_those_that_a_reader_finds(path: Path) -> None:
    _, made = read(path)
    found = {t.title: [q.title for q in t.questions] for t in made.topics if t.questions}
    assert found == TRUTH[path.stem]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_letter_of_an_answer_is_on_the_pages(path: Path) -> None:
    check(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_words_that_the_ledger_keeps_are_on_the_pages(path: Path) -> None:
    _, made = read(path)
    kept = " ".join(fate.text for fate in made.ledger if fate.role not in GONE)
    seen = re.sub(
        r"<!--.*?-->|</?\w[^<>]*>|&\w+;|\]\(#[^)]*\)|\b[\d.]+\.(?=\s)|(?<!\S)o(?= )", " ", kept
    )
    assert {*WORD.findall(seen)} - {*WORD.findall(" ".join(made.pages))} == set()


def test_contents_lists_badges_and_links_back_are_told_as_what_they_are() -> None:
    _, made = read(NOTES / "numbered_headings.md")
    why = Counter(fate.why for fate in made.ledger if fate.role in GONE)
    assert why == {
        "a badge: the state of a program, not of the notes": 1,
        "a list of contents; the site makes its own": 9,
        "a link back to the contents or the top; the site has its own": 4,
    }


def test_the_foot_and_head_of_a_printed_page_part_no_sentence() -> None:
    _, made = read(NOTES / "pages.txt")
    why = Counter(fate.why for fate in made.ledger if fate.role in GONE)
    assert why["the foot or head of a printed page"] == 4
    assert "Those in pots can be planted at any time but in frost." in "".join(made.pages)


def test_a_link_to_a_question_leads_to_its_new_place() -> None:
    _, made = read(NOTES / "numbered_headings.md")
    assert "[the first question](#q-green-tea)" in "".join(made.pages)
    _, made = read(NOTES / "html_headings.md")
    assert "[where the data is kept](#q-data-kept)" in "".join(made.pages)


def test_what_is_code_or_looks_like_markup_is_shown_as_it_was_written() -> None:
    _, made = read(NOTES / "html_headings.md")
    page = "".join(made.pages)
    assert "```\ndata.db\n  # not a heading\n```" in page
    seen = read_blocks(page.rpartition("## ")[2].partition("\n")[2])
    assert seen is not None
    assert (seen.active, "refthisisnorole" in seen.letters) == (False, True)
