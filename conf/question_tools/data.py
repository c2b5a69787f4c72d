"""What an editor and the splitter say about questions, in files beside the pages.

- `docs/related.toml`: `[[related]]` with `question = "q-…"` and `to = ["q-…", …]`.
- `docs/topics/sources.json`: `{"q-…": {"seed": "notes.txt", "lines": [5, 6]}}`, written by the
  splitter: the document and the lines that a question was made from.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Container
from pathlib import Path
from typing import Any, Final, NamedTuple

RELATED: Final = "related.toml"
SOURCES: Final = "topics/sources.json"


class Source(NamedTuple):
    """A seed document, and the first and the last line of a question in it."""

    seed: str
    first: int
    last: int


def read_related(path: Path, known: Container[str]) -> dict[str, list[str]]:
    """Read which questions an editor has related.

    Args:
        path: The TOML file; there may be none.
        known: The ids of all questions.

    Raises:
        ValueError: The file is not right, or names a question that is not there.
    """
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("related", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: cannot be read ({error}); mend the file") from error
    found: dict[str, list[str]] = {}
    for number, entry in enumerate(entries, 1):
        names = [entry.get("question"), *entry.get("to", ())]
        for name in names:
            if name not in known:
                raise ValueError(
                    f"{path}: entry {number}: no question {name!r}; write an id that a page has"
                )
        found.setdefault(names[0], []).extend(names[1:])
    return found


def read_sources(path: Path) -> dict[str, Source]:
    """Read where each question comes from; nothing if the splitter has not said so.

    Raises:
        ValueError: The file is not what the splitter writes.
    """
    if not path.is_file():
        return {}
    try:
        entries: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Source(str(entry["seed"]), min(entry["lines"]), max(entry["lines"]))
            for name, entry in entries.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: cannot be read ({error}); run scripts/split_seeds.py") from error
