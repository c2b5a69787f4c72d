"""The decisions of an editor about the seeds: what editorial.toml may say, read and checked.

Which decisions there are and what each key means stands in TABLES; docs/seeds/editorial.toml
explains them to editors by example.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from qa_model import BadInputError, Problem

NAME = "editorial.toml"
ID = re.compile(r"q-[a-z0-9]+(-[a-z0-9]+)*")
ADDRESS = re.compile(r"[^\W_]+([-/][^\W_]+)*(#q-[a-z0-9]+(-[a-z0-9]+)*)?")
SLUG = re.compile(r"[^\W_]+(-[^\W_]+)*")

# Each table's keys: the type of a value, and whether the key must be there.
TABLES: dict[str, dict[str, tuple[type, bool]]] = {
    "documents": {
        "file": (str, True),
        "topic": (str, False),
        "question": (str, False),
        "base": (str, False),
    },
    "topics": {
        "text": (str, True),
        "title": (str, False),
        "slug": (str, False),
        "into": (str, False),
    },
    "ids": {
        "text": (str, True),
        "part": (int, False),
        "id": (str, False),
        "aliases": (list, False),
    },
    "moved": {"from": (list, True), "to": (str, True)},  # read by conf/moved, too
    "plain": {"text": (str, True), "part": (int, False), "of": (str, True)},
    "places": {"text": (str, True), "part": (int, False), "after": (str, True)},
    "related": {"text": (str, True), "to": (list, True)},  # read by conf/question_tools, too
    "drop": {"text": (str, True), "why": (str, True)},
    "foreign": {"text": (str, True), "language": (str, True), "en": (str, True)},
    "keywords": {"text": (str, True), "part": (int, False), "keywords": (list, True)},
    "notes": {"text": (str, True), "part": (int, False), "note": (str, True)},
}
ENTRY = re.compile(r"\s*\[{1,2}\s*([^\[\].]+?)\s*(?:\.[^\[\]]*)?\]|\s*([\w-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the file: its table, the line it begins on, and its values by key."""

    table: str
    line: int
    values: dict[str, object]

    def text(self, key: str = "text") -> str:
        """A value that is a text; "" where the entry has none."""
        return str(self.values.get(key, ""))

    @property
    def part(self) -> int | None:
        """The part of the seed that the entry is about, counted from 1, where it names one."""
        value = self.values.get("part")
        return value if isinstance(value, int) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A value that is a list of texts; empty where the entry has none."""
        value = self.values.get(key, [])
        return tuple(map(str, value)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Editorial:
    """All decisions, and the path that messages about them name."""

    path: str
    decisions: tuple[Decision, ...] = field(default=())

    def of(self, table: str) -> list[Decision]:
        """The entries of one table in the order of the file."""
        return [decision for decision in self.decisions if decision.table == table]

    def those(self, wanted: Callable[[Decision], bool]) -> Editorial:
        """The same with some of the decisions only."""
        return replace(self, decisions=tuple(filter(wanted, self.decisions)))

    def problem(self, decision: Decision, what: str, todo: str) -> Problem:
        """A message about one entry."""
        table = f"[[{decision.table}]]"
        if decision.table == "documents":
            table = f'[documents."{decision.text("file")}"]'
        return Problem(self.path, decision.line, f"{table}: {what}", todo)


def parse_editorial(text: str, path: str) -> Editorial:
    """Read the decisions.

    Args:
        text: The file's content, in TOML.
        path: Its path in messages.

    Raises:
        BadInputError: It is not TOML, or a table, a key or a value is not one of TABLES.
    """
    import tomllib  # noqa: PLC0415 - most folders of notes have no decisions

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else max(1, text.count("\n"))
        todo = "mend the line; [[…]] and each key stand on a line of their own"
        problem = Problem(path, line, f"this is not TOML ({error})", todo)
        raise BadInputError([problem]) from error
    editorial = Editorial(path, tuple(_decisions(tables, _entry_lines(text))))
    problems = [p for decision in editorial.decisions for p in _check(editorial, decision)]
    if problems:
        raise BadInputError(problems)
    return editorial


def _entry_lines(text: str) -> dict[str, list[int]]:
    """Where the entries of each table begin; tomllib tells no line numbers."""
    lines: dict[str, list[int]] = {}
    for number, row in enumerate(text.splitlines(), start=1):
        if found := ENTRY.match(row):
            lines.setdefault(found[1] or found[2], []).append(number)
    return lines


def _decisions(tables: dict[str, object], lines: dict[str, list[int]]) -> list[Decision]:
    found: list[Decision] = []
    for table, entries in tables.items():
        rows = entries if isinstance(entries, list) else [entries]
        if table == "documents" and isinstance(entries, dict):
            rows = [{"file": file, **_table(values)} for file, values in entries.items()]
        for place, values in enumerate(rows):
            line = (lines.get(table, []) + [1] * len(rows))[place]
            found.append(Decision(table, line, values if isinstance(values, dict) else {}))
    return sorted(found, key=lambda decision: decision.line)


def _table(values: object) -> dict[str, object]:
    return values if isinstance(values, dict) else {"": values}


def _check(editorial: Editorial, decision: Decision) -> list[Problem]:
    keys = TABLES.get(decision.table)
    if keys is None:
        known = ", ".join(f"[[{table}]]" for table in TABLES if table != "documents")
        known = f'[documents."…"], {known}'
        return [editorial.problem(decision, "there is no such table", f"use one of {known}")]
    problems = [
        editorial.problem(
            decision, f'unknown key "{key}"', f"use {', '.join(k for k in keys if k != 'file')}"
        )
        for key in decision.values
        if key not in keys
    ]
    for key, (kind, needed) in keys.items():
        value = decision.values.get(key)
        if value is None and needed:
            problems.append(editorial.problem(decision, f'"{key}" is missing', f"write {key} = …"))
        elif value is not None and (not isinstance(value, kind) or not value or not _texts(value)):
            what = f'"{key}" is {value!r}'
            problems.append(editorial.problem(decision, what, f"write a {_say(kind)}"))
    return problems or _check_names(editorial, decision)


def _texts(value: object) -> bool:
    """Whether a list is one of texts; anything else is judged elsewhere."""
    return not isinstance(value, list) or all(isinstance(v, str) and v.strip() for v in value)


def _check_names(editorial: Editorial, decision: Decision) -> list[Problem]:
    names = [(ID, name) for name in [decision.text("id"), *decision.texts("aliases")] if name]
    names += [(SLUG, name) for name in [decision.text("slug")] if name]
    if decision.table == "moved":
        names += [(ADDRESS, name) for name in (*decision.texts("from"), decision.text("to"))]
    todo = "write lower-case words joined by hyphens, for ids with q- before them"
    return [
        editorial.problem(decision, f'"{name}" cannot be part of an address', todo)
        for pattern, name in names
        if not pattern.fullmatch(name)
    ]


def _say(kind: type) -> str:
    return {str: 'text in quotes: "…"', int: "number above 0", list: 'list: ["…"]'}[kind]
