"""Sphinx extension: a picture of each topic in its language, for previews of links (Open Graph).

Pages name their picture only where the site's address is known: Open Graph wants whole addresses.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from page_head import shorten
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.display import progress_message
from sphinx.util.typing import ExtensionMetadata
from topics import count_text, counts
from typesetting import typeset

HERE: Final = Path(__file__).parent
FOLDER: Final = "_static/previews"
LONGEST: Final = 200  # characters of a text; no more would fit on the picture
WIDTH, HEIGHT = 1200, 630  # what Open Graph's readers show without cutting


def picture(title: str, note: str, name: str, language: str) -> bytes:
    """Return a PNG with a title, a note below it and the site's name."""
    texts = {"title": shorten(title, LONGEST), "note": shorten(note, LONGEST)}
    texts |= {"name": shorten(name, LONGEST), "language": language}
    return typeset(HERE / "preview.typ", texts, "png")


def _file(app: Sphinx, pagename: str) -> str:
    name = pagename if pagename in counts(app.env) else app.config.root_doc
    return f"{FOLDER}/{name.replace('/', '-')}.png"


def _name(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if app.config.html_baseurl:
        url = app.config.html_baseurl + _file(app, pagename)
        context["preview"] = {"url": url, "width": WIDTH, "height": HEIGHT}


def _draw(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    total = count_text(sum(counts(app.env).values()))
    notes = {app.config.root_doc: total} | {n: count_text(c) for n, c in counts(app.env).items()}
    with progress_message("drawing the pictures for previews"):
        (Path(app.outdir) / FOLDER).mkdir(parents=True, exist_ok=True)
        for page, note in notes.items():
            title = " ".join(app.env.titles[page].astext().split())
            png = picture(title, note, _("Mundap"), app.config.language)
            Path(app.outdir, _file(app, page)).write_bytes(png)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _name)
    app.connect("build-finished", _draw)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
