"""Splits the seed documents into the topic pages: docs/seeds in, docs/topics out."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from candidates import candidates_text
from editorial import NAME
from ledger import ledger_json, ledger_text, summary
from page_files import read_pages, stale_files, write_pages
from qa_model import BadInputError
from splitting import Result, split
from updating import Folders, update

__all__ = ["Result", "main", "split", "write_pages"]

ROOT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command: 0 when all is well, 1 when --check finds stale pages, 2 for bad input."""
    args = _arguments(argv)
    folders = Folders(
        args.seeds, _shown(args.seeds), args.out, _shown(args.out), _record(args), args.report
    )
    try:
        return _check(folders) if args.check else _write(folders, args)
    except BadInputError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        where, why = error.filename or args.out, error.strerror or error
        print(f"{where}:1: cannot be written ({why}); the old pages stay", file=sys.stderr)
    return 2


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=ROOT / "docs/seeds", help="folder to read")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/topics", help="folder to write")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--report", action="store_true", help="print where every line went")
    ledger = ROOT / "build/ledger.json"
    parser.add_argument("--ledger", type=Path, default=ledger, help="where --report writes JSON")
    return parser.parse_args(argv)


def _check(folders: Folders) -> int:
    old = read_pages(folders.out)
    result = split(folders.seeds, folders.shown, old, folders.shown_out, folders.out)
    stale = stale_files(result.files, old, folders.out)
    for name in stale:
        advice = "not what the seeds say; run python scripts/split_seeds.py"
        print(f"{folders.shown_out}/{name}:1: {advice}")
    return 1 if stale else 0


def _write(folders: Folders, args: argparse.Namespace) -> int:
    done = update(folders)
    for notice in done.notices:
        print(notice)
    files = f"{done.changed} of {len(done.pages) + 2} files changed"
    print(f"{summary(done.pages.values(), done.roles)}; {files}")
    alike = candidates_text(done.asked)
    if alike and not args.report:
        count = alike.count("[[related]]")
        print(f"{count} pairs of questions ask nearly the same; --report prints what to decide")
    if args.report:
        print(ledger_text(done.ledger), end="")
        if alike:
            print(f"\nQuestions that ask nearly the same, for {folders.shown}/{NAME}:\n\n{alike}")
        args.ledger.parent.mkdir(parents=True, exist_ok=True)
        args.ledger.write_text(ledger_json(done.ledger), encoding="utf-8", newline="\n")
    return 0


def _record(args: argparse.Namespace) -> Path:
    """Where the record of the last run from these seeds to these pages lies."""
    both = f"{args.seeds.resolve()}\n{args.out.resolve()}"
    return ROOT / f"build/split/{hashlib.sha256(both.encode()).hexdigest()[:16]}.json"


def _shown(path: Path) -> str:
    """A path as messages name it: relative to the project where it lies there."""
    full = path.resolve()
    return full.relative_to(ROOT).as_posix() if full.is_relative_to(ROOT) else path.as_posix()


if __name__ == "__main__":
    sys.exit(main())
