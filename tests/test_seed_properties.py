"""What holds for any notes: nothing is lost, order is kept, a second run changes nothing."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from page_writing.md_lists import Node
from page_writing.md_tree import DEEP, parsed, read_markdown
from page_writing.page_reader import LONGEST, page_ids, read_block, read_blocks
from qa_model import BadInputError
from seed_check import check, made_of
from split_seeds import main, split, write_pages

# Letters, what Markdown and MyST act on, and what notes have between words.
PIECES = st.sampled_from(
    r"""
    word GPU 4-bit ** * ` `` ``` ~~~ { } {ref} {{x}} <b> </b> <!-- --> [x](y) ![x](y) | (t)= ::: %
    # ### - 1. > = --- \ &amp; ! _ $ ${ ^ [^1] [^1]: https://example.org <https://example.org> +++
    [a][b] [a]: </details> <details> <summary> <ul><li> </li> <br> <table><tr><td> <pre> </pre>
    질문 ?
    """.split()
)
LINES = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)
ROWS = st.lists(st.one_of(LINES, st.just("")), min_size=1, max_size=8)
# Lists in lists, of any kind and indentation, between paragraphs, headings and tables.
MARKED = st.builds(
    "{}{}{}".format,
    st.integers(0, 7).map(" ".__mul__),
    st.sampled_from("- |* |+ |1. |2. |10. |1) |-   |# |> ||| |: |--- |```|".split("|")),
    st.sampled_from(
        ["a", "**b** c", "`d`", "(e)", "$f$", "-", "| g | h |", "| --- | --- |", "i  "]
    ),
)
NESTED = st.lists(st.one_of(MARKED, MARKED, MARKED, st.just("")), min_size=1, max_size=10)
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
    found = [
        (q.title, [line.text.strip(" -") for line in q.in_depth.entry.answer if line.text.strip()])
        for topic in made_of("\n".join(parts)).topics
        for q in topic.questions
    ]
    asked = [(f"Why {q}?", [f"{a}."]) for qs in topics.values() for q, a in qs]
    assert found == asked


@given(ROWS)
@example(["[the paper](https://example[x](y)b=c)"])  # an address that is none
@example(["<details>", "  <summ", "", "> <p>a</p>", "</details>"])  # HTML in a quote between tags
@example(["T[^1]n", ' <img src="', "", '">'])  # a tag that a blank line ends
@example(["- a", "[[b", 'text = "x <img src="y.png"> z"', "", 'text = "x z"'])  # a line again
@example(["<table><tr><td>1. **a", "   - b.", "</table>"])
@example(["<ul><ul><li>a</li></ul><li>b</li></ul>"])  # a list beside the items of a list
@example(["a [^1]", "", "[^1]: ```{include} x"])  # a block that begins in a footnote
@example(["=" * 5, "```", "~~~", "```"])
@example(["</details> 1."])  # a number that is no item's
def test_no_letter_of_an_answer_is_lost_and_nothing_in_it_acts(rows: list[str]) -> None:
    check("## What is asked?\n\nThis.\n\n## And what else?\n\n" + "\n".join(rows) + "\n")


@given(ROWS)
@example(["</pre> * (t)="])  # a space, and then what begins a block
def test_any_notes_at_all_are_split_or_have_no_question(rows: list[str]) -> None:
    with suppress(BadInputError):  # what is said then, and when, is told by cases
        check("\n".join([*rows, "", "What is asked?", "", *rows]))


@given(LINES)
def test_a_title_keeps_its_letters(title: str) -> None:
    check(f"## Why {title}?\n\nThis.\n\n## And what else?\n\nThat.\n")


@given(ROWS | NESTED)
def test_blocks_that_need_no_parser_are_what_the_parser_makes_of_them(rows: list[str]) -> None:
    text = "\n".join(rows)
    if not DEEP.search(text):
        found, wanted = read_markdown(text), parsed(text)
        for node in (*found, *wanted):
            _loosen(node)
        assert found == wanted


def _loosen(node: Node) -> None:
    """Take off what does not count: the indentation of a paragraph's further lines."""
    node.text = node.text.rstrip("\n")
    if node.type == "paragraph":
        node.text = "\n".join(row.lstrip(" ") for row in node.text.split("\n"))
    for child in node.children:
        _loosen(child)


@given(ROWS)
def test_letters_that_need_no_parser_are_what_the_parser_sees(rows: list[str]) -> None:
    text = "\n".join(rows)
    seen = read_blocks(text)
    if (quick := read_block(text)) != seen:  # then it was not parsed
        assert quick is not None
        assert seen is not None
        assert (quick.active, seen.active) == (False, False)
        assert sorted(quick.letters) == sorted(seen.letters)


@given(TOPICS)
def test_a_second_run_changes_no_byte(topics: dict[str, list[tuple[str, str]]]) -> None:
    rows = [f"## {t}\n\n### What is {q}?\n\n{a}.\n" for t, qs in topics.items() for q, a in qs[:1]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notes.md").write_text("\n".join(rows), encoding="utf-8")
        arguments = ["--seeds", name, "--out", f"{name}/pages"]
        if main(arguments) == 0:
            assert main([*arguments, "--check"]) == 0
            files = split(folder, "s", {}, "o").files
            assert write_pages(files, folder / "pages") == 0


@given(TOPICS)
def test_a_page_read_back_has_the_ids_of_its_questions(
    topics: dict[str, list[tuple[str, str]]],
) -> None:
    rows = [f"## {t}\n\n### What is {q}?\n\n{a}.\n" for t, qs in topics.items() for q, a in qs[:1]]
    made = made_of("\n".join(rows))
    for topic, page in zip(made.topics, made.pages, strict=True):
        found = [name for _, name in page_ids(page)]
        assert found == [question.id for question in topic.questions]


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "`", ">", "<!--", "~", "word ", "# a\n", "a\n===\n\n", "===\n\n", "== a\n\nb\n\n"],
)
def test_what_makes_slow_parsers_hang_is_split_like_anything_else(piece: str) -> None:
    answer = piece * (100_000 // len(piece))
    made = made_of(f"## What is asked?\n\n{answer}\n\n## And then?\n\nThat.\n")
    assert made.topics[0].questions[0].title == "What is asked?"


def test_a_paragraph_that_is_too_long_for_the_parser_is_shown_as_it_was_written() -> None:
    long = "][a" * (LONGEST // 3 + 1)
    made = made_of(f"## What is asked?\n\n{long}\n\n## And then?\n\nThat.\n")
    assert f"```\n{long}\n```" in made.pages[0]


def test_the_host_of_an_address_is_read_in_its_own_letters() -> None:
    seen = read_blocks("[꽃](https://꽃집.example/장미)")
    assert seen is not None
    assert seen.letters == "꽃https꽃집example장미"


def test_an_item_that_heads_the_questions_of_another_list_ends_the_search_for_parts() -> None:
    bold = "\n".join(f"- <b>{name}</b>" for name in ("반죽의 종류란?", "발효란?", "오븐", "증기란"))
    open_bold = "- <b>예열은 왜 하는가?"
    asked = "\n".join(f"- {name}은 얼마인가요?" for name in ("압력", "물의 온도", "원두의 양") * 3)
    check(f"- 들어가며\n{bold}\n{open_bold}\n{asked}\n- **크레마**란 무엇인가요?\n")
