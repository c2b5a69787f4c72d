"""Sphinx extension: the last look at a page before anything is copied or written.

Whatever a parser made of a stranger's text, the page gets no raw HTML, no copy of a file but
a picture of the docs folder, and no link that runs something.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
# What XML cannot have: one such character, and no e-reader opens the book, no program the feed.
# https://www.w3.org/TR/xml/#charsets
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RefuseUnsafeNodes(SphinxTransform):
    """Takes out nodes that would run something or publish a file, with a warning for each."""

    # After Locale (20), so that translations are seen; before DoctreeReadEvent (880), where
    # Sphinx collects the files that it copies.
    default_priority = 860

    def apply(self, **kwargs: Any) -> None:
        """Clean this document."""
        for toctree in self.document.findall(addnodes.toctree):
            self._clean(toctree)
        for words in list(self.document.findall(nodes.Text)):
            if found := NO_CHARACTER.search(words):
                _warn(words.parent, f"control character U+{ord(found[0]):04X}")
                words.parent.replace(words, nodes.Text(NO_CHARACTER.sub("\ufffd", words)))
        for node, why in list(self._unsafe()):
            _warn(node, why)
            text = node.astext()
            inline = isinstance(node.parent, nodes.TextElement)
            node.parent.replace(node, nodes.Text(text) if inline else nodes.literal_block("", text))

    def _clean(self, toctree: addnodes.toctree) -> None:
        for entry in [each for each in toctree["entries"] if not self._is_safe(each[1])]:
            _warn(toctree, f"link to {entry[1]!r} has a scheme that is not allowed")
            toctree["entries"].remove(entry)

    def _unsafe(self) -> Iterator[tuple[nodes.Element, str]]:
        for node in self.document.findall(nodes.Element):
            if isinstance(node, nodes.raw):
                yield node, "raw text for one output format"
            elif isinstance(node, addnodes.download_reference):
                yield node, f"link to the file {node['reftarget']!r}, which is no page"
            elif isinstance(node, nodes.image) and not self._is_own_picture(node["uri"]):
                yield node, f"picture {node['uri']!r} is not a file of the docs folder"
            elif isinstance(node, nodes.reference) and not self._is_safe(node.get("refuri", "")):
                yield node, f"link to {node['refuri']!r} has a scheme that is not allowed"

    def _is_safe(self, uri: str) -> bool:
        scheme = urlsplit(uri).scheme.lower()
        return not scheme or scheme in self.config.myst_url_schemes

    def _is_own_picture(self, uri: str) -> bool:
        if urlsplit(uri).scheme or uri.startswith("//"):
            return False
        path = Path(self.env.relfn2path(uri, self.env.current_document.docname)[1])
        return path.resolve().is_relative_to(Path(self.env.srcdir).resolve())


def _warn(node: nodes.Element, why: str) -> None:
    logger.warning("%s; take it out", why, location=node, type="mundap", subtype="unsafe")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_transform(RefuseUnsafeNodes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
