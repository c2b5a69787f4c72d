"""Builds an index in a process of its own, so that its memory can be told."""

from __future__ import annotations

import os
import time
from multiprocessing import get_context
from pathlib import Path

from search_bench.content import records
from search_bench.engines import Engine


def built(engine: Engine, size: int, edition: str, folder: Path) -> tuple[float, int]:
    """Build an index in a process of its own.

    Returns:
        The seconds, without those that making up the questions takes, and the most memory that one
        of its processes has used, in MB.

    Raises:
        RuntimeError: The engine has failed; it has said why.
    """
    process = get_context("spawn").Process(target=_build, args=(engine, size, edition, folder))
    process.start()
    _, status, usage = os.wait4(process.pid or 0, 0)
    if status:
        raise RuntimeError(f"{engine.name}: no index of {size} questions")
    return float((folder / "seconds").read_text("utf-8")), usage.ru_maxrss // 1024


def _build(engine: Engine, size: int, edition: str, folder: Path) -> None:
    made = list(records(size))
    begin = time.perf_counter()
    engine.build(made, edition, folder)
    (folder / "seconds").write_text(str(time.perf_counter() - begin), encoding="utf-8")
