"""Where each question comes from: the file docs/topics/sources.json, which the site shows.

``{"q-…": {"seed": "notes.txt", "lines": [first, last]}}``, the lines those of the question with its
answer, in the order of the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from qa_model import Entry, Topic

NAME = "sources.json"


def sources_text(topics: Iterable[Topic]) -> str:
    """The file for all questions of some topics, a line for each question."""
    return file_of(source_row(q.id, q.in_depth.entry) for t in topics for q in t.questions)


def source_row(name: str, entry: Entry) -> str:
    """The row of one question; its id needs no quoting."""
    lines = [number for number, text in entry.answer if number and text and not text.isspace()]
    lines += [entry.line, *entry.lines[-1:]]
    return f'"{name}": {{"seed": {_quoted(entry.seed)}, "lines": [{min(lines)}, {max(lines)}]}}'


@lru_cache
def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def file_of(rows: Iterable[str]) -> str:
    """The text of the file that has these rows."""
    body = ",\n".join(rows)
    return f"{{\n{body}\n}}\n" if body else "{}\n"


def rows_of(path: Path) -> list[str]:
    """The rows of the file as it stands on the disk."""
    text = path.read_text(encoding="utf-8")
    return text.removeprefix("{\n").removesuffix("\n}\n").split(",\n") if "\n}" in text else []
