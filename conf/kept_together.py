"""Sphinx extension: short names with a hyphen stand on one line, as in GPT-3, DALL-E or top-p.

Browsers break lines after any hyphen between letters and digits, and CSS cannot say which ones to
spare. A character that forbids the break would be copied with the text, and a search in the page
would not find the name. So each name stands in an element that does not wrap.
"""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

LONGEST: Final = 14
WORD: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def together(html: str) -> str:
    """Return HTML without elements, with each short name in an element that does not wrap."""
    return WORD.sub(_kept, html) if "-" in html else html


def _kept(found: re.Match[str]) -> str:
    """Return a word; in an element if a part of it would be lost at the end or start of a line."""
    word, parts = found[0], found[0].split("-")
    short = any(len(part) <= 2 or part[0].isdigit() for part in parts)  # noqa: PLR2004
    whole = len(parts) > 1 and len(word) <= LONGEST and all(parts)
    return f'<span class="together">{word}</span>' if whole and short else word


def _visit_text(translator: HTML5Translator, node: nodes.Text) -> None:
    start = len(translator.body)
    HTML5Translator.visit_Text(translator, node)
    if not translator.protect_literal_text:
        translator.body[start:] = map(together, translator.body[start:])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    # Sphinx's types ask for an element, its code for a class of nodes.
    app.add_node(nodes.Text, override=True, html=(_visit_text, None))  # type: ignore[arg-type]
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
