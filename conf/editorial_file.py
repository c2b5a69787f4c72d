"""What an editor has decided, docs/seeds/editorial.toml: read once for all that asks for it.

To read it takes a large site a second. So it is read before the process is copied that builds the
editions, and again only when it has changed.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from site_inputs import ROOT

EDITORIAL: Final = "seeds/editorial.toml"  # below the folder of the pages


@lru_cache(maxsize=1)
def tables(text: str) -> dict[str, Any]:
    """Return the tables of the file, which nobody may change.

    Raises:
        TOMLDecodeError: The text is no TOML.
    """
    return tomllib.loads(text)


def read_ahead() -> None:
    """Read the project's own file; whoever needs it says what is wrong with it."""
    with suppress(OSError, ValueError):
        tables((ROOT / "docs" / EDITORIAL).read_text(encoding="utf-8"))


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a file and its tables; none if there is no file.

    Raises:
        TOMLDecodeError, UnicodeDecodeError: It is no TOML.
    """
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return text, tables(text)
