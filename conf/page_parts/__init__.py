"""Sphinx extension: what the small extensions of a topic page share.

Each of them adds its parts while Sphinx starts: scripts and styles, which are joined into one
file of each kind, so that a page asks for few files; markup for the bar at the top of a topic and
for the foot of each question. Without any of them a page has neither file, bar nor foot.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.typing import ExtensionMetadata
from topics import counts

from .files import SCRIPT, STYLE, write_parts
from .fragments import AddFragments, fragment, skip, visit
from .parts import parts_of
from .questions import SiteQuestionCollector, SiteTextsCollector


def on_pages(app: Sphinx) -> bool:
    """Return whether this build makes pages for a browser, and not for a book or a check."""
    return app.builder.name in {"html", "dirhtml"}


def _write(app: Sphinx, builder: Builder) -> None:
    if on_pages(app):
        write_parts(app)


def _add_files(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    wanted = pagename in counts(app.env) or pagename in parts_of(app).pages
    if not (wanted and on_pages(app)):
        return
    context["early_script"] = "".join(parts_of(app).early)
    if parts_of(app).scripts:
        app.add_js_file(SCRIPT, loading_method="defer")
    if parts_of(app).styles:
        app.add_css_file(STYLE)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    handlers = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(fragment, html=(visit, None), **handlers)  # type: ignore[arg-type]
    app.add_post_transform(AddFragments)
    app.add_env_collector(SiteQuestionCollector)
    app.add_env_collector(SiteTextsCollector)
    app.connect("write-started", _write)
    # Before others, which may put another list of files into the context.
    app.connect("html-page-context", _add_files, priority=400)
    return {
        "version": "1",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
