"""The commands that we tell people to run are commands that exist, and a CI runs the same."""

import re
import shlex
import tomllib
from pathlib import Path

import environments
import nox.registry
import pytest

import noxfile

ROOT = noxfile.ROOT
COMMAND = re.compile(r"python3 noxfile\.py[^`#\n]*")
GUIDES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "*.yaml", ".github/workflows/*", "docs/*.md", "docs/contributing/*.md")
    for path in ROOT.glob(pattern)
    if COMMAND.search(path.read_text("utf-8"))
)


def commands(name: str) -> list[list[str]]:
    return [shlex.split(found) for found in COMMAND.findall((ROOT / name).read_text("utf-8"))]


def sessions_of(command: list[str]) -> list[str]:
    ours = command[: command.index("--")] if "--" in command else command
    return ours[ours.index("-s") + 1 :] if "-s" in ours else []


SESSIONS = set(nox.registry.get())


def test_guides_for_readers_and_for_hosts_name_commands() -> None:
    assert {"README.md", "CONTRIBUTING.md", ".readthedocs.yaml"} - set(GUIDES) == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_a_guide_names_sessions_that_exist(guide: str) -> None:
    named = [name for command in commands(guide) for name in sessions_of(command)]
    assert named
    assert set(named) - SESSIONS == set()


def test_contributing_names_every_session() -> None:
    named = {name for command in commands("CONTRIBUTING.md") for name in sessions_of(command)}
    assert SESSIONS - named == set()


def test_ci_runs_exactly_the_command_of_the_readme_that_checks_everything() -> None:
    checks = [command for command in commands("README.md") if "tests" in command]
    script = (ROOT / ".ci/run").read_text("utf-8").replace(" </dev/null", "")
    assert [shlex.split(found) for found in COMMAND.findall(script)] == checks


def test_ci_workflow_runs_what_ci_runs_here() -> None:
    steps = re.findall(
        r"(?m)^ +- run: (.*)$", (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    )
    matcher = 'echo "::add-matcher::.github/problem-matchers/catalogs.json"'
    assert steps == [matcher, ".ci/run"]


def test_hosts_use_pythons_that_the_project_allows() -> None:
    oldest = tuple(map(int, environments.oldest_python().split(".")))
    hosts = [".readthedocs.yaml", ".github/workflows/ci.yml"]
    lines = [
        re.findall(r"(?m)^ +python: (.*)$", (ROOT / host).read_text("utf-8")) for host in hosts
    ]
    used = [[tuple(map(int, n)) for n in re.findall(r"(\d+)\.(\d+)", line)] for [line] in lines]
    assert [versions for versions in used if min(versions) < oldest] == []
    assert min(used[1]) == oldest  # the CI tries the oldest, too


def test_languages_are_those_of_the_one_list() -> None:
    table = tomllib.loads((ROOT / "locales/languages.toml").read_text("utf-8"))
    source = table.pop("source")
    assert noxfile.languages() == (source, list(table))
    folders = {path.parent.name for path in (ROOT / "locales").glob("*/LC_MESSAGES")}
    assert folders == set(table) - {source}


def test_no_other_file_lists_the_languages() -> None:
    _, codes = noxfile.languages()
    quoted = [re.compile(rf"[\"']{code}[\"']") for code in codes]
    places = [Path("noxfile.py"), *Path("conf").rglob("*.*"), *Path("scripts").rglob("*.py")]
    found = [
        f"{place}: {group}"
        for place in places
        for group in re.findall(r"[\[({][^\[({\])}]*", (ROOT / place).read_text("utf-8", "replace"))
        if all(code.search(group) for code in quoted)
    ]
    assert found == []
