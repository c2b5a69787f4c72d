"""Decides whether what was made before can be used again.

A page depends on its own text, which Sphinx looks after, and on facts from other pages
(page_facts.py). Everything else that can change every page is in one digest: the settings,
extensions, templates and styles; the languages, termbases and interface texts; the versions of
Python and of the packages; the environment variables that we read; and which pages there are.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
STAMP: Final = "inputs.sha256"
VARIABLES: Final = ("MUNDAP_", "READTHEDOCS_", "SOURCE_DATE_EPOCH")


def digest(root: Path = ROOT) -> str:
    """Return the digest of all that any page may depend on."""
    found = hashlib.sha256()
    for path in sorted(_files(root)):
        found.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        if path.suffix != ".md":  # of a page, that it is there
            found.update(path.read_bytes())
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).iterdir())
    for line in (sys.version, str(root), *packages, *variables()):
        found.update(f"\0{line}".encode())
    return found.hexdigest()


def variables() -> list[str]:
    """Return the environment variables that we read, each with its value."""
    return [f"{k}={v}" for k, v in sorted(os.environ.items()) if k.startswith(VARIABLES)]


def is_made_from(stamp: Path, digest: str) -> bool:
    """Return whether a stamp says that what it stands for was made from what has this digest."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest


def _files(root: Path) -> Iterator[Path]:
    conf = (path for path in (root / "conf").rglob("*") if "__pycache__" not in path.parts)
    yield from (path for path in conf if path.is_file())
    yield from (root / "docs").rglob("*.md")
    yield from (root / "locales").glob("*.toml")
    yield from (root / "locales").glob("*/*.toml")
    yield from (root / "locales").glob("*/LC_MESSAGES/sphinx.po")


@contextmanager
def reusable(made: Path, *, clean: bool) -> Iterator[None]:
    """Empty a folder unless what is in it was made from the same inputs, and keep that in mind.

    Whatever goes wrong meanwhile, the next time begins with an empty folder.

    Args:
        made: The folder of what was made.
        clean: Whether to empty it in any case.
    """
    stamp, now = made / STAMP, digest()
    if clean or not is_made_from(stamp, now):
        shutil.rmtree(made, ignore_errors=True)
    stamp.unlink(missing_ok=True)
    yield
    stamp.write_text(now, encoding="utf-8")
