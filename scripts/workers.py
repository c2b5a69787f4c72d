"""Work on all cores: a function applied to many things, in processes that are forked.

A forked process has what its parent had, so only results are copied. Where there is no fork
(Windows), or nothing to win, the work is done in this process.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH: Final = 1_000_000  # characters of work; for less, processes cost more than they bring
BAR: Final = 30  # columns
COLLECT: Final = 100_000  # objects made before the next look for cycles; Python has 700
MOST: Final = 16  # things of a batch, so that the bar moves
BATCHES: Final = 8  # of the work for each process, so that none waits long for the others

_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for cycles seldom: the work makes millions of objects, and hardly a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def spread(work: Callable[[T], R], things: Sequence[T], size: int, shown: str = "") -> Iterator[R]:
    """Apply a function to things; the results come in the order of the things.

    Args:
        work: The function.
        things: What it is applied to.
        size: How much work that is, in characters.
        shown: What a progress bar on a terminal calls the things; no bar if empty.
    """
    alone = size < WORTH or _work is not None  # this is one of the processes
    processes = 1 if alone else min(_cores(), len(things))
    results = _forked(work, things, processes) if processes > 1 else map(work, things)
    bar = bool(shown) and not alone and sys.stderr.isatty()
    for done, result in enumerate(results, start=1):
        if bar:
            _draw(done, len(things), shown)
        yield result


def _forked(work: Callable[[T], R], things: Sequence[T], processes: int) -> Iterator[R]:
    gc.freeze()  # what is there stays: a collection in a process would copy it
    global _work  # noqa: PLW0603 - the only thing that a forked process finds without a copy
    _work = (work, things)
    import multiprocessing  # noqa: PLC0415 - most runs are too small for it

    batch = min(MOST, max(1, len(things) // (processes * BATCHES)))
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(_apply, range(len(things)), batch)
    finally:
        _work = None
        gc.unfreeze()


def _apply(at: int) -> Any:
    if _work is None:
        raise RuntimeError("this process was not forked by spread()")
    return _work[0](_work[1][at])


def _cores() -> int:
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _draw(done: int, count: int, shown: str) -> None:
    full = BAR * done // count
    end = "\n" if done == count else ""
    print(f"\r[{'#' * full}{' ' * (BAR - full)}] {done}/{count} {shown}", end=end, file=sys.stderr)
