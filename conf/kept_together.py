"""Sphinx extension: what a line break would tear apart stands on one line.

Browsers break lines after any hyphen between letters and digits, as in GPT-3 or DALL-E, and
between a closing mark and the Korean particle behind it, as in “어텐션(attention)은” and “15%를”.
CSS cannot say which places to spare. A character that forbids the break would be copied with the
text, and a search in the page would not find the words. So what belongs together stands in an
element that does not wrap.
"""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

LONGEST: Final = 14  # more letters would stick out of a phone, or leave a gap in the line
SHORTEST: Final = 3  # a part with no more letters is lost at the end or start of a line
# A word with a hyphen, or a closing mark with the letter of another script behind it.
PIECE: Final = re.compile(
    r"(?P<word>(?<![A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9.]*-[A-Za-z0-9.-]*[A-Za-z0-9])"
    r"|[)\]%”’」』°…][^\W\da-zA-Z_]"
)


def together(html: str) -> str:
    """Return HTML without elements, with what belongs together in elements that do not wrap."""
    return PIECE.sub(_kept, html)


def _kept(found: re.Match[str]) -> str:
    """Return a piece; in an element if a break in it would tear apart a name or a particle."""
    word = found["word"]
    return found[0] if word and not _is_name(word) else f'<span class="together">{found[0]}</span>'


def _is_name(word: str) -> bool:
    parts = word.split("-")
    whole = all(parts) and len(word) <= LONGEST
    return whole and any(len(part) <= SHORTEST or part[0].isdigit() for part in parts)


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
