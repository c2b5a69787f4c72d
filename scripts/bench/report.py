"""The results of a run as a table, and in the page for maintainers."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Final

COLUMNS: Final = {
    "builder": "builder",
    "site_cpu": "CPU s",
    "site_wall": "wall s",
    "site_mb": "memory MB",
    "output_mb": "output MB",
    "edit_wall": "edit s",
    "edition_cpu": "1 edition CPU s",
    "edition_mb": "1 edition MB",
}
PHASES: Final = ("split", "catalogs", "start", "read", "write", "index")
BASE: Final = "Sphinx + Furo"
BLOCK: Final = re.compile(r"^```text\n.*?^```$", re.DOTALL | re.MULTILINE)


def facts() -> dict[str, Any]:
    """Return what the results are about: date, machine, versions."""
    packages = ("sphinx", "furo", "myst-parser", "docutils")
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        **{name: version(name) for name in packages},
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Return one table for each size, with the ratios to plain Sphinx and our phases below it."""
    sizes = list(dict.fromkeys(row["size"] for row in rows))
    parts = [_one_size(size, [row for row in rows if row["size"] == size]) for size in sizes]
    return "\n\n".join(parts)


def _one_size(size: int, rows: list[dict[str, Any]]) -> str:
    base = next((row for row in rows if row["builder"] == BASE), None)
    lines = [f"{size:,} questions, both languages"]
    lines.append("  ".join(f"{title:>15}" for title in COLUMNS.values()))
    for row in rows:
        cells = [row["builder"][:15], *(_number(row.get(name)) for name in list(COLUMNS)[1:])]
        lines.append("  ".join(f"{cell:>15}" for cell in cells))
    mine = rows[0]
    if base:
        names = ("site_cpu", "site_wall", "edition_cpu", "edition_mb")
        ratios = (f"{COLUMNS[name]} {mine[name] / base[name]:.2f}" for name in names)
        lines.append(f"{mine['builder']} to {BASE}: " + ", ".join(ratios))
    lines.append("CPU s by phase: " + ", ".join(f"{name} {mine[name]:.2f}" for name in PHASES))
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}"


def put_into_page(page: str, rows: list[dict[str, Any]]) -> str:
    """Return a page with the results in its first block of text."""
    told = ", ".join(f"{name} {value}" for name, value in facts().items())
    return BLOCK.sub(lambda _: f"```text\n{told}\n\n{table(rows)}\n```", page, count=1)
