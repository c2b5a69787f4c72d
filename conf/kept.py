"""Parts of what is made of all pages: kept from build to build, each with what it was made from.

Whatever is made of the whole site is made of parts that each follow from one page, or from a few.
A part is made again only when the digest of what it is made from is another one; so one page that
changed costs one part, and the whole is the same, byte for byte, as if all had been made anew.
The folder is emptied when the program or its settings change (site_inputs.py).

What is the same in every edition is kept in a folder of all: the first one makes it, and the
others, which are built at the same time, wait for it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

try:
    from fcntl import LOCK_EX, flock
except ImportError:  # Windows: each edition makes its own
    flock = None  # type: ignore[assignment]

FOLDER: Final = "kept"
FOR_ALL: Final = "kept_for_all"  # the setting that names the folder of all editions
ENDING: Final = ".cache"  # as of Jinja's templates: of no use on another machine
LENGTH: Final = 16  # bytes of a digest


def digest(*made_from: bytes) -> bytes:
    """Return a digest of contents, each of which counts by itself."""
    found = hashlib.blake2b(digest_size=LENGTH)
    for content in made_from:
        found.update(len(content).to_bytes(8) + content)
    return found.digest()


def kept(path: Path, made_from: bytes, make: Callable[[], bytes]) -> bytes:
    """Return a part: the one that is kept if it was made from the same, or else a new one.

    Args:
        path: Where the part is kept, without an ending.
        made_from: The digest of all that it follows from.
        make: Makes it.
    """
    path = path.with_name(path.name + ENDING)
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if content[:LENGTH] == made_from:
        return content[LENGTH:]
    part = make()
    write_whole(path, made_from + part)
    return part


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, whoever reads it meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)


def kept_json(path: Path, made_from: bytes, make: Callable[[], Any]) -> Any:
    """Return a part that can be told as JSON, where no tuple is told from a list."""
    part = kept(path, made_from, lambda: json.dumps(make(), ensure_ascii=False).encode())
    return json.loads(part)


def folder_of(app: Sphinx, room: str) -> Path:
    """Return where parts of a kind are kept for the edition that is being built."""
    return Path(app.doctreedir, FOLDER, room)


def folder_of_all(app: Sphinx, room: str) -> Path:
    """Return where parts of a kind are kept for all editions, or for one that is built alone."""
    return Path(app.config[FOR_ALL] or app.doctreedir, FOLDER, room)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let no other process make the parts of a folder of all at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"lock{ENDING}").open("w") as lock:
        if flock is not None:
            flock(lock, LOCK_EX)  # until the file is closed
        yield
