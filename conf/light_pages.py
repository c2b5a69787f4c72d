"""Sphinx extension: no page loads a style sheet that nothing on it uses."""

from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

# What has to stand in the body of a page that needs the style sheet; None: no page of ours does.
# Furo has the second for extensions that this site does not use, such as tabs and copy buttons.
NEEDED_FOR: Final = {"_static/pygments.css": 'class="highlight', "furo-extensions.css": None}


def is_needed(name: str, body: str) -> bool:
    """Return whether a page with this body needs the style sheet of this name."""
    for end, sign in NEEDED_FOR.items():
        if name.endswith(end):
            return sign is not None and sign in body
    return True


def _drop_styles(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    body = context.get("body", "")
    files = context.get("css_files", [])
    context["css_files"] = [file for file in files if is_needed(str(file.filename), body)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _drop_styles, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
