"""The splitter as a command, and what it makes of the seeds of this project."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from question_tools.data import Source, read_sources
from split_command import NOTES, bytes_of, notes_folder, run
from split_seeds import main, split, write_pages

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "docs/seeds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return notes_folder(tmp_path)


def test_the_seed_document_is_verbatim() -> None:
    data = (SEEDS / "ai-and-machine-learning.txt").read_bytes()
    expected = "6b37e5e783d6a2cc869f6380c1162c216768b6b6982e1ff6ac4486e1cf62e5d3"
    assert hashlib.sha256(data).hexdigest() == expected


def test_our_seeds_become_seven_topics_ninety_questions_and_fifteen_plain_editions() -> None:
    result = split(SEEDS, "docs/seeds", {}, "docs/topics")
    assert [(topic.slug, len(topic.questions)) for topic in result.topics] == [
        ("artificial-intelligence", 10),
        ("generative-ai", 10),
        ("large-language-models", 10),
        ("training-and-serving", 10),
        ("model-training", 10),
        ("fine-tuning", 10),
        ("distributed-training-and-inference", 30),
    ]
    questions = [question for topic in result.topics for question in topic.questions]
    assert sum(question.plain is not None for question in questions) == 15
    assert len({question.id for question in questions}) == 90


def test_every_line_of_our_seeds_is_accounted_for_once() -> None:
    result = split(SEEDS, "docs/seeds", {}, "docs/topics")
    lines = [
        (path.name, number)
        for path in sorted(SEEDS.glob("*.txt"))
        for number, text in enumerate(path.read_text("utf-8").split("\n"), start=1)
        if text.strip()
    ]
    assert [(fate.seed, fate.line) for fate in result.ledger] == lines
    assert Counter(fate.role for fate in result.ledger) == {
        "question": 90,
        "plain question": 15,
        "answer": 92,
        "plain answer": 15,
        "foreign": 3,
        "topic": 10,
        "structure": 5,
        "dropped": 1,
    }


def test_the_references_of_our_seeds_keep_their_addresses() -> None:
    result = split(SEEDS, "docs/seeds", {}, "docs/topics")
    text = "".join(result.pages.values())
    source = (SEEDS / "ai-and-machine-learning.txt").read_text("utf-8")
    addresses = re.findall(r"\[\^[^\]\s]+\]\((https?://[^\s()]+)\)", source)
    assert len(addresses) == 6
    assert [text.count(f"]({address})") for address in addresses] == [2, 1, 1, 1, 1, 2]
    assert "[^" not in text


def test_the_committed_pages_are_what_the_seeds_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["--check"]), capsys.readouterr().out) == (0, "")


def test_a_second_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    before = bytes_of(folder / "topics")
    capsys.readouterr()
    assert run(folder) == 0
    assert "0 of 3 files changed" in capsys.readouterr().out
    assert bytes_of(folder / "topics") == before


def test_check_names_stale_pages_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    (folder / "seeds/notes.md").write_text(NOTES.replace("This", "That"), encoding="utf-8")
    before = bytes_of(folder / "topics")
    capsys.readouterr()
    assert run(folder, "--check") == 1
    advice = "not what the seeds say; run python scripts/split_seeds.py"
    assert capsys.readouterr().out == f"{folder}/topics/topic.md:1: {advice}\n"
    assert bytes_of(folder / "topics") == before


def test_bad_input_leaves_the_old_pages_and_exits_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    before = bytes_of(folder / "topics")
    (folder / "seeds/notes.md").write_text("No question.\n", encoding="utf-8")
    assert run(folder) == 2
    expected = f"{folder}/seeds/notes.md:1: there is no question in this document; mark"
    assert capsys.readouterr().err.startswith(expected)
    assert bytes_of(folder / "topics") == before


def test_a_full_disk_half_way_leaves_the_old_pages(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    before = bytes_of(folder / "topics")
    more = "\n## More\n\n1. **What else?**\n   - That.\n"
    (folder / "seeds/notes.md").write_text(NOTES.replace("This", "That") + more, encoding="utf-8")
    write_bytes = Path.write_bytes

    def fail_late(path: Path, data: bytes) -> int:
        if path.name == "more.md":
            raise OSError(28, "No space left on device", str(path))
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail_late)
    assert run(folder) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert bytes_of(folder / "topics") == before
    assert sorted(path.name for path in folder.iterdir()) == ["seeds", "topics"]


def test_the_report_tells_every_line_and_writes_it_as_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--report", "--ledger", str(folder / "build/ledger.json")) == 0
    assert "notes.md:3: question: topic#q-asked  | What is asked?" in capsys.readouterr().out
    ledger = json.loads((folder / "build/ledger.json").read_text("utf-8"))
    assert ledger["totals"] == {"answer": 1, "question": 1, "topic": 1}
    assert [line["line"] for line in ledger["lines"]] == [1, 3, 4]


def test_pages_are_the_same_wherever_the_seeds_lie(folder: Path) -> None:
    shutil.copytree(folder / "seeds", folder / "씨앗 🌱")
    here = split(folder / "seeds", "a", {}, "o").pages
    assert split(folder / "씨앗 🌱", "b", {}, "p").pages == here


def test_only_what_changed_is_written_again(folder: Path) -> None:
    pages = split(folder / "seeds", "s", {}, "o").pages
    assert [write_pages(pages, folder / "topics") for _ in range(2)] == [2, 0]


def test_questions_that_ask_the_same_elsewhere_are_candidates_in_the_syntax_of_the_decisions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "## Other\n\n1. **What is asked, when?**\n   - Now.\n\n2. **Why is that?**\n   - So.\n"
    (folder / "seeds/more.md").write_text(more, encoding="utf-8")
    again = "## Third\n\n1. **Why is that?**\n   - So.\n\n2. **Who?**\n   - I.\n"
    (folder / "seeds/third.md").write_text(again, encoding="utf-8")
    assert run(folder) == 0
    assert "2 pairs of questions ask nearly the same" in capsys.readouterr().out
    assert run(folder, "--report", "--ledger", str(folder / "ledger.json")) == 0
    pasted = capsys.readouterr().out.partition("ask nearly the same")[2].partition("\n\n")[2]
    assert tomllib.loads(pasted) == {
        "related": [
            {"text": "What is asked, when?", "to": ["What is asked?"]},
            {"text": "q-why-is-that", "to": ["q-why-is-that-2f64c6"]},
        ]
    }


def test_the_site_is_told_where_each_question_comes_from(folder: Path) -> None:
    assert run(folder) == 0
    sources = json.loads((folder / "topics/sources.json").read_text("utf-8"))
    assert sources == {"q-asked": {"seed": "notes.md", "lines": [3, 4]}}
    assert read_sources(folder / "topics/sources.json") == {"q-asked": Source("notes.md", 3, 4)}
