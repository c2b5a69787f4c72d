"""What an editor and the splitter say about questions, in files beside the pages.

- `docs/seeds/editorial.toml`: `[[related]]` with `text = "a question"` and `to = ["others"]`, as
  their pages have them, or by their ids.
- `docs/topics/sources.json`: `{"q-…": {"seed": "notes.txt", "lines": [5, 6]}}`, written by the
  splitter: the document and the lines that a question was made from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import editorial_file
from page_parts.questions import SiteQuestion

SOURCES: Final = "topics/sources.json"
ENTRY: Final = re.compile(r"\s*\[\[\s*related\s*\]\]")
MARKUP: Final = re.compile(r"[*`\\]")


class Source(NamedTuple):
    """A seed document, and the first and the last line of a question in it."""

    seed: str
    first: int
    last: int


def read_related(path: Path, questions: Iterable[SiteQuestion]) -> dict[str, list[str]]:
    """Read which questions an editor has related.

    Args:
        path: The TOML file; there may be none.
        questions: All questions.

    Returns:
        The ids of others by a question's id, in the editor's order.

    Raises:
        ValueError: The file is not right, or an entry quotes a question that is not there, or one
            of two that have the same words.
    """
    try:
        text, known = editorial_file.read(path)
    except ValueError as error:
        raise ValueError(f"{path}:1: cannot be read ({error}); mend the file") from error
    entries = known.get("related", [])
    named = _by_words(questions) if entries else {}
    found: dict[str, list[str]] = {}
    for line, entry in zip(_lines(text), entries, strict=True):
        ids = []
        for words in (entry.get("text"), *entry.get("to", ())):
            which = named.get(_plain(str(words)), [])
            if len(which) != 1:
                many = f"{len(which)} questions" if which else "no question"
                todo = "write its id, q-…" if which else "quote one as its page has it"
                raise ValueError(f"{path}:{line}: [[related]]: {many} {words!r}; {todo}")
            ids += which
        found.setdefault(ids[0], []).extend(ids[1:])
    return found


def _by_words(questions: Iterable[SiteQuestion]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for question in questions:
        for words in (question.id, _plain(question.title_source)):
            found.setdefault(words, []).append(question.id)
    return found


def _plain(words: str) -> str:
    return " ".join(MARKUP.sub("", words).split())


def _lines(text: str) -> Iterator[int]:
    """Yield the line on which each entry begins; tomllib tells none."""
    yield from (n for n, line in enumerate(text.splitlines(), 1) if ENTRY.match(line))


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
