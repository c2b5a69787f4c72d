"""What a shard says of itself: which part it is, and what it was made from."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Final

from site_inputs import ROOT, variables

from .groups import Part

FORMAT: Final = 1
# The folders that an edition is made from; what Python and Sphinx leave there is none of it.
FOLDERS: Final = {"texts": ("docs", "locales"), "program": ("conf",)}
LEFT_BEHIND: Final = frozenset((".mo", ".pyc"))


class ShardError(ValueError):
    """A shard is missing, damaged or of something else; the message names it."""


@dataclass(frozen=True)
class Manifest:
    """A shard: its kind, its part of an edition, what it was made from, its pages and its files.

    `files` has the SHA-256 and the size of each file by its path in the shard.
    """

    kind: str
    language: str
    number: int
    of: int
    inputs: Mapping[str, str]
    pages: list[str]
    files: Mapping[str, tuple[str, int]]

    @property
    def part(self) -> Part:
        """The part of the edition."""
        return Part(self.number, self.of)

    @property
    def name(self) -> str:
        """The shard as people write it: `pages of en 2/4`."""
        return f"{self.kind} of {self.language} {self.part}"

    def to_json(self) -> str:
        """Return the manifest as JSON; the same one gives the same text."""
        return json.dumps({"format": FORMAT, **asdict(self)}, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read a manifest.

        Raises:
            ValueError: It is none, or one of another format.
        """
        try:
            facts: dict[str, Any] = json.loads(text)
            if facts.pop("format") != FORMAT:
                raise ValueError("its format is of another version")
            part = Part.parse(f"{facts['number']}/{facts['of']}")
            files = {str(k): (str(sha), int(size)) for k, (sha, size) in facts["files"].items()}
            pages, inputs = [str(page) for page in facts["pages"]], dict(facts["inputs"])
            kind, language = str(facts["kind"]), str(facts["language"])
            return cls(kind, language, part.number, part.of, inputs, pages, files)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"its manifest is none ({error!r})") from error


def inputs(root: Path = ROOT) -> dict[str, str]:
    """Return digests of all that an edition is made from, by what people call it.

    Not the folder itself: a shard is made elsewhere.
    """
    found = {name: _digest(_contents(root, folders)) for name, folders in FOLDERS.items()}
    packages = sorted(f"{each.name}=={each.version}" for each in distributions())
    found["packages"] = _digest(map(str.encode, (platform.python_version(), *packages)))
    found["environment variables"] = _digest(map(str.encode, variables()))
    return found


def _contents(root: Path, folders: tuple[str, ...]) -> Iterator[bytes]:
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*")):
        if path.is_file() and path.suffix not in LEFT_BEHIND:
            yield path.relative_to(root).as_posix().encode()
            yield path.read_bytes()


def _digest(parts: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()
