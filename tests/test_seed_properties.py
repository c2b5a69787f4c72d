"""What holds for any notes: nothing is lost, order is kept, a second run changes nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given
from page_writing.page_reader import holds, page_ids, read_section, source_texts
from qa_model import Line
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
    found = [
        (q.title, [line.text.strip(" -") for line in q.in_depth.entry.answer if line.text.strip()])
        for topic in result.topics
        for q in topic.questions
    ]
    asked = [(f"Why {q}?", [f"{a}."]) for qs in topics.values() for q, a in qs]
    assert found == asked


@given(st.lists(LINES, min_size=1, max_size=6))
def test_no_word_of_an_answer_is_lost_and_nothing_in_it_acts(rows: list[str]) -> None:
    text = "## What is asked?\n\nThis.\n\n## And what else?\n\n" + "\n".join(rows) + "\n"
    result = split_text(text)
    pages = "".join(result.pages[f"{topic.slug}.md"] for topic in result.topics)
    for section in pages.split("\n\n(q-")[1:]:
        seen = read_section(f"(q-{section}")
        assert seen is not None
        assert seen.active is False


@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_letter_of_an_answer_is_on_its_page(rows: list[str]) -> None:
    lines = [Line(number, row) for number, row in enumerate(rows, start=2)]
    text = "## What is asked?\n" + "\n".join(rows) + "\n\n## And what else?\n\nThat.\n"
    result = split_text(text)
    if len(result.topics) == 1 and len(result.topics[0].questions) > 1:
        question = result.topics[0].questions[0]
        page = next(iter(result.pages.values()))
        section = read_section(f"({question.id})=" + page.partition(f"({question.id})=")[2])
        found = section.letters if section else "".join(filter(str.isalnum, page))
        answered = {line.number for line in question.in_depth.entry.answer}
        assert holds(found, source_texts([n for n in lines if n.number in answered]))


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
        found = [name for _, name in page_ids(result.pages[f"{topic.slug}.md"])]
        assert found == [question.id for question in topic.questions]


def split_text(text: str) -> Result:
    """Split a document."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "notes.md").write_text(text, encoding="utf-8")
        return split(Path(name), "s", {}, "o")
