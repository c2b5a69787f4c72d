"""Sphinx extension: the general index files Hangul under the letters that people write."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes
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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _write_letters)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
