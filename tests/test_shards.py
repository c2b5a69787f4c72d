"""A site built in shards is the one of a single build; a wrong shard is told by its name."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from shards.__main__ import NAME
from shards.archive import MANIFEST, is_safe, pack, read_manifest, unpack
from shards.gathering import gather, pick, split_of
from shards.groups import Part, group
from shards.manifest import Manifest, ShardError, inputs
from site_project import Project
from test_incremental import build, digests, project

__all__ = ["project"]  # the fixture: a small project with the real settings
PARTS = [Part(number, 4) for number in range(1, 5)]
CONTENT = b"<p>Page</p>"
FILES = {"site/a.html": (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))}


def step(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Do one step in a process of its own."""
    command = [sys.executable, "conf/shards", *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, check=False, env=environment, capture_output=True, encoding="utf-8"
    )


def test_four_shards_make_the_site_of_one_build_byte_for_byte(project: Project) -> None:
    folder = project.folder
    build(project, "whole")
    for name in ("read", "write"):
        told = [step(folder, name, str(part), "passed") for part in PARTS]
        assert [each.returncode for each in told] == [0] * 4, told
    assert step(folder, "merge", "passed", "merged").returncode == 0
    assert digests(folder / "merged") == digests(folder / "whole")
    # And one that is missing is named, and nothing changes.
    (folder / "passed/mundap-ko-3-of-4-pages.zip").unlink()
    before = digests(folder / "merged")
    refused = step(folder, "merge", "passed", "merged")
    assert (refused.returncode, "ko 3/4: its pages" in refused.stderr) == (2, True)
    assert digests(folder / "merged") == before


@pytest.fixture
def passed(tmp_path: Path) -> Path:
    """A folder with a shard of pages for each part of the English edition."""
    (tmp_path / "made").mkdir()
    (tmp_path / "made/a.html").write_bytes(CONTENT)
    (tmp_path / "passed").mkdir()
    for part in PARTS:
        manifest = Manifest("pages", "en", part.number, part.of, inputs(), ["a"], FILES)
        pack(tmp_path / "passed" / NAME.format(manifest), manifest, {"site": tmp_path / "made"})
    return tmp_path / "passed"


def rewrite(path: Path, change: Callable[[Manifest], Manifest], extra: str = "") -> None:
    """Pack a shard anew with another manifest, and with one more file."""
    manifest = change(read_manifest(path))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest.to_json())
        for name in [*manifest.files, *([extra] if extra else [])]:
            archive.writestr(name, CONTENT)


def use(folder: Path) -> None:
    """Look at all shards of a folder as a merge does."""
    found = gather(folder)
    for path, manifest in pick(
        found, "pages", ["en"], [Part(n, 4) for n in range(1, split_of(found) + 1)]
    ).items():
        unpack(path, manifest, folder / "out" / str(manifest.number))


def test_shards_that_fit_together_are_taken(passed: Path) -> None:
    use(passed)
    assert (passed / "out/4/site/a.html").read_bytes() == CONTENT


BREAKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "en 2/4: its pages shard is missing"),
    "no archive": (lambda path: path.write_bytes(b"PK"), "no shard ("),
    "of nobody": (lambda path: zipfile.ZipFile(path, "w").close(), "no shard ("),
    "of other texts": (
        lambda path: rewrite(path, lambda m: replace(m, inputs={**m.inputs, "texts": "0"})),
        "pages of en 2/4 was made from other texts than are here",
    ),
    "of other packages": (
        lambda path: rewrite(path, lambda m: replace(m, inputs={**m.inputs, "packages": "0"})),
        "pages of en 2/4 was made from other packages than are here",
    ),
    "of another split": (
        lambda path: rewrite(path, lambda m: replace(m, of=5)),
        "pages of en 2/5 is of another split, not into 4",
    ),
    "there twice": (
        lambda path: rewrite(path, lambda m: replace(m, number=1)),
        "pages of en 1/4 is there twice",
    ),
    "damaged": (
        lambda path: rewrite(path, lambda m: replace(m, files={"site/a.html": ("0" * 64, 11)})),
        "pages of en 2/4: site/a.html is damaged",
    ),
    "longer than it says": (
        lambda path: rewrite(
            path, lambda m: replace(m, files={k: (sha, 5) for k, (sha, _) in m.files.items()})
        ),
        "pages of en 2/4: site/a.html is damaged",
    ),
    "with a foreign file": (
        lambda path: rewrite(path, lambda m: m, "site/b.html"),
        "its files are not those of its manifest, as with 'site/b.html'",
    ),
    "that leads out": (
        lambda path: rewrite(
            path, lambda m: replace(m, files={"site/../../x": m.files["site/a.html"]})
        ),
        "'site/../../x' would lie outside of its pages",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_wrong_shard_is_told_by_its_name(passed: Path, name: str) -> None:
    path = passed / "mundap-en-2-of-4-pages.zip"
    break_it, expected = BREAKS[name]
    break_it(path)
    with pytest.raises(ShardError) as told:
        use(passed)
    assert expected in str(told.value)
    assert name == "missing" or str(path) in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "site/../x", "site//x", "site", "other/x", "site\\..\\x", "site/c:x"]
)
def test_no_name_leads_out(name: str) -> None:
    assert is_safe(name) is False


@pytest.mark.parametrize("text", ["0/4", "5/4", "1/0", "a", "1/257", "1/4/2", "-1/4"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write 2/4 for the second of four"):
        Part.parse(text)


def test_every_page_is_in_one_group_and_large_ones_are_spread_out(tmp_path: Path) -> None:
    names = [f"page-{number}" for number in range(10)]
    for number, name in enumerate(names):
        (tmp_path / f"{name}.md").write_text("x" * (100 + number), encoding="utf-8")
    groups = [group(tmp_path, names, part) for part in PARTS]
    assert sorted(name for each in groups for name in each) == names
    assert [
        len([n for n in ("page-9", "page-8", "page-7", "page-6") if n in g]) for g in groups
    ] == [1] * 4


def test_the_manifest_is_read_as_it_was_written() -> None:
    manifest = Manifest("pages", "en", 2, 4, {"texts": "1"}, ["a"], FILES)
    assert Manifest.from_json(manifest.to_json()) == manifest
    other = json.loads(manifest.to_json()) | {"format": 0}
    with pytest.raises(ValueError, match="of another version"):
        Manifest.from_json(json.dumps(other))
