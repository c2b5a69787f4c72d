"""Does work on several processors, with the same outcome as on one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

PART: Final = 10  # pages that are one piece of work
FEW: Final = 20  # pieces that are not worth further processes, each of which learns all words anew
Outcome = TypeVar("Outcome")
_work: list[Callable[[range], Any]] = []  # what a forked process finds; it would not pickle


def in_parts(work: Callable[[range], Outcome], size: int) -> Iterator[Outcome]:
    """Yield the outcomes of `work` for consecutive parts of range(size), in their order.

    Where processes cannot be forked, or there is little to do, it is done in this one.
    """
    parts = [range(first, min(size, first + PART)) for first in range(0, size, PART)]
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(parts) < FEW or processors == 1:
        yield from map(work, parts)
        return
    _work.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(processors) as pool:
            yield from pool.imap(_run, parts)
    finally:
        _work.pop()


def _run(part: range) -> Any:
    return _work[-1](part)
