"""Builds the editions side by side, each in a process of its own that has everything imported.

Sphinx and the extensions take longer to import than the pages of a small site to write. So they
are imported once, and each edition is built in a copy of this process, where the system has such.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import runpy
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import editorial_file
from kept import FOLDER, FOR_ALL
from page_facts import PAGES_ONLY, PAGES_WRITTEN
from site_languages import read_languages
from sphinx.application import builtin_extensions
from sphinx.errors import SphinxError
from sphinx.util.docutils import is_directive_registered

ROOT: Final = Path(__file__).resolve().parent.parent
# What Sphinx imports by name when a build begins.
LATE: Final = ("sphinx.cmd.build", "furo", "sphinx.ext.doctest", "sphinx.ext.autosectionlabel")
PAGES_ALONE: Final = ("-D", f"{PAGES_ONLY}=1")
# Doctrees are millions of objects that live until the build ends: to look through them for garbage
# after each 700 new ones, as Python does, takes a sixth of the time.
COLLECT_AFTER: Final = 20_000


def extensions() -> list[str]:
    """Return the extensions of conf.py, in their order."""
    return list(runpy.run_path(str(ROOT / "conf" / "conf.py"))["extensions"])


def import_everything(folder: Path) -> None:
    """Import and read what a build needs, so that processes that are copies of this one have it.

    Args:
        folder: Where what was read is kept for the next build.
    """
    for name in (*LATE, *builtin_extensions, *extensions()):
        import_module(name)
    editorial_file.read_ahead(folder)
    gc.freeze()  # what is here by now is never garbage


def collect_less() -> None:
    """Look for garbage less often; in a process that builds one edition and ends."""
    gc.set_threshold(COLLECT_AFTER, 20, 20)


@dataclass
class Edition:
    """An edition that is being built: its process, and what that one says, line by line."""

    language: str
    warnings: Path
    process: Any
    said: Connection

    def finished(self, pages_written: Callable[[], None]) -> str:
        """Print what is said until the end; return the warnings, or an empty text if all is well.

        What Sphinx warned of is returned so that it can be told again where people look.
        """
        for line in _lines(self.said):
            if line == PAGES_WRITTEN:
                pages_written()
            print(f"[{self.language}] {line}", flush=True)
        self.process.join()
        told = self.warnings.read_text(encoding="utf-8") if self.warnings.is_file() else ""
        self.warnings.unlink(missing_ok=True)
        if self.process.exitcode == 0:
            return ""
        return told or f"[{self.language}] failed; the lines above that begin so say why\n"


def build(
    languages: Sequence[str],
    out: Path,
    doctrees: Path,
    pages_written: Callable[[], None] = lambda: None,
    *,
    options: Sequence[str] = (),
) -> list[str]:
    """Build editions at the same time, with the language before each line that Sphinx prints.

    Args:
        languages: The languages' codes.
        out: The folder of the editions; each becomes a folder in it.
        doctrees: The folder for what Sphinx keeps of each.
        pages_written: Called for each edition when its pages are there: the search index and what
            readers take along come after them.
        options: Further options for Sphinx; PAGES_ALONE leaves out what comes after the pages.

    Returns:
        For each edition what Sphinx warned of, or an empty text if all is well.
    """
    import_everything(doctrees)
    started = [_start(language, out, doctrees, options) for language in languages]
    with ThreadPoolExecutor(len(started)) as pool:
        return list(pool.map(lambda edition: edition.finished(pages_written), started))


def _start(language: str, out: Path, doctrees: Path, more: Sequence[str]) -> Edition:
    warnings = out / f"warnings-{language}.txt"
    options = ["-c", "conf", "-b", "html", "-D", f"language={language}", "--no-color"]
    options += ["-D", f"{FOR_ALL}={doctrees}"]
    options += ["-d", str(doctrees / language), "-n", "-W", "--keep-going", "-w", str(warnings)]
    context: Any = multiprocessing.get_context("fork" if _may_be_copied() else "spawn")
    said, says = context.Pipe(duplex=False)
    arguments = [*options, *more, "docs", str(out / language)]
    process = context.Process(target=_build, args=(ROOT, arguments, says))
    process.start()
    says.close()
    return Edition(language, warnings, process, said)


def _may_be_copied() -> bool:
    """Return whether a copy of this process can build.

    A copy has one thread, and would wait forever for what another one held; and where Sphinx was
    set up before, its directives are there already. The system counts the threads, since those of
    libraries, such as the minifier's, are none of Python's.
    """
    threads = Path("/proc/self/task")
    alone = threads.is_dir() and len(list(threads.iterdir())) == 1
    return alone and not is_directive_registered("toctree")


def _lines(said: Connection) -> Iterator[str]:
    while True:
        try:
            yield from said.recv()
        except EOFError:
            return


class _Lines(io.TextIOBase):
    """A stream that sends each line that ends to another process."""

    def __init__(self, to: Connection) -> None:
        self.to, self.begun = to, ""

    def write(self, text: str) -> int:
        *lines, self.begun = (self.begun + text).split("\n")
        if lines:
            self.to.send(lines)
        return len(text)


def _build(folder: Path, arguments: Sequence[str], says: Connection) -> None:
    from sphinx.cmd.build import main  # noqa: PLC0415 - a spawned process begins here

    os.chdir(folder)
    warnings.resetwarnings()  # of the program that this is a copy of
    warnings.simplefilter("ignore")
    collect_less()
    sys.stdout = sys.stderr = _Lines(says)
    status = main(arguments)
    if not status and PAGES_ALONE[-1] not in arguments:
        try:
            _finish(Path(arguments[-1]))
        except (SphinxError, OSError) as error:  # what people can do something about
            print(f"{error}", flush=True)
            status = 1
    sys.exit(status)


def _finish(edition: Path) -> None:
    """Let each extension that has a `finish_edition` add what it makes of a built edition."""
    language = next(each for each in read_languages().all if each.code == edition.name)
    kept = edition.parent / FOLDER
    kept.mkdir(exist_ok=True)
    for name in extensions():
        if finish_edition := getattr(import_module(name), "finish_edition", None):
            print(f"{name}: finishing the edition", flush=True)
            finish_edition(edition.parent, language, kept)
