"""A table that is filled when it is asked: what texts repeat is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Learned(dict[Key, Value]):
    """The values of a function; looking up a known one runs no Python.

    Args:
        work_out: Returns the value of a key.
    """

    def __init__(self, work_out: Callable[[Key], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._work_out(key)
        return value
