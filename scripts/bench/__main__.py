"""Measures builds of several sizes: `python scripts/bench --sizes 90 1000`, `--peers`, `--full`.

Prints a table and writes build/bench/results.json. Times are of this machine in this hour; the
ratios to plain Sphinx with Furo, measured in the same run, are what can be compared.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from language_list import read_languages

from bench.content import SEED, make_project
from bench.measure import FailedError, Usage, run, size_of
from bench.peers import make_plain

ROOT: Final = Path(__file__).resolve().parent.parent.parent
WORK: Final = ROOT / "build/bench"
SIZES: Final = (90, 1_000, 5_000)
COLUMNS: Final = (
    "questions split catalogs start read write index edition_cpu site_cpu site_wall memory_mb "
    "output_mb edit_wall plain_en_cpu plain_site_cpu edition_ratio site_ratio"
).split()


def main(argv: Sequence[str] | None = None) -> int:
    """Measure: 0, or 1 when a build failed."""
    args = _arguments(argv)
    rows = []
    try:
        for size in [*args.sizes, *([50_000] if args.full else [])]:
            rows.append(measure(size, args.runs, peers=args.peers))
            write(rows)
    except FailedError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(rows))
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of questions")
    parser.add_argument("--full", action="store_true", help="50,000 questions, too")
    parser.add_argument("--peers", action="store_true", help="plain Sphinx with Furo, too")
    parser.add_argument("--runs", type=int, default=1, help="medians of so many runs")
    return parser.parse_args(argv)


def measure(size: int, runs: int, *, peers: bool) -> dict[str, Any]:
    """Return one row of the table.

    Args:
        size: The number of questions.
        runs: How often each build is measured; the medians count.
        peers: Whether to build with plain Sphinx and Furo, too.
    """
    project = WORK / str(size)
    say(size, "making the content")
    row: dict[str, Any] = {"questions": make_project(ROOT, project, size)}
    for phase, tool in (("split", "split_seeds.py"), ("catalogs", "check_catalogs.py")):
        say(size, phase)
        row[phase] = run([sys.executable, f"scripts/{tool}"], project).cpu
    editions = [_edition(size, project, "conf", "en") for _ in range(runs)]
    row["edition_cpu"] = median(used.cpu for used in editions)
    row |= json.loads((project / "bench.log").read_text(encoding="utf-8").splitlines()[-1])
    sites = [_site(size, project) for _ in range(runs)]
    row["site_cpu"] = median(used.cpu for used in sites)
    row["site_wall"] = median(used.wall for used in sites)
    row["memory_mb"] = median(used.memory for used in sites)
    row["output_mb"] = size_of(project / "build/site") / 1e6
    row["edit_wall"] = _edit(size, project)
    return row | (_compare(size, project, row, runs) if peers else {})


def _edition(size: int, project: Path, conf: str, language: str) -> Usage:
    say(size, f"one edition, {language} of {project.name}")
    phases = str(Path(__file__).with_name("phases.py"))
    return run([sys.executable, phases, conf, language, f"build/one/{language}"], project)


def _site(size: int, project: Path) -> Usage:
    say(size, "all editions")
    return run([sys.executable, "conf/build_site.py", "build/site"], project)


def _edit(size: int, project: Path) -> float:
    say(size, "one paragraph changed")
    seeds = project / "docs/seeds"
    path = seeds / SEED if (seeds / SEED).is_file() else next(seeds.glob("*.txt"))
    text = path.read_text(encoding="utf-8")
    changed = text.replace("Heuristics are", "Heuristics always are", 1)
    path.write_text(changed, encoding="utf-8", newline="\n")
    split = run([sys.executable, "scripts/split_seeds.py"], project)
    return split.wall + _site(size, project).wall


def _compare(size: int, project: Path, row: dict[str, Any], runs: int) -> dict[str, float]:
    plain = project.with_name(f"{project.name}-plain")
    make_plain(project, plain)
    found = read_languages(ROOT / "locales/languages.toml")
    codes = [found.source.code, *found.targets]
    every = [[_edition(size, plain, "conf", code).cpu for code in codes] for _ in range(runs)]
    en, site = median(cpu[0] for cpu in every), median(map(sum, every))
    ratios = {"edition_ratio": row["edition_cpu"] / en, "site_ratio": row["site_cpu"] / site}
    return {"plain_en_cpu": en, "plain_site_cpu": site, **ratios}


def say(size: int, what: str) -> None:
    """Tell on the terminal what is being done."""
    print(f"[{size:,} questions] {what} …", file=sys.stderr, flush=True)


def write(rows: list[dict[str, Any]]) -> None:
    """Write what is known so far, with the versions that it is about."""
    packages = ("sphinx", "furo", "myst-parser", "docutils")
    facts = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
        "rows": rows,
    }
    path = WORK / "results.json"
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8", newline="\n")


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table with a line for each measured thing."""
    lines = ["| | " + " | ".join(f"{row['questions']:,}" for row in rows) + " |"]
    lines.append("| --- |" + " ---: |" * len(rows))
    for name in COLUMNS[1:]:
        if any(name in row for row in rows):
            cells = [f"{row[name]:.2f}" if name in row else "" for row in rows]
            lines.append(f"| {name.replace('_', ' ')} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
