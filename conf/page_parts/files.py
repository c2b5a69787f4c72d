"""Writes the joined script and style sheet, and data that scripts load when they need it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

from .parts import parts_of
from .scripts import linked

SCRIPT: Final = "page-parts.js"
STYLE: Final = "page-parts.css"


def write_parts(app: Sphinx) -> None:
    """Write the joined script and style sheet of this edition, if there are any parts."""
    parts = parts_of(app)
    words: dict[str, str] = {}
    for texts in parts.texts:
        words |= texts()
    if parts.scripts:
        head = f'"use strict";\nglobalThis.mundap = {{ texts: {{ texts: {as_json(words)} }} }};\n'
        write(app, SCRIPT, head + linked(parts.scripts))
    for path in parts.later:
        write(app, f"{path.stem}.js", linked([path]))
    if parts.styles:
        write(app, STYLE, joined(parts.styles))


def joined(paths: Sequence[Path]) -> str:
    """Return the text of files, one after the other."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def write_data(app: Sphinx, name: str, value: Any) -> None:
    """Write data as a script, since a page opened from a disk may not fetch files.

    Args:
        app: The application.
        name: The name by which `load(name)` of data.js asks for it, such as `pairs/fine-tuning`.
        value: What becomes JSON.
    """
    write(app, f"data/{name}.js", f"mundap.data.take({as_json(name)}, {as_json(value)});\n")


def write(app: Sphinx, name: str, text: str) -> None:
    """Write a file below `_static`."""
    path = Path(app.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def as_json(value: Any) -> str:
    """Return JSON as short as it can be; the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
