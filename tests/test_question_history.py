"""The dates of questions: only what readers see of a question gives it a new one."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from question_history import as_toml, main, questions_of, updated

PAGE = "# T\n\n(q-a)=\n\n## A?\n\n:::{index} one\n:::\n\nYes.\n\n(q-b)=\n\n## B?\n\nNo.\n"
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "t.md").write_text(PAGE, "utf-8")
    return tmp_path / "topics"


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Yes.", "Yes!", ["q-a"]),
        ("## B?", "## C?", ["q-b"]),
        ("one", "other keyword", []),
        ("Yes.", "Yes.\n", []),
    ],
)
def test_what_readers_see_decides(old: str, new: str, changed: list[str]) -> None:
    before, after = (dict(questions_of(text)) for text in (PAGE, PAGE.replace(old, new)))
    assert [name for name in before if before[name] != after[name]] == changed


def test_a_changed_question_keeps_the_day_on_which_it_was_added() -> None:
    first = updated({}, {"q-a": "1", "q-b": "2"}, MONDAY)
    second = updated(first, {"q-a": "1", "q-b": "3"}, TUESDAY)
    assert [(row["added"], row["changed"]) for row in second.values()] == [
        (MONDAY, MONDAY),
        (MONDAY, TUESDAY),
    ]
    assert tomllib.loads(as_toml(second)) == second


def test_a_second_run_changes_no_byte(tmp_path: Path, topics: Path) -> None:
    history = tmp_path / "history.toml"
    assert main([], history, topics) == 0
    text = history.read_text("utf-8")
    assert main([], history, topics) == 0
    assert history.read_text("utf-8") == text
    assert tomllib.loads(text)["q-a"]["added"] == datetime.now(UTC).date()


def test_a_check_names_what_has_no_date_and_writes_nothing(
    tmp_path: Path, topics: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = tmp_path / "history.toml"
    assert main(["--check"], history, topics) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{history}:1: q-a has changed; run `python3 noxfile.py -s catalogs`"
    assert (len(told), history.exists()) == (2, False)


@pytest.mark.parametrize("text", ["[", '["q-a"]\nadded = 2026-11-23\n'])
def test_a_broken_history_is_left_alone(
    tmp_path: Path, topics: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    history = tmp_path / "history.toml"
    history.write_text(text, "utf-8")
    assert main([], history, topics) == 2
    assert "take the file back from git" in capsys.readouterr().err
    assert history.read_text("utf-8") == text
