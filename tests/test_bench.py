"""The benchmark's content is the same each time, of the size that was asked for, and splits."""

from __future__ import annotations

import sys
from pathlib import Path

import polib
import pytest
from bench import content, measure, peers
from split_seeds import split

import noxfile


def test_content_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    assert content.make_project(noxfile.ROOT, tmp_path / "made", 130) == 130
    seeds = tmp_path / "made/docs/seeds"
    found = split(seeds, "docs/seeds", {}, "docs/topics")
    assert sum(len(topic.questions) for topic in found.topics) == 130


def test_the_same_size_is_the_same_content(tmp_path: Path) -> None:
    for name in ("one", "two"):
        content.make_project(noxfile.ROOT, tmp_path / name, 150)
    texts = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "one/docs/seeds", tmp_path / "two/docs/seeds")
    ]
    assert texts[0] == texts[1]


def test_every_paragraph_of_made_content_is_translated() -> None:
    made = list(content.make_questions(content.read_pool(noxfile.ROOT), 30))
    known = {entry.msgid for entry in content.catalog(content.topic_title(1), made)}
    assert known >= {pair.en for one in made for pair in (one.title, *one.paragraphs)}
    assert isinstance(content.catalog(content.topic_title(1), made), polib.POFile)


def test_plain_pages_lack_what_only_our_directives_fill(tmp_path: Path) -> None:
    (tmp_path / "a/docs").mkdir(parents=True)
    (tmp_path / "a/locales").mkdir()
    text = "# T\n\n:::{questions}\n:::\n\n:::{note}\nKept\n:::\n"
    (tmp_path / "a/docs/t.md").write_text(text, encoding="utf-8")
    peers.make_plain(tmp_path / "a", tmp_path / "b")
    found = (tmp_path / "b/docs/t.md").read_text(encoding="utf-8")
    assert found == "# T\n\n\n:::{note}\nKept\n:::\n"


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(measure.FailedError, match="went wrong"):
        measure.run([sys.executable, "-c", "import sys; sys.exit('it went wrong')"], tmp_path)
