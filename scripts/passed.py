"""Messages that no check has anything against: they are not looked at again.

What the checks say of a message follows from its two texts and from what they know. The record of
a run thus begins with a digest of all that they know, themselves included, and has one of each
pair of texts without a finding. Whatever is not in it is checked.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Final

from unchanged import program
from whole_files import write_atomically

PACKAGES: Final = ("markdown-it-py", "mdit-py-plugins", "myst-parser")  # take messages apart
LENGTH: Final = 16  # bytes of a digest: nobody finds two messages that share one


@dataclass
class Passed:
    """The messages that have passed: those of the last run, and those of this one."""

    before: frozenset[str] = frozenset()
    now: set[str] = field(default_factory=set)

    def has(self, message: str) -> bool:
        """Return whether a message has passed, and keep it for the next run if so."""
        if message in self.before:
            self.now.add(message)
        return message in self.now


def digest(*texts: str) -> str:
    """Return a digest of texts, for `Passed`."""
    whole = hashlib.blake2b(digest_size=LENGTH)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8) + data)
    return whole.hexdigest()


def digest_of_knowledge(*known: object) -> str:
    """Return a digest of what the checks know, and of the programs that they are."""
    return digest(program(), *(f"{name} {version(name)}" for name in PACKAGES), *map(repr, known))


def read_passed(path: Path, knowledge: str) -> Passed:
    """Return what has passed with the same knowledge; nothing if that cannot be read."""
    try:
        first, *messages = path.read_text(encoding="ascii").split("\n")
    except (OSError, ValueError):
        return Passed()
    return Passed(frozenset(messages)) if first == knowledge else Passed()


def write_passed(path: Path, knowledge: str, passed: Passed, *, of_all: bool) -> None:
    """Write what has passed; a run is not lost if that fails.

    Args:
        path: The record.
        knowledge: Its digest of what the checks know.
        passed: The messages of this run.
        of_all: Whether this run has seen every message; otherwise those of the last run stay.
    """
    messages = passed.now if of_all else passed.now | passed.before
    if messages == passed.before:
        return
    with suppress(OSError):
        write_atomically(path, "\n".join([knowledge, *sorted(messages)]))
