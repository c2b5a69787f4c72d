"""Sphinx extension: the search box, and the page `search.html`, instead of Sphinx's own search.

`static/search.js` comes with each page and is small; it loads `search-box.js`, which is joined
from the modules in `box/`, when a reader reaches for the search.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from page_facts import add_site_facts
from question_search.scripts import join
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.typing import ExtensionMetadata

from .site import site_module, topic_links

BOX: Final = Path(__file__).parent / "box" / "box.js"
SCRIPT: Final = "_static/search-box.js"
# Scripts of Sphinx's search, and others that serve nothing else on these pages; page.js does what
# Furo's did.
UNUSED: Final = (
    "_static/doctools.js",
    "_static/documentation_options.js",
    "_static/language_data.js",
    "_static/scripts/furo.js",
    "_static/searchtools.js",
    "_static/sphinx_highlight.js",
    "_static/translations.js",
)


def _leave_sphinx_search(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _write_box(app: Sphinx, builder: Builder) -> None:
    if builder.format != "html":
        return
    text = join(BOX, {"site.js": site_module(app)})
    path = Path(app.outdir) / SCRIPT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    app.search_box_script = f"{SCRIPT}?v={version}"  # type: ignore[attr-defined]


def _add_search(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    context["script_files"] = [
        script
        for script in context["script_files"]
        if str(getattr(script, "filename", script)) not in UNUSED
    ]
    context["search_box"] = app.search_box_script  # type: ignore[attr-defined]


def _add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield "search", {"search_topics": topic_links(app)}, "search.html"


def _remove_unused(app: Sphinx, exception: Exception | None) -> None:
    if app.builder.format == "html":
        for name in UNUSED:
            (Path(app.outdir) / name).unlink(missing_ok=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    add_site_facts(app, site_module)  # pages name the script by its digest
    app.connect("builder-inited", _leave_sphinx_search)
    app.connect("write-started", _write_box)
    app.connect("html-page-context", _add_search)
    app.connect("html-collect-pages", _add_page)
    app.connect("build-finished", _remove_unused)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
