"""The entries `[[moved]]` of editorial.toml: `from = ["topics/old#q-id"]`, `to = "topics/new"`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import editorial_file
from sphinx.errors import ExtensionError


@dataclass(frozen=True)
class Moved:
    """Where each address of before leads: a page, or `page#id`."""

    entries: dict[str, str]

    def end(self, address: str) -> str:
        """Return where an address leads in the end; by its page, if it is in no entry itself."""
        seen = set()
        while address not in seen:
            seen.add(address)
            page, mark, name = address.partition("#")
            if address in self.entries:
                address = self.entries[address]
            elif page in self.entries:
                address = self.entries[page].partition("#")[0] + mark + name
        return address

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield each page of before and the page that it leads to."""
        for address in self.entries:
            if "#" not in address:
                yield address, self.end(address).partition("#")[0]

    def left(self, page: str) -> Iterator[tuple[str, str, str]]:
        """Yield (id, page, id there) of each question whose old address leads to a page first."""
        for address in self.entries:
            before, _, name = address.partition("#")
            there, _, new = self.end(address).partition("#")
            if name and self.end(before) == page and (there, new) not in {(page, name), (page, "")}:
                yield name, there, new


def read_moved(path: Path) -> Moved:
    """Read the entries, which the splitter has checked; none if there is no file.

    Raises:
        ExtensionError: It is not TOML, or an entry is not right.
    """
    try:
        entries = editorial_file.read(path)[1].get("moved", [])
        return Moved({str(old): str(entry["to"]) for entry in entries for old in entry["from"]})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        advice = "run `python scripts/split_seeds.py`, which says where"
        raise ExtensionError(f"{path}:1: [[moved]] cannot be read ({error!r}); {advice}") from error
