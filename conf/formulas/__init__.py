"""Sphinx extension: formulas as MathML in the page; no script, nothing from another host.

What cannot be shown as a formula is shown as it was written, as code; the build names the place.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, Final

from docutils import nodes
from page_head import shorten
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from .mathml import mathml

logger = logging.getLogger(__name__)
TOLD: Final = 80  # characters of a formula in a message
NARROW: Final = 28  # letters of a formula that the narrowest phone has room for
LEAF: Final = re.compile(r'<(m[ino]|mtext|mspace)\b(?:[^>]* width="(\d+))?[^>]*>([^<]*)<')


def inline_formula(tex: str) -> str:
    """Return a formula within a line as HTML; as code if it cannot be shown as a formula."""
    found = mathml(tex, display=False)
    if not found:
        return f'<code class="docutils literal notranslate">{escape(tex)}</code>'
    if _width(found) <= NARROW:
        return found
    return f'<span class="wide-formula" tabindex="0">{found}</span>'  # it scrolls by itself


def _width(found: str) -> int:
    """Return how many letters wide MathML is, at most: signs have spaces around them."""
    leaves = ((name, int(space or 0), unescape(text)) for name, space, text in LEAF.findall(found))
    return sum(
        2 * space + len(text) * (2 if name == "mo" or not text.isascii() else 1)
        for name, space, text in leaves
    )


def display_formula(tex: str) -> str:
    """Return a formula that stands by itself as HTML; as code if it cannot be shown as one."""
    if found := mathml(tex, display=True):
        return f'<div class="formula">{found}</div>\n'
    return f'<div class="highlight notranslate"><pre>{escape(tex.strip())}</pre></div>\n'


def _write_inline(translator: Any, node: nodes.math) -> None:
    _write(translator, node, inline_formula(node.astext()))


def _write_display(translator: Any, node: nodes.math_block) -> None:
    _write(translator, node, display_formula(node.astext()))


def _write(translator: Any, node: nodes.Element, html: str) -> None:
    if "<math" not in html:
        tex = shorten(node.astext(), TOLD)
        logger.info("formula that is shown as code: %s", tex, location=node)
    translator.body.append(html)
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx, in place of its own way, which loads MathJax."""
    app.add_html_math_renderer("mathml", (_write_inline, None), (_write_display, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
