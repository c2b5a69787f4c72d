"""Sphinx extension: text of a translated edition that stands in the source language says so.

A screen reader then reads it in the right voice, and hyphenation and fonts fit (WCAG 2.2,
success criterion 3.1.2, Language of Parts).
"""

from typing import Any

from docutils import nodes
from site_languages import read_languages
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages
from sphinx.util.typing import ExtensionMetadata


def language_class(code: str) -> str:
    """Return the class that docutils writes as `lang="code"`."""
    return f"language-{code}"


class MarkUntranslated(SphinxTransform):
    """Marks each translatable node that has no translation."""

    # After Locale (20); before DoctreeReadEvent (880), where Sphinx collects the titles.
    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Mark this document, unless it is in the source language."""
        source = read_languages().source
        if self.config.language == source or self.app.builder.name == "gettext":
            return
        for node, _message in list(extract_messages(self.document)):
            if not node.get("translated") and not isinstance(node, addnodes.translatable):
                _mark(node, [language_class(source), "untranslated"])


def _mark(node: nodes.Element, classes: list[str]) -> None:
    if isinstance(node, nodes.title):
        # Sphinx copies a title's children into every list of titles: so goes the mark.
        node.children = [nodes.inline("", "", *node.children, classes=classes)]
        node.setup_child(node.children[0])
    else:
        node["classes"].extend(classes)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_transform(MarkUntranslated)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
