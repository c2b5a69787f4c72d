"""Which pages a shard writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MOST = 256  # GitHub starts no more jobs of a matrix


@dataclass(frozen=True)
class Part:
    """One of so many groups, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        """The part as people write it: `2/4`."""
        return f"{self.number}/{self.of}"

    @classmethod
    def parse(cls, text: str) -> Part:
        """Read `2/4`.

        Raises:
            ValueError: It is no such text.
        """
        found = re.fullmatch(r"([1-9]\d{0,2})/([1-9]\d{0,2})", text)
        if not found or not int(found[1]) <= int(found[2]) <= MOST:
            raise ValueError(f"{text!r} is no part; write 2/4 for the second of four (of {MOST})")
        return cls(int(found[1]), int(found[2]))


def group(docs: Path, names: Iterable[str], part: Part) -> list[str]:
    """Return the pages of a part: every n-th of those that begin with the largest.

    Large pages are spread out like that, so that the parts take about as long.

    Args:
        docs: The folder of the pages.
        names: The names of all pages.
        part: The part.
    """
    sizes = {name: (docs / f"{name}.md").stat().st_size for name in names}
    ordered = sorted(sizes, key=lambda name: (-sizes[name], name))
    return sorted(ordered[part.number - 1 :: part.of])
