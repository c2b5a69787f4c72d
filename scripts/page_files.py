"""The files of the topic pages: read, compared, and replaced all or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from page_writing.myst_pages import BANNER
from seed_reading.seed_reader import decode
from sources import NAME as SOURCES


def read_pages(out: Path) -> dict[str, str]:
    """The text of the pages in a folder, by file name; none where there is no folder."""
    return {path.name: decode(path, str(path)) for path in sorted(out.glob("*.md"))}


def stale_files(files: Mapping[str, str], old: Mapping[str, str], out: Path) -> list[str]:
    """The names of files that are not what they should be, or should not be there."""
    before = {**old, SOURCES: _sources(out)}
    stale = sorted(name for name, text in files.items() if before.get(name) != text)
    return stale + sorted(_gone(files, old))


def write_pages(files: Mapping[str, str], out: Path, old: Mapping[str, str] | None = None) -> int:
    """Replace the files of a folder, all or none; return how many changed.

    Every file is written beside the folder first, so that a full disk leaves the old ones. A page
    that the program wrote earlier, and would not write now, goes.

    Args:
        files: The text of each file by name.
        out: The folder.
        old: The pages that they replace; all of the folder if not given.
    """
    out.mkdir(parents=True, exist_ok=True)
    old = read_pages(out) if old is None else old
    before = {**old, SOURCES: _sources(out)}
    changed = [name for name, text in files.items() if before.get(name) != text]
    gone = _gone(files, old)
    staging = Path(tempfile.mkdtemp(prefix=".topics-", dir=out.parent))
    try:
        for name in changed:
            (staging / name).write_text(files[name], encoding="utf-8", newline="\n")
        for name in changed:
            (staging / name).replace(out / name)
        for name in gone:
            (out / name).unlink()
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return len(changed) + len(gone)


def _gone(files: Mapping[str, str], old: Mapping[str, str]) -> list[str]:
    """The pages that are ours and not among the files.

    A file system may take two names for one (capitals, composed letters): what was just written
    under one of them does not go under the other.
    """
    kept = {os.path.normcase(name) for name in files}
    return [
        name
        for name, text in old.items()
        if text.startswith(BANNER) and os.path.normcase(name) not in kept
    ]


def _sources(out: Path) -> str | None:
    try:
        return (out / SOURCES).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
