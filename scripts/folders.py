"""Where a run reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    """Where seeds lie and pages go, with the names of both in messages, and the record's path."""

    seeds: Path
    shown: str
    out: Path
    shown_out: str
    record: Path
    told: bool = False  # whether the fate of every line is asked for
