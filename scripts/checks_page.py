"""Writes docs/contributing/checks.md from the docstrings of the catalog checks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog_checks import CHECKS
from catalog_checks.registry import Severity

PAGE = Path(__file__).resolve().parent.parent / "docs/contributing/checks.md"
BANNER = "% Written by scripts/checks_page.py from the docstrings of the checks, not by hand."
INTRODUCTION = """# What the checks look for

Before a catalog is taken in, a program reads it with the same parser that builds the pages, and \
compares each translation with its English. This page lists what it looks for; the names are those \
in its messages.

Where the translation is right and a check is wrong for once, say so in a comment above the \
entry, `# check: ignore=<name> <reason>`: which check, and why. Checks that keep readers safe \
cannot be turned off."""
PARTS = {
    Severity.CRITICAL: "## Mistakes\n\nThese stop a build: a reader would see them, or worse.",
    Severity.WARNING: "## Warnings\n\nThese are worth a second look. A build goes on.",
}


def checks_text() -> str:
    """The whole page."""
    return "\n\n".join([BANNER, INTRODUCTION, *_parts()]) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page; with --check write nothing and return 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    args = parser.parse_args(argv)
    text = checks_text()
    if not args.check:
        args.out.write_text(text, encoding="utf-8", newline="\n")
    elif not args.out.is_file() or args.out.read_text(encoding="utf-8") != text:
        print(f"{args.out}:1: not what the checks say; run python scripts/checks_page.py")
        return 1
    return 0


def _parts() -> Iterator[str]:
    for severity, introduction in PARTS.items():
        yield introduction
        for name in sorted(CHECKS):
            check = CHECKS[name]
            if check.severity is severity:
                yield f"### {name}\n\n{check.sentence}\n\n- Bad: {check.bad}\n- Good: {check.good}"


if __name__ == "__main__":
    sys.exit(main())
