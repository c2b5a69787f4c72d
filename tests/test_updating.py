"""A run after a change: it writes what a run over everything would, and leaves the rest alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import updating
from page_writing.page_reader import page_ids
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


def test_questions_that_are_wholly_equal_keep_their_ids(folders: Folders) -> None:
    same, other = "### Why?\n\nSo.\n\n", "### Why?\n\nNot so.\n\n"
    seed = folders.seeds / "2.md"
    seed.write_text(f"## Z\n\n{same}{same}{other}## A\n\n{same}{same}", encoding="utf-8")
    update(folders)
    before = {name: page_ids(text) for name, text in files_of(folders).items()}
    text = seed.read_text("utf-8").replace("So.", "So be it.", 1)
    seed.write_text(text, encoding="utf-8")
    assert touched(folders) == {"z.md"}
    after = {name: page_ids(text) for name, text in files_of(folders).items()}
    assert after == before


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


def test_a_document_without_a_question_is_named_and_left_out(folders: Folders) -> None:
    (folders.seeds / "readme.md").write_text("Nothing is asked here.\n", encoding="utf-8")
    left_out = [notice for notice in update(folders).notices if notice.endswith("left out")]
    assert [notice.partition(";")[0] for notice in left_out] == [
        "note: seeds/readme.md:1: there is no question in this document"
    ]
    assert_as_everything(folders)


@pytest.fixture(params=["at once", "in parts"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "in parts":
        monkeypatch.setattr(updating, "WORTH", 0)


@pytest.mark.usefixtures("_way")
def test_parts_that_share_a_page_or_a_wording_become_what_everything_would(
    folders: Folders,
) -> None:
    again = "## Topic 4\n\n### What is 5?\n\nFive.\n\n## C\n\n### What is C?\n\nThis.\n"
    (folders.seeds / "1.md").write_text(again, encoding="utf-8")
    (folders.seeds / "3.md").write_text(again.replace("## C", "## C++"), encoding="utf-8")
    update(folders)
    assert_as_everything(folders)
    update(folders)
    assert_as_everything(folders)


KEYWORDS = '[[keywords]]\ntext = "What is {n}?"\nkeywords = ["number"]\n'


@pytest.mark.usefixtures("_way")
def test_decisions_are_about_the_seeds_that_they_quote_and_no_other(folders: Folders) -> None:
    (folders.seeds / "editorial.toml").write_text(KEYWORDS.format(n=4), encoding="utf-8")
    update(folders)
    assert_as_everything(folders)
    seed = folders.seeds / "2.md"
    seed.write_text(NOTES.format(n=2).replace("This is", "It is"), encoding="utf-8")
    assert touched(folders) == {"topic-2.md"}
    assert_as_everything(folders)


def test_with_decisions_too_no_other_seed_is_read_again(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "WORTH", 0)
    (folders.seeds / "editorial.toml").write_text(KEYWORDS.format(n=4), encoding="utf-8")
    lines = NOTES.format(n=2).count("\n") - NOTES.count("\n\n")
    assert sum(update(folders).roles.values()) == COUNT * lines
    changed = NOTES.format(n=2).replace("This is", "It is")
    (folders.seeds / "2.md").write_text(changed, encoding="utf-8")
    assert sum(update(folders).roles.values()) == lines


@pytest.mark.usefixtures("_way")
def test_a_decision_that_quotes_nothing_any_more_is_told(folders: Folders) -> None:
    (folders.seeds / "editorial.toml").write_text(KEYWORDS.format(n=4), encoding="utf-8")
    update(folders)
    before = files_of(folders)
    (folders.seeds / "4.md").write_text(NOTES.format(n=40), encoding="utf-8")
    with pytest.raises(BadInputError, match='"What is 4\\?" is not in the seeds'):
        update(folders)
    assert files_of(folders) == before


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


def test_a_question_that_goes_to_the_page_of_another_seed_is_told_and_nothing_changes(
    folders: Folders,
) -> None:
    update(folders)
    before = files_of(folders)
    question = "### Does 2 help?\n\nThat.\n"
    (folders.seeds / "2.md").write_text(NOTES.format(n=2).replace(question, ""), encoding="utf-8")
    (folders.seeds / "4.md").write_text(f"{NOTES.format(n=4)}\n{question}", encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        update(folders)
    told = [str(problem).partition(" would")[0] for problem in refused.value.problems]
    assert told == ["out/topic-2.md:14: links to q-2-help on this page"]
    assert files_of(folders) == before
