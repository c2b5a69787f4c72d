"""Sphinx extension: the tree of pages in the sidebar, always open."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def _add_tree(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    # Furo's own tree hides the topics behind a switch whose label cannot be translated.
    if "toctree" in context:
        tree = context["toctree"](collapse=False, titles_only=True, maxdepth=-1, includehidden=True)
        context["page_tree"] = tree.replace('href="#"', 'href="#" aria-current="page"')


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _add_tree)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
