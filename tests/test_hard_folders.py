"""Folders as people have them: links in circles, unreadable files, names that are nearly one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from split_seeds import main

NAMES = {
    "capitals": ("Notes.md", "notes.md"),
    "composed and decomposed Hangul": tuple(
        f"{unicodedata.normalize(form, '질문')}.md" for form in ("NFC", "NFD")
    ),
    "spaces and emoji": ("my notes 🌱.md", "my notes 🌲.md"),
    "Markdown and text": ("notes.md", "notes.txt"),
}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def run(seeds: Path) -> int:
    return main(["--seeds", str(seeds), "--out", str(seeds.parent / "topics")])


def pages(seeds: Path) -> dict[str, str]:
    found = sorted((seeds.parent / "topics").glob("*.md"))
    return {path.name: path.read_text("utf-8") for path in found if path.name != "index.md"}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES.keys())
def test_names_that_are_nearly_one_lose_no_question_and_share_no_file(
    names: tuple[str, str], seeds: Path
) -> None:
    for number, name in enumerate(names):
        (seeds / name).write_text(f"### What is {number}?\n\nIt is {number}.\n", encoding="utf-8")
    if len(list(seeds.iterdir())) == 1:
        pytest.skip("this file system takes the two names for one")
    assert run(seeds) == 0
    made = pages(seeds)
    assert [sum(f"## What is {n}?" in text for text in made.values()) for n in (0, 1)] == [1, 1]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in made}) == len(made)
    assert all(unicodedata.is_normalized("NFC", name) for name in made)
    assert run(seeds) == 0
    assert pages(seeds) == made


def test_topics_that_differ_in_capitals_get_files_that_differ_in_more(seeds: Path) -> None:
    asked = "### What is {0}?\n\nSo.\n\n### Why is {0}?\n\nSo.\n\n"
    topics = (f"## {name}\n\n{asked.format(name)}" for name in ("Loss", "LOSS", "Data", "Code"))
    (seeds / "notes.md").write_text("".join(topics), encoding="utf-8")
    assert run(seeds) == 0
    assert len({name.casefold() for name in pages(seeds)}) == 4


def test_links_in_a_circle_are_named_and_the_old_pages_stay(
    seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _split_once(seeds)
    (seeds / "a.md").symlink_to(seeds / "b.md")
    (seeds / "b.md").symlink_to(seeds / "a.md")
    assert run(seeds) == 2
    told = capsys.readouterr().err
    assert [f"{seeds}/{name}.md:1: cannot be read (too many" in told for name in "ab"] == [True] * 2
    assert pages(seeds) == before


def test_a_document_that_may_not_be_read_is_named_and_the_old_pages_stay(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _split_once(seeds)
    (seeds / "secret.md").write_text("### What?\n\nThat.\n", encoding="utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:  # root may read everything, whatever a file's mode is
        if path.name == "secret.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run(seeds) == 2
    what = "cannot be read (permission denied)"
    todo = "make it a text file that you may read, or move it out of the folder"
    assert f"{seeds}/secret.md:1: {what}; {todo}" in capsys.readouterr().err
    assert pages(seeds) == before


def _split_once(seeds: Path) -> dict[str, str]:
    (seeds / "notes.md").write_text("### What is one?\n\nA number.\n", encoding="utf-8")
    assert run(seeds) == 0
    return pages(seeds)
