"""Sphinx extension: the general index files Hangul under the letters that people write.

It is written when an entry has changed, or what every page shows of the others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from kept import digest, folder_of, kept
from page_facts import digest_of, tree_of
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

FIRST: Final = 0x1100  # of the conjoining initial consonants, which stand alone only in part
LETTERS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def letter(key: str) -> str:
    """Return the heading of a part of the index: a consonant of its own for a conjoining one."""
    place = ord(key[0]) - FIRST
    return LETTERS[place] if len(key) == 1 and 0 <= place < len(LETTERS) else key


def _write_letters(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if "genindexentries" in context:
        parts = context["genindexentries"]
        context["genindexentries"] = [(letter(key), entries) for key, entries in parts]


def _write_if_changed(app: Sphinx) -> None:
    builder: Any = app.builder
    if write := getattr(builder, "write_genindex", None):
        builder.write_genindex = partial(_if_changed, app, write)


def _if_changed(app: Sphinx, write: Callable[[], None]) -> None:
    path = Path(app.outdir, "genindex.html")
    made_from = digest(digest_of(_shown(app)).encode())
    page = kept(folder_of(app, "general_index") / "page", made_from, partial(_written, path, write))
    if not path.is_file():
        path.write_bytes(page)


def _written(path: Path, write: Callable[[], None]) -> bytes:
    write()
    return path.read_bytes()


def _shown(app: Sphinx) -> list[Any]:
    return [app.env.domains.index_domain.entries, tree_of(app), app.config.html_baseurl]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _write_letters)
    app.connect("builder-inited", _write_if_changed)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
