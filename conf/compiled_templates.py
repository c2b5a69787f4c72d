"""Sphinx extension: templates are compiled once, not in each build.

To compile those of a page takes as long as to write several pages. Jinja itself sees when one has
changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def _keep_compiled(app: Sphinx) -> None:
    templates: Any = getattr(app.builder, "templates", None)
    if environment := getattr(templates, "environment", None):
        folder = Path(app.doctreedir, "templates")
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("builder-inited", _keep_compiled)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
