"""What git holds is fit for every machine: no registry's host, no path of one machine."""

import re
import subprocess
from pathlib import Path

import pytest

import noxfile

# Put together here, so that this file names none, either.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("golang", "org"),
    )
]
FOLDERS = ["work", "root", "home", "Users", "opt"]
FORBIDDEN = {
    "a package registry's host": re.compile("(?i)" + "|".join(map(re.escape, HOSTS))),
    "a path of one machine": re.compile(rf"(?<![\w.~/-])/(?:{'|'.join(FOLDERS)})/[\w.]"),
}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=noxfile.ROOT, capture_output=True, check=True
    ).stdout
    paths = [noxfile.ROOT / name for name in listed.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    found = [
        f"{path.relative_to(noxfile.ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a package registry's host", f"--index-url https://files.{HOSTS[1]}/simple"),
        ("a path of one machine", f"see /{FOLDERS[1]}/notes"),
    ],
)
def test_what_is_forbidden_would_be_found(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)


def test_nothing_that_is_built_is_tracked() -> None:
    built = re.compile(r"^build/|^(?!tests/data/).*\.(?:mo|pot|pyc)$")
    names = [path.relative_to(noxfile.ROOT).as_posix() for path in tracked()]
    assert [name for name in names if built.search(name)] == []
