"""An edition builds clean, the same each time, in one process or several."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_project import PAGES, Project, text_of

import noxfile


def contents(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "first")
    project.write(PAGES)
    project.translate("index", {"Welcome": "환영합니다"})
    return project


@pytest.mark.parametrize("language", ["en", "ko"])
def test_builds_without_a_warning(project: Project, language: str) -> None:
    built = project.build(language)
    assert (built.status, "WARNING" in built.output) == (0, False), built.output


def test_two_builds_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    again = Project(tmp_path / "second")
    again.write(PAGES)
    again.translate("index", {"Welcome": "환영합니다"})
    assert contents(again.build("ko").folder) == contents(project.build("ko").folder)


def test_two_processes_build_what_one_builds(tmp_path: Path) -> None:
    many = {f"page-{number}": f"# Page {number}\n\nText.\n" for number in range(8)}
    names = "".join(f"{name}\n" for name in many)
    pages = {**PAGES, **many, "more": f"# More\n\n```{{toctree}}\n{names}```\n"}
    pages["index"] = pages["index"].replace("generative-ai\n", "generative-ai\nmore\n")
    alone, together = Project(tmp_path / "alone"), Project(tmp_path / "together")
    alone.write(pages)
    together.write(pages)
    expected = contents(alone.build("en").folder)
    assert contents(together.build("en", "-j", "2").folder) == expected


def test_a_language_that_is_not_in_the_list_is_refused_with_advice(project: Project) -> None:
    built = project.build("fr")
    assert built.status == 2
    assert "language 'fr' is not in locales/languages.toml (en, ko)" in built.output


def test_nothing_is_suppressed_and_the_settings_stay_settings() -> None:
    settings = (noxfile.ROOT / "conf" / "conf.py").read_text(encoding="utf-8")
    assert ("suppress_warnings" in settings, "def " in settings) == (False, False)
    assert len(settings.splitlines()) < 100


def test_code_of_any_kind_is_shown_and_no_reason_to_warn(tmp_path: Path) -> None:
    project = Project(tmp_path)
    code = "```json\n{'half\n```\n\n```no-such-language\nx\n```\n\n```python\nx = 1\n```\n"
    project.write({"index": f"# Home\n\n{code}"})
    built = project.build("en")
    assert (built.status, "WARNING" in built.output) == (0, False), built.output
    blocks = [text_of(block) for block in built.page("index.html").select("pre")]
    assert blocks == ["{'half", "x", "x = 1"]
