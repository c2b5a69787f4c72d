"""What an editor has decided, docs/seeds/editorial.toml: read once for all that asks for it.

To read it takes a large site a second. So it is read before the process is copied that builds the
editions, and again only when it has changed since the last build.
"""

from __future__ import annotations

import pickle
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from kept import FOLDER, digest, kept
from site_inputs import ROOT

EDITORIAL: Final = "seeds/editorial.toml"  # below the folder of the pages
_last: list[tuple[str, dict[str, Any]]] = [("", {})]


def tables(text: str) -> dict[str, Any]:
    """Return the tables of the file, which nobody may change.

    Raises:
        TOMLDecodeError: The text is no TOML.
    """
    if _last[0][0] != text:
        _last[0] = (text, tomllib.loads(text))
    return _last[0][1]


def read_ahead(folder: Path) -> None:
    """Read the project's own file; whoever needs it says what is wrong with it.

    Args:
        folder: Of what is kept from build to build.
    """
    with suppress(OSError, ValueError):
        text = (ROOT / "docs" / EDITORIAL).read_text(encoding="utf-8")
        made_from = digest(text.encode())
        part = kept(folder / FOLDER / "editorial", made_from, lambda: pickle.dumps(tables(text)))
        _last[0] = (text, pickle.loads(part))  # noqa: S301 - written by us; TOML has dates


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a file and its tables; none if there is no file.

    Raises:
        TOMLDecodeError, UnicodeDecodeError: It is no TOML.
    """
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return text, tables(text)
