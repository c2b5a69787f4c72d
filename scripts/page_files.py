"""The files of the topic pages: read, compared, and replaced all or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from page_writing.myst_pages import BANNER
from seed_reading.seed_reader import decode
from sources import NAME as SOURCES

INDEX = "index.md"


def read_pages(out: Path, names: Iterable[str] | None = None) -> dict[str, str]:
    """The text of pages by file name, in the order of the site.

    Args:
        out: Their folder; without one there is none.
        names: Those to read; all if not given.
    """
    listed = (_text(out / INDEX) or "").split("\n")
    order = {f"{slug}.md": at for at, slug in enumerate(listed)}
    paths = sorted(out.glob("*.md") if names is None else (out / name for name in names))
    paths.sort(key=lambda path: order.get(path.name, len(order)))
    return {path.name: decode(path, str(path)) for path in paths}


def stale_files(files: Mapping[str, str], old: Mapping[str, str], out: Path) -> list[str]:
    """The names of files that are not what they should be, or should not be there."""
    before = {**old, SOURCES: _text(out / SOURCES)}
    stale = sorted(name for name, text in files.items() if before.get(name) != text)
    return stale + sorted(gone(files, out))


class Staging:
    """A folder beside the pages that holds what is new, until all of it is written."""

    def __init__(self, out: Path, folder: Path) -> None:
        """Keep both folders."""
        self.out, self.folder = out, folder

    def put(self, name: str, text: str) -> bool:
        """Hold a file, if it is not what the pages have already; return whether it is not."""
        data = text.encode()
        new = _data(self.out / name) != data
        if new:
            (self.folder / name).write_bytes(data)
        return new

    def drop(self, names: Iterable[str]) -> None:
        """Forget files."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def commit(self, old: Iterable[str]) -> list[str]:
        """Replace files of the pages by those held, remove old ones; return which changed."""
        held, old = sorted(path.name for path in self.folder.iterdir()), [*old]
        for name in held:
            (self.folder / name).replace(self.out / name)
        for name in old:
            (self.out / name).unlink()
        return held + old


@contextmanager
def staging(out: Path) -> Iterator[Staging]:
    """A folder for new files, beside that of the pages, so that a full disk leaves the old ones."""
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".topics-", dir=out.parent))
    try:
        yield Staging(out, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_pages(files: Mapping[str, str], out: Path) -> int:
    """Replace the files of a folder, all or none; return how many changed.

    A page that the program wrote earlier, and would not write now, goes.

    Args:
        files: The text of each file by name.
        out: The folder.
    """
    with staging(out) as held:
        for name, text in files.items():
            held.put(name, text)
        return len(held.commit(gone(files, out)))


def gone(names: Iterable[str], out: Path, among: Iterable[str] | None = None) -> list[str]:
    """The pages of a folder that are ours and not among some names.

    A file system may take two names for one (capitals, composed letters): what was just written
    under one of them does not go under the other.

    Args:
        names: The files that are to be there.
        out: The folder.
        among: The only pages that may go; any if not given.
    """
    kept = {os.path.normcase(name) for name in names}
    there = (path.name for path in sorted(out.glob("*.md"))) if among is None else among
    others = (name for name in there if os.path.normcase(name) not in kept)
    return [name for name in others if _ours(out / name)]


def _ours(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as stream:
        return stream.read(len(BANNER)) == BANNER


def _text(path: Path) -> str | None:
    try:
        return (_data(path) or b"").decode()
    except UnicodeDecodeError:
        return None


def _data(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
