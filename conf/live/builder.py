"""Stays in memory with everything imported and builds editions when it is asked to.

`python conf/live/builder.py ADDRESS MADE`: whoever connects to ADDRESS sends the languages' codes
(none to end it) and is told when the pages are there. The index of the search, data and books are
made of all pages, and not while somebody writes: they come when nobody has asked for a while. When
the site's own code has changed, the process starts anew first.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from multiprocessing import Process
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Semaphore
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import editions_build
import site_inputs

WRITTEN: Final = "written"
WHILE: Final = 2.0  # seconds


def main(argv: list[str]) -> int:
    """Build until nobody is there any more."""
    address, made = argv[0], Path(argv[1])
    started_with = _code()
    editions_build.import_everything(made / "doctrees")
    number = 0
    with Listener(address) as listener:
        while True:
            with listener.accept() as asking:
                codes, after = asking.recv()
                if not codes:
                    return 0
                if _code() == started_with:
                    if after is None:
                        number += 1
                        _build(codes, made, asking, pages_only=True)
                        Process(target=_remind, args=(address, codes, number)).start()
                    elif after == number:  # or somebody has asked meanwhile, and it is not time yet
                        _build(codes, made, asking, pages_only=False)
                    continue
            listener.close()
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - ourselves


def _remind(address: str, codes: list[str], number: int) -> None:
    """Ask for what is missing of a build after a while."""
    time.sleep(WHILE)
    with suppress(OSError, EOFError), Client(address) as builder:
        builder.send((codes, number))
        builder.recv()


def _build(codes: list[str], made: Path, asking: Connection, *, pages_only: bool) -> None:
    """Build; tell when the pages of all editions are there, or when there will be none."""
    left = Semaphore(len(codes) - 1)

    def one_is_written() -> None:
        if not left.acquire(blocking=False):  # the last one
            _tell(asking)

    with site_inputs.reusable(made, clean=False):
        made.mkdir(parents=True, exist_ok=True)
        options = editions_build.PAGES_ALONE if pages_only else ()
        findings = editions_build.build(
            codes, made, made / "doctrees", one_is_written, options=options
        )
    print("".join(findings), end="", flush=True)
    _tell(asking)


def _tell(asking: Connection) -> None:
    with suppress(OSError):  # who asked has gone when the pages were written
        asking.send(WRITTEN)


def _code() -> dict[Path, int]:
    conf = Path(__file__).resolve().parent.parent
    return {path: path.stat().st_mtime_ns for path in conf.rglob("*.py")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
