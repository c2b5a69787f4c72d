"""The examples of the CommonMark and GFM specifications, as answers: what goes in comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from page_writing.myst_pages import write_page
from page_writing.places import Links, Places
from qa_model import Edition, Entry, Question, Topic
from seed_reading.definitions import find_definitions
from seed_reading.hidden_lines import code_lines
from seed_reading.seed_reader import split_lines
from spec_shapes import BASE, exempt, shape, tokens_of

SPEC = Path(__file__).parent / "data/spec"
AROUND = (
    "This comes first.\n\n{}\n\nThis comes last.\n"  # edges of an answer have rules of their own
)
ALL = {
    f"{path.stem} {number}": AROUND.format(text)
    for path in sorted(SPEC.glob("*.json"))
    for _, number, text in json.loads(path.read_text(encoding="utf-8"))["examples"]
}
EXAMPLES = {name: text for name, text in ALL.items() if not exempt(text, tokens_of(text))}


def answer_of(text: str) -> str:
    """The answer on the page of a question with a text below it."""
    lines = split_lines(text)
    known = find_definitions(lines, code_lines([line.text for line in lines], text))
    kept = [line for line in lines if line.number not in known.lines]
    entry = Entry("notes.md", 1, "Topic", 1, "What is asked?", kept)
    topic = Topic("Topic", "topic", [Question("q-asked", (), Edition(entry))])
    places = {"notes.md": Places(Links({}, known.references, [], BASE))}
    return write_page(topic, places, "seeds").text.partition("\n## ")[2].partition("\n")[2]


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_an_example_renders_as_myst_renders_it_alone(text: str) -> None:
    assert shape(tokens_of(answer_of(text))) == shape(tokens_of(text))


def test_no_more_examples_are_exempt_than_the_rules_were_written_for() -> None:
    assert (len(ALL), len(EXAMPLES)) == (674, 550)
