"""Stays in memory with everything imported and builds editions when it is asked to.

`python conf/live/builder.py ADDRESS MADE`: whoever connects to ADDRESS sends the languages' codes
and is told when the pages are there. When the site's own code has changed, it starts anew first.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Semaphore

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import editions_build
import site_inputs


def main(argv: list[str]) -> int:
    """Build until nobody is there any more."""
    address, made = argv[0], Path(argv[1])
    started_with = _code()
    editions_build.import_everything()
    with Listener(address) as listener:
        while True:
            with listener.accept() as asking:
                codes: list[str] = asking.recv()
                if not codes:
                    return 0
                if _code() == started_with:
                    _build(codes, made, asking)
                    continue
            listener.close()
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - ourselves


def _build(codes: list[str], made: Path, asking: Connection) -> None:
    """Build; tell when the pages of all editions are there, or when there will be none."""
    left = Semaphore(len(codes) - 1)

    def one_is_written() -> None:
        if not left.acquire(blocking=False):  # the last one
            asking.send("written")

    with site_inputs.reusable(made, clean=False):
        made.mkdir(parents=True, exist_ok=True)
        findings = editions_build.build(codes, made, made / "doctrees", one_is_written)
    print("".join(findings), end="", flush=True)
    with suppress(OSError):  # who asked has gone when the pages were written
        asking.send("finished")


def _code() -> dict[Path, int]:
    conf = Path(__file__).resolve().parent.parent
    return {path: path.stat().st_mtime_ns for path in conf.rglob("*.py")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
