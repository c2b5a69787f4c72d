"""Outlines as they go from one process to another: of lines only the numbers.

Most of an outline is lines that the other process has, too: it has read the same document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from qa_model import Line, Seed
from seed_reading.outline import Outline

Packed: TypeAlias = Sequence[int | Line]


def pack(outline: Outline, seed: Seed) -> Outline:
    """An outline with the numbers of the lines that are the document's own."""
    for entry in outline.entries:
        entry.answer[:] = _packed(entry.answer, seed)  # type: ignore[index]
    for passage in outline.passages:
        passage.lines = _packed(passage.lines, seed)  # type: ignore[assignment]
    return outline


def unpack(outline: Outline, seed: Seed) -> Outline:
    """The outline that was packed."""
    for entry in outline.entries:
        entry.answer[:] = _unpacked(entry.answer, seed)  # type: ignore[index]
    for passage in outline.passages:
        passage.lines = _unpacked(passage.lines, seed)
    return outline


def _packed(lines: Sequence[Line], seed: Seed) -> list[int | Line]:
    own = seed.lines
    return [n.number if n.number and own[n.number - 1] is n else n for n in lines]


def _unpacked(lines: Packed, seed: Seed) -> list[Line]:
    own = seed.lines
    return [own[n - 1] if isinstance(n, int) else n for n in lines]
