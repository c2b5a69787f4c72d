"""Measures builds of several sizes: `python scripts/bench --sizes 90 1000`, `--peers`, `--full`.

Prints a table and writes build/bench/results.json; `--page` puts the table into the page for
maintainers. Times are of this machine in this hour; the ratios to plain Sphinx with Furo, measured
in the same run, are what can be compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.contenders import Contender, mkdocs, ours, plain_sphinx, vitepress
from bench.measure import FailedError
from bench.report import facts, put_into_page, table

ROOT: Final = Path(__file__).resolve().parent.parent.parent
WORK: Final = ROOT / "build/bench"
PAGE: Final = ROOT / "docs/contributing/builds.md"
SIZES: Final = (90, 1_000, 5_000)
WIDTH: Final = 24  # of the progress bar


def main(argv: Sequence[str] | None = None) -> int:
    """Measure: 0, or 1 when a build failed."""
    args = _arguments(argv)
    sizes = [*args.sizes, *([50_000] if args.full else [])]
    contenders = _contenders(args)
    rows = []
    try:
        for number, size in enumerate(sizes):
            for place, contender in enumerate(contenders):
                say(number * len(contenders) + place, len(sizes) * len(contenders), size, contender)
                row = contender.measure(ROOT, WORK / str(size), size, args.runs)
                rows.append({"size": size, "builder": contender.name, **row})
                _write(rows)
    except FailedError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"\r{' ' * 79}\r{table(rows)}")
    if args.page:
        PAGE.write_text(put_into_page(PAGE.read_text(encoding="utf-8"), rows), encoding="utf-8")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of questions")
    parser.add_argument("--full", action="store_true", help="50,000 questions, too")
    parser.add_argument("--peers", action="store_true", help="others on the same content, too")
    parser.add_argument("--runs", type=int, default=1, help="medians of so many runs")
    parser.add_argument("--page", action="store_true", help="write the table into the page")
    parser.add_argument("--mkdocs", help="the program mkdocs; nox says it")
    parser.add_argument("--vitepress", nargs="+", help="what runs VitePress; nox says it")
    return parser.parse_args(argv)


def _contenders(args: argparse.Namespace) -> list[Contender]:
    found = [Contender("Mundap", ours)]
    if args.peers:
        found.append(Contender("Sphinx + Furo", plain_sphinx))
        found += [Contender("Material for MkDocs", mkdocs([args.mkdocs]))] if args.mkdocs else []
        found += [Contender("VitePress", vitepress(args.vitepress))] if args.vitepress else []
    return found


def say(done: int, total: int, size: int, contender: Contender) -> None:
    """Show on the terminal how far the run is."""
    bar = "█" * (WIDTH * done // total)
    text = f"[{bar:<{WIDTH}}] {done}/{total} {size:,} questions: {contender.name} …"
    print(f"\r{text:<79}", end="", file=sys.stderr, flush=True)


def _write(rows: list[dict[str, object]]) -> None:
    text = json.dumps({**facts(), "rows": rows}, indent=1) + "\n"
    (WORK / "results.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
