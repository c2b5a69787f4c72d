"""Sphinx extension: code in notes is shown whatever it is.

What people note down is often a fragment, or in a language that no lexer knows. Sphinx warns of
both, and a warning fails the build; here the first is colored as far as it goes, the second not.
"""

from typing import Any

from docutils import nodes
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from sphinx.application import Sphinx
from sphinx.highlighting import lexer_classes, lexers
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

SPHINX_NAMES = {"default", "guess", *lexers, *lexer_classes}


class ShowAnyCode(SphinxPostTransform):
    """Tells Sphinx's highlighter to make the best of each block of code."""

    default_priority = 401  # right after Sphinx has settled the language of each block (400)

    def run(self, **kwargs: Any) -> None:
        """Mark the blocks of this document."""
        for block in self.document.findall(nodes.literal_block):
            block["force"] = True
            if not is_known(block.get("language", "none")):
                block["language"] = "none"


def is_known(language: str) -> bool:
    """Return whether Pygments or Sphinx has a lexer of this name."""
    try:
        return language in SPHINX_NAMES or bool(find_lexer_class_by_name(language))
    except ClassNotFound:
        return False


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_post_transform(ShowAnyCode)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
