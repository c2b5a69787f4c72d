"""What holds for any notes: nothing is lost, order is kept, a second run changes nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from answer_text import answer_blocks
from hypothesis import given, reject
from myst_pages import page_text
from page_reader import ACTIVE, read_page, source_words, words
from qa_model import BadInputError, Edition, Entry, Line
from split_seeds import Result, main, split, write_pages

# Letters, what Markdown and MyST act on, and what notes have between words.
PIECES = st.sampled_from(
    r"""
    word GPU 4-bit ** * ` `` ``` ~~~ { } {ref} {{x}} <b> </b> <!-- [x](y) ![x](y) | (t)= ::: % +++
    # ### - 1. > = --- \ &amp; ! _ $ ${ ^ [^1] https://example.org <https://example.org> [a][b]
    """.split()
)
LINES = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)
WORDS = st.text("abcdefghij", min_size=1, max_size=8)
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PAIRS = st.tuples(SENTENCES, SENTENCES)
QUESTIONS = st.lists(PAIRS, min_size=1, max_size=5, unique_by=lambda pair: pair[0])
TOPICS = st.dictionaries(WORDS, QUESTIONS, min_size=1, max_size=3)
STYLES = st.sampled_from(
    [
        "## {topic}\n\n|{n}. **Why {q}?**\n   - {a}.\n\n",
        "# {topic}\n|## {n}. Why {q}?\n{a}.\n\n",
        "{topic}\n|Why {q}?\n{a}.\n\n",
    ]
)


@given(TOPICS, STYLES)
def test_any_style_of_notes_gives_the_same_questions_in_the_same_order(
    topics: dict[str, list[tuple[str, str]]], style: str
) -> None:
    head, body = style.split("|")
    parts = []
    for topic, questions in topics.items():
        rows = (body.format(n=n, q=q, a=a) for n, (q, a) in enumerate(questions, start=1))
        parts.append(head.format(topic=topic) + "".join(rows))
    result = split_text("\n".join(parts))
    found = [(q.title, q.in_depth.blocks) for topic in result.topics for q in topic.questions]
    asked = [(f"Why {q}?", (f"{a}.",)) for qs in topics.values() for q, a in qs]
    assert found == asked


@given(st.lists(LINES, min_size=1, max_size=6))
def test_no_word_of_an_answer_is_lost_and_nothing_in_it_acts(rows: list[str]) -> None:
    lines = tuple(Line(number, row) for number, row in enumerate(rows, start=2))
    blocks = answer_blocks(lines, {})
    edition = Edition(Entry("s", 1, "t", 1, "q", lines), blocks)
    found = [word for block in blocks for word in words(block)]
    rest = iter(found)
    assert [word for word in source_words(edition) if word not in rest] == []
    assert ACTIVE not in found


@given(TOPICS)
def test_a_second_run_changes_no_byte(topics: dict[str, list[tuple[str, str]]]) -> None:
    rows = [f"## {t}\n\n### What is {q}?\n\n{a}.\n" for t, qs in topics.items() for q, a in qs[:1]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes.md").write_text("\n".join(rows), encoding="utf-8")
        arguments = ["--seeds", name, "--out", f"{name}/pages"]
        if main(arguments) == 0:
            assert main([*arguments, "--check"]) == 0
            pages = split(folder, "s", {}, "o").pages
            assert write_pages(pages, folder / "pages") == 0


@given(TOPICS)
def test_a_page_read_back_has_the_ids_of_its_questions(
    topics: dict[str, list[tuple[str, str]]],
) -> None:
    rows = [f"## {t}\n\n### What is {q}?\n\n{a}.\n" for t, qs in topics.items() for q, a in qs[:1]]
    result = split_text("\n".join(rows))
    for topic in result.topics:
        _, sections = read_page(page_text(topic))
        assert [section.ids for section in sections] == [(q.id,) for q in topic.questions]


def split_text(text: str) -> Result:
    """Split a document; examples in which two questions would have one id are passed over."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "notes.md").write_text(text, encoding="utf-8")
        try:
            return split(Path(name), "s", {}, "o")
        except BadInputError as error:
            if all("two questions have the id" in str(problem) for problem in error.problems):
                reject()
            raise
