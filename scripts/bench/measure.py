"""Runs a program and tells what it has used: CPU and wall seconds, and the peak of its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """What a program and the programs that it started have used.

    `memory` is the peak of the largest of these processes, in MB.
    """

    cpu: float
    wall: float
    memory: float


class FailedError(Exception):
    """A measured program failed; the message is what it said."""


def run(command: Sequence[str], folder: Path) -> Usage:
    """Run a program in a folder and measure it.

    Raises:
        FailedError: Its exit status is not 0.
    """
    log = folder / "bench.log"
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, cwd=folder, stdout=stream, stderr=stream)
        # Not getrusage, which keeps the largest peak of all programs so far.
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    if process.returncode:
        tail = "\n".join(log.read_text(encoding="utf-8").splitlines()[-10:])
        raise FailedError(f"{' '.join(command)} in {folder} failed:\n{tail}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return Usage(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit / 1e6)


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
