"""What is measured: our build and those of others, on the same content."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

from language_list import read_languages

from bench.content import SEED, make_project
from bench.measure import Usage, run, size_of
from bench.peers import make_mkdocs, make_plain, make_vitepress

# Called with our root, the folder of the project, the number of questions and that of runs.
Measure = Callable[[Path, Path, int, int], dict[str, Any]]
BEFORE: Final = "They"  # in a paragraph of the content's seed and of a page
AFTER: Final = "All of them"


@dataclass(frozen=True)
class Contender:
    """A name, and what builds the content and returns what was measured."""

    name: str
    measure: Measure


def ours(root: Path, project: Path, size: int, runs: int) -> dict[str, Any]:
    """Measure our build: tools, one edition by its phases, the whole site, one edit."""
    make_project(root, project, size)
    row: dict[str, Any] = {}
    for phase, tool in (("split", "split_seeds.py"), ("catalogs", "check_catalogs.py")):
        row[phase] = run([sys.executable, f"scripts/{tool}"], project).cpu
    phases = str(Path(__file__).with_name("phases.py"))
    command = [sys.executable, phases, "conf", "en", "build/one/en"]
    row |= _middle("edition", (run(command, project) for _ in range(runs)))
    row |= json.loads((project / "bench.log").read_text(encoding="utf-8").splitlines()[-1])
    build = [sys.executable, "conf/build_site.py", "build/site"]
    row |= _middle("site", (run([*build, "--clean"], project) for _ in range(runs)))
    row["output_mb"] = size_of(project / "build/site") / 1e6
    seeds = project / "docs/seeds"
    _edit(seeds / SEED if (seeds / SEED).is_file() else next(seeds.glob("*.txt")))
    split = run([sys.executable, "scripts/split_seeds.py"], project)
    return row | {"edit_wall": split.wall + run(build, project).wall}


def plain_sphinx(root: Path, project: Path, _size: int, runs: int) -> dict[str, Any]:
    """Measure plain Sphinx with Furo: each edition, one after the other, and one edit of both."""
    folder = _beside(project, "plain")
    make_plain(project, folder)

    languages = read_languages(root / "locales/languages.toml")
    codes = [languages.source.code, *languages.targets]

    def build(language: str, *options: str) -> Usage:
        command = [sys.executable, "-m", "sphinx", "-q", "-c", "conf", "-D", f"language={language}"]
        return run([*command, *options, "docs", f"out/{language}"], folder)

    every = [[build(code, "-E", "-a") for code in codes] for _ in range(runs)]
    row = _middle("edition", (editions[0] for editions in every))
    row |= _middle("site", (_together(editions) for editions in every))
    row["output_mb"] = size_of(folder / "out") / 1e6
    _edit(next(_pages(folder / "docs")))
    return row | {"edit_wall": sum(build(code).wall for code in codes)}


def mkdocs(program: Sequence[str]) -> Measure:
    """Return what measures Material for MkDocs, which builds all languages at once."""
    return _at_once("mkdocs", make_mkdocs, [*program, "build", "--quiet", "--site-dir", "out"])


def vitepress(program: Sequence[str]) -> Measure:
    """Return what measures VitePress, which builds all languages at once."""
    packages = Path(program[-1]).parents[2]
    make = partial(make_vitepress, packages=packages)
    return _at_once("vitepress", make, [*program, "build", "pages"])


def _at_once(name: str, make: Callable[[Path, Path], None], command: Sequence[str]) -> Measure:
    def measure(_root: Path, project: Path, _size: int, runs: int) -> dict[str, Any]:
        folder = _beside(project, name)
        make(project, folder)
        row = _middle("site", (run(command, folder) for _ in range(runs)))
        row["output_mb"] = size_of(folder / "out") / 1e6
        _edit(next(_pages(folder / "pages")))
        return row | {"edit_wall": run(command, folder).wall}

    return measure


def _beside(project: Path, name: str) -> Path:
    folder = project.with_name(f"{project.name}-{name}")
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _pages(folder: Path) -> Iterator[Path]:
    return (
        path for path in sorted(folder.rglob("topics/*.md")) if BEFORE in path.read_text("utf-8")
    )


def _edit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if BEFORE not in text:
        raise ValueError(f"{path}: has no {BEFORE!r} to change")
    path.write_text(text.replace(BEFORE, AFTER, 1), encoding="utf-8", newline="\n")


def _middle(name: str, usages: Iterable[Usage]) -> dict[str, float]:
    found = list(usages)
    return {
        f"{name}_cpu": median(used.cpu for used in found),
        f"{name}_wall": median(used.wall for used in found),
        f"{name}_mb": median(used.memory for used in found),
    }


def _together(usages: Sequence[Usage]) -> Usage:
    cpu, wall = (sum(values) for values in zip(*((u.cpu, u.wall) for u in usages), strict=True))
    return Usage(cpu, wall, max(used.memory for used in usages))
