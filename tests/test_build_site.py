"""The whole site is built, or nothing of it changes and what is wrong is told."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import anki_decks
import books
import build_site
import editions_build
import feed
import pytest
import question_data
from site_languages import read_languages

SOURCE = read_languages().source
CODES = [language.code for language in read_languages().all]
QUESTION = {
    "id": "q-first",
    "url": "https://notes.example/a.html#q-first",
    "topic": {"id": "a", "title": "A topic"},
    "question": "Why?",
    "answer": {"html": "<p>So.</p>"},
    "plain": None,
}


def fake_editions(languages: list[str], out: Path, doctrees: Path, **_: object) -> list[str]:
    assert doctrees.parent == out
    for language in languages:
        (out / language).mkdir()
        (out / language / "index.html").write_text(language, encoding="utf-8")
    return [""] * len(languages)


@pytest.fixture
def old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(editions_build, "build", fake_editions)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "removed.html").write_text("old", encoding="utf-8")
    return tmp_path / "site"


def test_a_new_site_replaces_the_old_one_whole(old_site: Path) -> None:
    assert build_site.main([str(old_site)]) == 0
    pages = [path.name for path in old_site.iterdir() if path.is_file()]
    assert sorted(path.name for path in old_site.iterdir() if path.is_dir()) == sorted(CODES)
    assert "index.html" in pages
    assert "removed.html" not in pages


def test_a_failed_edition_leaves_the_old_site_and_is_told(
    old_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail_translations(languages: list[str], *_: Path, **_more: object) -> list[str]:
        return ["", *(f"topics/a.md:1: lost link in {each}\n" for each in languages[1:])]

    monkeypatch.setattr(editions_build, "build", fail_translations)
    assert build_site.main([str(old_site)]) == 1
    assert [path.name for path in old_site.iterdir()] == ["removed.html"]
    told = capsys.readouterr().err
    assert [code for code in CODES if f"lost link in {code}" in told] == CODES[1:]


def test_a_wrong_list_of_languages_leaves_the_old_site(
    old_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise ValueError("locales/languages.toml: [ko] has no name")

    monkeypatch.setattr(build_site, "read_languages", refuse)
    assert build_site.main([str(old_site)]) == 2
    assert [path.name for path in old_site.iterdir()] == ["removed.html"]
    assert "[ko] has no name" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["one", "two"]])
def test_a_wrong_call_says_how(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert build_site.main(arguments) == 2
    assert "usage: " in capsys.readouterr().err


def test_an_edition_tells_what_sphinx_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "conf").symlink_to(editions_build.ROOT / "conf")
    (tmp_path / "locales").symlink_to(editions_build.ROOT / "locales")
    (tmp_path / "docs" / "index.md").write_text("# Title\n\n{ref}`nowhere`\n", encoding="utf-8")
    monkeypatch.setattr(editions_build, "ROOT", tmp_path)
    (tmp_path / "out").mkdir()
    told = editions_build.build([SOURCE], tmp_path / "out", tmp_path / "doctrees")
    assert ["undefined label: 'nowhere'" in text for text in told] == [True]
    assert f"[{SOURCE}] " in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="editions are copies of a process on Linux")
def test_a_process_is_copied_until_a_library_has_started_threads() -> None:
    program = (
        "import editions_build as e, minified as s\n"
        "before = e._may_be_copied()\n"
        "s.minified('let a = 1;')\n"
        "print(before, e._may_be_copied())\n"
    )
    command, folder = [sys.executable, "-c", program], editions_build.ROOT / "conf"
    said = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    assert said.split() == ["True", "False"]


@pytest.mark.parametrize("extensions", [["anki_decks"], ["anki_decks", "question_data"]])
def test_the_data_that_only_decks_are_made_of_does_not_stay(
    extensions: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions_build, "extensions", lambda: extensions)
    for code in CODES:
        (tmp_path / code).mkdir()
        content = {"title": "Notes", "questions": [{**QUESTION, "language": code}]}
        (tmp_path / code / question_data.file_name(code)).write_text(json.dumps(content), "utf-8")
        (tmp_path / code / question_data.SCHEMA).write_text("{}", "utf-8")
    build_site.finish(tmp_path, tmp_path.with_name("kept"))
    assert {path.suffix for path in tmp_path.rglob("*.*")} == (
        {".apkg", ".json"} if "question_data" in extensions else {".apkg"}
    )


@pytest.mark.parametrize("extension", [anki_decks, books, feed])
def test_who_needs_the_data_has_it_written(extension: ModuleType) -> None:
    app = Mock()
    extension.setup(app)
    app.setup_extension.assert_called_once_with("question_data")
