"""Sphinx extension: large sites are built in little memory.

Sphinx keeps the doctree of each page that it has read until the page is written, and the file of
each that it has looked at until the end: 20 kB for each question, a gigabyte for 50,000. The files
are on the disk; from a certain number of pages on they are read again. A doctree that was written
is taken apart: its nodes know each other, so that Python would find them as garbage only when it
looks through everything. And a translated text stays no document of its own: each of these knows
the whole environment, which would be written into the file of each page.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any, Final

from docutils import nodes
from docutils.utils import Reporter
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

MOST: Final = 50  # pages; smaller sites keep all of theirs


def _forget(app: Sphinx, *_: Any) -> None:
    env: Any = app.env
    for cache in (env._write_doc_doctree_cache, env._pickled_doctree_cache):  # noqa: SLF001
        while len(cache) > MOST:
            del cache[next(iter(cache))]


def tidy(_app: Sphinx, doctree: nodes.document) -> None:
    """Let every node of a page know the page as its document, also those of translated texts.

    And what docutils has noted of targets that nothing refers to, two nodes for each question,
    nobody reads.
    """
    noted = doctree.transform_messages
    noted[:] = [each for each in noted if each["level"] > Reporter.INFO_LEVEL]
    for node in doctree.findall():
        if node.__dict__.get("_document", doctree) is not doctree:
            del node.__dict__["_document"]  # docutils asks the parent then


def _take_apart_last(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    _take_apart_written(app)
    app.__dict__["written_doctree"] = doctree  # Sphinx is not done with it


def _take_apart_written(app: Sphinx) -> None:
    if last := app.__dict__.pop("written_doctree", None):
        take_apart(last)


def take_apart(doctree: nodes.document) -> None:
    """Let nobody know anybody in a doctree of no more use; its memory is free at once."""
    for node in list(doctree.findall()):
        node.__dict__.clear()


def _give_back(app: Sphinx, _exception: Exception | None) -> None:
    """Keep no doctree for what is made of all pages, and give the memory of all to the system."""
    env: Any = app.env
    for cache in (env._write_doc_doctree_cache, env._pickled_doctree_cache):  # noqa: SLF001
        cache.clear()
    _take_apart_written(app)
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None:
        trim(0)  # of glibc alone


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("source-read", _forget)
    app.connect("doctree-read", tidy, priority=1_000)
    app.connect("html-page-context", _forget)
    app.connect("html-page-context", _take_apart_last, priority=1_000)
    app.connect("build-finished", _give_back, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
