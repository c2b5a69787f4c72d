"""Keeps docs/history.toml: the day on which each question was added, and last changed.

Feeds need dates that are the same wherever the site is built. The time of a build is not, and a
host that clones only the last commit does not know the history of a file; so the dates are
committed. Only a question whose English differs from what was there last gets a new one.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
HISTORY: Final = ROOT / "docs" / "history.toml"
TOPICS: Final = ROOT / "docs" / "topics"
TARGET: Final = re.compile(r"^\((q-[a-z0-9-]+)\)=$", re.MULTILINE)
KEYWORDS: Final = re.compile(r"^:::\{index\}.*?^:::$", re.MULTILINE | re.DOTALL)
HEAD: Final = """\
# When each question was added and last changed: made by `python3 noxfile.py -s catalogs`, not by
# hand. `digest` tells whether a question is still the one that the date is about.
"""


def questions_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each question of a topic page and a digest of what readers see of it."""
    _, *parts = TARGET.split(page)
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        seen = " ".join(KEYWORDS.sub("", text).split())
        yield name, hashlib.sha256(seen.encode()).hexdigest()[:12]


def updated(history: dict[str, Any], digests: dict[str, str], today: date) -> dict[str, Any]:
    """Return the history with new dates for what is new or has changed.

    Args:
        history: What the file has: `added`, `changed` and `digest` by id.
        digests: The digest of each question that there is now.
        today: The date for what has changed.
    """
    fresh: dict[str, Any] = {}
    for name, digest in sorted(digests.items()):
        known = history.get(name, {"added": today})
        same = known.get("digest") == digest
        changed = known["changed"] if same else today
        fresh[name] = {"added": known["added"], "changed": changed, "digest": digest}
    return fresh


def as_toml(history: dict[str, Any]) -> str:
    """Return the content of the file."""
    rows = [
        f'["{name}"]\nadded = {row["added"]}\nchanged = {row["changed"]}\n'
        f'digest = "{row["digest"]}"'
        for name, row in history.items()
    ]
    return "\n\n".join([HEAD.rstrip(), *rows]) + "\n"


def read(path: Path) -> dict[str, Any]:
    """Return what a history file has; nothing if there is none.

    Raises:
        ValueError: It is no history; the message says where and what to do.
    """
    if not path.is_file():
        return {}
    advice = "take the file back from git"
    try:
        history = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}:1: {error}; {advice}") from error
    for name, row in history.items():
        if not _is_row(row):
            raise ValueError(f"{path}:1: [{name}] lacks added, changed or digest; {advice}")
    return history


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and {"added", "changed", "digest"} <= row.keys()


def main(argv: list[str], history: Path = HISTORY, topics: Path = TOPICS) -> int:
    """Bring the history up to date.

    Args:
        argv: `--check` writes nothing.
        history: The file with the history.
        topics: The folder with the topic pages.

    Returns:
        0; 1 when `--check` finds a question without its date; 2 when the file cannot be read.
    """
    parser = argparse.ArgumentParser(description=__doc__, prog="question_history.py")
    parser.add_argument("--check", action="store_true", help="exit 1 when a date is missing")
    check = parser.parse_args(argv).check
    try:
        known = read(history)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    pages = [path.read_text(encoding="utf-8") for path in sorted(topics.glob("*.md"))]
    digests = dict(pair for page in pages for pair in questions_of(page))
    fresh = updated(known, digests, datetime.now(UTC).date())
    stale = sorted(
        {name for name, row in fresh.items() if known.get(name) != row} | known.keys() - fresh
    )
    if check:
        for name in stale:
            print(f"{history}:1: {name} has changed; run `python3 noxfile.py -s catalogs`")
        return int(bool(stale))
    if stale:
        temporary = history.with_suffix(".new")
        temporary.write_text(as_toml(fresh), encoding="utf-8", newline="\n")
        temporary.replace(history)
    print(f"{history.name}: {len(stale)} of {len(fresh)} questions have a new date")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
