"""Sphinx extension: large sites are built in little memory.

Sphinx keeps the doctree of each page that it has read until the page is written, and the file of
each that it has looked at until the end: 20 kB for each question, a gigabyte for 50,000. The files
are on the disk; from a certain number of pages on they are read again.
"""

from __future__ import annotations

from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

MOST: Final = 200  # pages; smaller sites keep all of theirs


def _forget(app: Sphinx, *_: Any) -> None:
    env: Any = app.env
    for cache in (env._write_doc_doctree_cache, env._pickled_doctree_cache):  # noqa: SLF001
        while len(cache) > MOST:
            del cache[next(iter(cache))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("source-read", _forget)
    app.connect("html-page-context", _forget)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
