"""Sphinx extension: a keyboard reaches whatever scrolls sideways (WCAG 2.1.1).

Code, formulas and wide tables get a window of their own on a narrow screen, and not every browser
lets a keyboard into such a window by itself.
"""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

# Sphinx escapes each `<` in texts and attributes, so that this finds elements and nothing else.
SCROLLS: Final = re.compile(r'<(?:pre(?=>)|div(?= class="(?:table-wrapper|formula)[ "]))')


def reachable(body: str) -> str:
    """Return a page's HTML with a place for the keyboard at each block that may scroll."""
    return SCROLLS.sub(r'\g<0> tabindex="0"', body)


def _add_places(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if "body" in context:
        context["body"] = reachable(context["body"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    # Before others, which show parts of a page elsewhere.
    app.connect("html-page-context", _add_places, priority=300)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
