"""Writes the files of blocks into a folder (blocks.py says what is in them).

Each goes to the disk as soon as it is made: all of them would fill the memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

INDEX: Final = "index.js"
UNNAMED: Final = ".new"  # the ending of blocks whose name, the digest of all, is not known yet


class Writer:
    """Writes the blocks of one edition into a folder, which then holds nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, kind: str, contents: Iterable[str]) -> str:
        """Write the blocks of a kind.

        Args:
            kind: What their names begin with.
            contents: What is in them, as JSON.

        Returns:
            What their names begin with, before their number.
        """
        digest, unnamed = hashlib.sha256(), []
        for number, content in enumerate(contents):
            encoded = content.encode("utf-8", "surrogatepass")
            digest.update(encoded + b"\n")
            unnamed.append(self.folder / f"{kind}-{number}{UNNAMED}")
            unnamed[-1].write_bytes(taken(encoded))
        name = f"{kind}-{digest.hexdigest()[:10]}"
        for number, path in enumerate(unnamed):
            self._name(path, f"{name}-{number}.js")
        return name

    def _name(self, path: Path, name: str) -> None:
        self.names.add(name)
        known = self.folder / name
        # Names follow from contents; a file of another size is half written.
        if known.is_file() and known.stat().st_size == path.stat().st_size:
            path.unlink()
        else:
            path.replace(known)

    def write(self, name: str, content: bytes) -> None:
        """Write a file that is no block."""
        self.names.add(name)
        (self.folder / name).write_bytes(content)

    def finish(self, content: dict[str, Any]) -> None:
        """Write index.js, and remove what is in the folder of an earlier build."""
        self.write(INDEX, taken(as_json(content).encode()))
        for old in self.folder.iterdir():
            if old.name not in self.names:
                old.unlink()


def taken(content: bytes) -> bytes:
    """Return the script that hands JSON to the engine."""
    return b"questionSearch.take(" + content + b")\n"


def as_json(value: Any) -> str:
    """Return a value as JSON that is as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
