"""A run after a change: it writes what a run over everything would, and leaves the rest alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from qa_model import BadInputError
from splitting import split
from updating import Folders, update

NOTES = "## Topic {n}\n\n### What is {n}?\n\nThis is {n}.\n\n### Does {n} help?\n\nThat.\n"
COUNT = 6


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for n in range(COUNT):
        (seeds / f"{n}.md").write_text(NOTES.format(n=n), encoding="utf-8")
    return Folders(seeds, "seeds", tmp_path / "out", "out", tmp_path / "record.json")


def touched(folders: Folders) -> set[str]:
    """The names of the files that a run replaces."""
    before = {path.name: path.stat().st_ino for path in folders.out.iterdir()}
    update(folders)
    after = {path.name: path.stat().st_ino for path in folders.out.iterdir()}
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def files_of(folders: Folders) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folders.out.iterdir()}


def assert_as_everything(folders: Folders) -> None:
    assert files_of(folders) == split(folders.seeds, "seeds", {}, "out", folders.out).files


def test_a_change_touches_the_pages_of_its_seed_alone(folders: Folders) -> None:
    update(folders)
    seed = folders.seeds / "2.md"
    seed.write_text(NOTES.format(n=2).replace("This is", "It is"), encoding="utf-8")
    assert touched(folders) == {"topic-2.md"}
    assert_as_everything(folders)


def test_a_question_more_changes_where_questions_come_from(folders: Folders) -> None:
    update(folders)
    more = (
        NOTES.format(n=2)
        + "\n### What else of two?\n\nMore.\n\n## Further\n\n### Why two?\n\nSo.\n"
    )
    (folders.seeds / "2.md").write_text(more, encoding="utf-8")
    assert touched(folders) == {"topic-2.md", "further.md", "index.md", "sources.json"}
    assert_as_everything(folders)


def test_a_new_seed_and_one_that_is_gone_are_seen(folders: Folders) -> None:
    update(folders)
    (folders.seeds / "25.md").write_text(NOTES.format(n=25), encoding="utf-8")
    assert "topic-25.md" in touched(folders)
    assert_as_everything(folders)


def test_seeds_that_share_a_page_are_split_together(folders: Folders) -> None:
    shared = "## Topic 4\n\n### What is shared?\n\nThis.\n\n### And what not?\n\nThat.\n"
    (folders.seeds / "1.md").write_text(shared, encoding="utf-8")
    update(folders)
    changed = shared.replace("This.", "Those.")
    (folders.seeds / "1.md").write_text(changed, encoding="utf-8")
    assert touched(folders) == {"topic-4.md"}
    assert_as_everything(folders)


def test_a_question_that_another_seed_has_makes_everything_be_split(folders: Folders) -> None:
    update(folders)
    twice = NOTES.format(n=2) + "\n### What is 5?\n\nFive, again.\n"
    (folders.seeds / "2.md").write_text(twice, encoding="utf-8")
    update(folders)
    assert '"q-5": {"seed": "5.md"' in files_of(folders)["sources.json"]
    assert files_of(folders)["topic-2.md"].count("(q-5-") == 1


def test_a_page_that_somebody_changed_is_written_again(folders: Folders) -> None:
    update(folders)
    (folders.out / "topic-3.md").write_text("mine", encoding="utf-8")
    update(folders)
    assert_as_everything(folders)


def test_an_id_that_would_be_lost_is_told_after_a_change_too(folders: Folders) -> None:
    update(folders)
    seed = folders.seeds / "2.md"
    seed.write_text(NOTES.format(n=2).replace("Does 2 help?", "Is 2 any use?"), encoding="utf-8")
    before = files_of(folders)
    with pytest.raises(BadInputError, match="would be lost"):
        update(folders)
    assert files_of(folders) == before
