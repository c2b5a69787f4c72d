"""The editor's decisions are read once for all that asks for them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import editorial_file
import pytest

MOVED = '[[moved]]\nfrom = ["topics/old"]\nto = "topics/new"\n'


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "editorial.toml"
    assert editorial_file.read(path) == ("", {})
    path.write_text(MOVED, encoding="utf-8")
    first = editorial_file.read(path)[1]
    assert first == {"moved": [{"from": ["topics/old"], "to": "topics/new"}]}
    assert editorial_file.read(path)[1] is first
    path.write_text(MOVED.replace("old", "older"), encoding="utf-8")
    assert editorial_file.read(path)[1]["moved"][0]["from"] == ["topics/older"]


def test_what_is_wrong_is_said_where_it_is_needed_and_not_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/seeds").mkdir(parents=True)
    (tmp_path / "docs/seeds/editorial.toml").write_text("[[moved\n", encoding="utf-8")
    monkeypatch.setattr(editorial_file, "ROOT", tmp_path)
    editorial_file.read_ahead(tmp_path)
    with pytest.raises(tomllib.TOMLDecodeError):
        editorial_file.read(tmp_path / "docs" / editorial_file.EDITORIAL)


def test_what_was_read_ahead_is_kept_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "docs/seeds/editorial.toml"
    path.parent.mkdir(parents=True)
    monkeypatch.setattr(editorial_file, "ROOT", tmp_path)
    asked: list[str] = []
    read = tomllib.loads

    def ask(text: str) -> dict[str, Any]:
        asked.append(text)
        return read(text)

    monkeypatch.setattr(tomllib, "loads", ask)
    for text in (MOVED, "", MOVED + "on = 2026-11-29\n"):
        path.write_text(text, encoding="utf-8")
        for _ in range(2):
            editorial_file.read_ahead(tmp_path)
            assert editorial_file.read(path)[1] == read(text)
            editorial_file._last[0] = ("-", {})
    assert asked == [MOVED, "", MOVED + "on = 2026-11-29\n"]
