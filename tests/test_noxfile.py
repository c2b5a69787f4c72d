"""Environments are made when they must be; a machine that cannot is told what to do."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import environments
import pytest

import noxfile


class Recorder:
    """Stands in for venv and pip: notes the calls, fails when told to."""

    def __init__(self) -> None:
        self.made: list[Path] = []
        self.fails = False

    def create(self, folder: Path, **_: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.made.append(folder)

    def run(self, command: list[str], **_: Any) -> None:
        assert "--require-hashes" in command
        if self.fails:
            raise subprocess.CalledProcessError(1, command)


@pytest.fixture
def recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(environments, "ROOT", tmp_path)
    monkeypatch.setattr(environments, "BUILD", tmp_path / "build")
    monkeypatch.setattr("venv.create", recorder.create)
    monkeypatch.setattr("subprocess.run", recorder.run)
    (tmp_path / "requirements-site.txt").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('requires-python = ">=3.11"\n', encoding="utf-8")
    return recorder


def test_an_environment_is_made_once(recorder: Recorder) -> None:
    assert environments.environment("site") == environments.environment("site")
    assert len(recorder.made) == 1


def test_a_changed_lock_makes_the_environment_again(recorder: Recorder, tmp_path: Path) -> None:
    environments.environment("site")
    (tmp_path / "requirements-site.txt").write_text("a==2\n", encoding="utf-8")
    environments.environment("site")
    assert len(recorder.made) == 2


def test_an_environment_that_was_left_half_made_is_made_again(recorder: Recorder) -> None:
    recorder.fails = True
    with pytest.raises(subprocess.CalledProcessError):
        environments.environment("site")
    recorder.fails = False
    environments.environment("site")
    assert len(recorder.made) == 2


def test_an_old_python_is_told_which_one_to_use(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert noxfile.bootstrap() == 2
    assert "run it with 3.11 or later" in capsys.readouterr().out
    assert recorder.made == []


def test_a_machine_without_pip_is_told_what_to_install(
    recorder: Recorder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements-nox.txt").write_text("nox==1\n", encoding="utf-8")
    recorder.fails = True
    assert noxfile.bootstrap() == 2
    assert "apt install python3-venv" in capsys.readouterr().out


def test_programs_of_node_are_installed_once_from_their_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(environments, "BUILD", tmp_path)
    monkeypatch.setattr("subprocess.run", lambda command, **_: calls.append(command))
    commands = [environments.node_program("/x/bin/python", "typescript/bin/tsc") for _ in range(2)]
    program = str(tmp_path / "nox/node/node_modules/typescript/bin/tsc")
    assert commands == [["/x/bin/node", program]] * 2
    assert [call[:3] for call in calls] == [["/x/bin/npm", "ci", "--ignore-scripts"]]
