"""Pages and questions that go, or go elsewhere: the splitter lets no link to them break."""

from __future__ import annotations

from pathlib import Path

import pytest
from split_command import NOTES, bytes_of, decide, notes_folder, run

RENAMED = '[[topics]]\ntext = "Topic"\nslug = "renamed"\n'
MOVED = '[[moved]]\nfrom = ["topics/topic"]\nto = "topics/renamed"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return notes_folder(tmp_path)


def test_a_page_that_would_be_lost_is_named_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    before = bytes_of(folder / "topics")
    decide(folder, RENAMED)
    assert run(folder) == 2
    assert bytes_of(folder / "topics") == before
    message = f"{folder}/topics/topic.md:1: the page topics/topic would be lost; say in"
    assert capsys.readouterr().err.startswith(message)


def test_a_page_whose_topic_is_gone_goes_but_pages_of_others_stay(folder: Path) -> None:
    run(folder)
    (folder / "topics/own.md").write_text("# Mine\n", encoding="utf-8")
    decide(folder, RENAMED + MOVED)
    assert run(folder) == 0
    expected = ["index.md", "own.md", "renamed.md", "sources.json"]
    assert sorted(bytes_of(folder / "topics")) == expected


def test_an_id_that_the_pages_have_is_not_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder)
    before = bytes_of(folder / "topics")
    (folder / "seeds/notes.md").write_text(NOTES.replace("asked", "meant"), encoding="utf-8")
    assert run(folder) == 2
    assert bytes_of(folder / "topics") == before
    message = f"{folder}/topics/topic.md:8: the id q-asked would be lost; give it to its question"
    assert capsys.readouterr().err.startswith(message)
    aliases = '[[ids]]\ntext = "What is meant?"\naliases = ["q-asked"]\n'
    (folder / "seeds/editorial.toml").write_text(aliases, encoding="utf-8")
    assert run(folder) == 0


def test_an_id_that_leads_elsewhere_now_may_go(folder: Path) -> None:
    run(folder)
    (folder / "seeds/notes.md").write_text(NOTES.replace("asked", "meant"), encoding="utf-8")
    decide(folder, '[[moved]]\nfrom = ["topics/topic#q-asked"]\nto = "topics/topic#q-meant"\n')
    assert run(folder) == 0


STAYS = "1. **Why?**\n   - So.\n"
GOES = "2. **What is asked?**\n   - This.\n"
OTHER = "1. **What else?**\n   - That.\n"


def ask(folder: Path, **topics: list[str]) -> None:
    """Write the notes anew: questions by topic."""
    parts = [
        f"## {name}\n" + "".join(f"\n{one}" for one in asked) for name, asked in topics.items()
    ]
    (folder / "seeds/notes.md").write_text("\n".join(parts), encoding="utf-8")


def test_links_to_a_question_that_goes_to_another_page_are_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(folder, Topic=[STAYS, GOES], Other=[OTHER])
    assert run(folder) == 0
    before = bytes_of(folder / "topics")
    ask(folder, Topic=[STAYS], Other=[OTHER, GOES])
    assert run(folder) == 2
    assert bytes_of(folder / "topics") == before
    entry = '[[moved]] from = ["topics/topic#q-asked"] to = "topics/other#q-asked"'
    told = (
        f"{folder}/topics/topic.md:14: links to q-asked on this page would break, since it goes to "
        f"topics/other; say in {folder}/seeds/editorial.toml where it is now: {entry}\n"
    )
    assert capsys.readouterr().err == told
    decide(folder, entry.replace("]] ", "]]\n").replace("] to", "]\nto"))
    assert run(folder) == 0


def test_a_page_that_goes_takes_links_to_its_questions_along_to_where_they_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(folder, Topic=[GOES], Other=[OTHER])
    assert run(folder) == 0
    ask(folder, Other=[OTHER, GOES])
    decide(folder, '[[moved]]\nfrom = ["topics/topic"]\nto = "topics/index"\n')
    assert run(folder) == 2  # there is no question on that page
    assert "links to q-asked on this page would break" in capsys.readouterr().err
    decide(folder, '[[moved]]\nfrom = ["topics/topic"]\nto = "topics/other"\n')
    assert run(folder) == 0


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["topics/old topics/none"], '1: [[moved]]: there is no "topics/none"; write a page as'),
        (
            ["topics/old#q-a topics/topic#q-no"],
            '1: [[moved]]: there is no "topics/topic#q-no"; write',
        ),
        (
            ["topics/old topics/topic#q-asked"],
            '1: [[moved]]: a page cannot lead to the question "topics/topic#q-asked"; name a page',
        ),
        (["topics/old glossary"], '1: [[moved]]: there is no "glossary"; write a page as'),
        (["topics/topic topics/index"], '1: [[moved]]: "topics/topic" is still there, so nothing'),
        (
            ["topics/topic#q-asked topics/index"],
            '1: [[moved]]: "topics/topic#q-asked" is still there, so nothing leads away from it',
        ),
        (
            ["topics/a topics/b", "topics/b topics/a"],
            '1: [[moved]]: "topics/a" leads to itself; name a page that is there',
        ),
        (
            ["topics/a topics/topic", "topics/a topics/index"],
            '1: [[moved]]: "topics/a" is moved twice; leave it in one entry, as on line 4',
        ),
        (["../../etc/passwd topics/topic"], '1: [[moved]]: "../../etc/passwd" cannot be part of'),
        (["a;b topics/topic"], '1: [[moved]]: "a;b" cannot be part of an address'),
    ],
)
def test_a_wrong_move_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], entries: list[str], expected: str
) -> None:
    pairs = [entry.split(" ") for entry in entries]
    decide(folder, "".join(f'[[moved]]\nfrom = ["{a}"]\nto = "{b}"\n' for a, b in pairs))
    assert run(folder) == 2
    assert capsys.readouterr().err.startswith(f"{folder}/seeds/editorial.toml:{expected}")
    assert not (folder / "topics/topic.md").exists()
