"""Sphinx extension: a picture of each topic in its language, for previews of links (Open Graph).

Pages name their picture only where the site's address is known: Open Graph wants whole addresses.
"""

from __future__ import annotations

import json
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


def texts_of(title: str, note: str, name: str, language: str) -> dict[str, str]:
    """Return what stands on a picture: a title, a note below it and the site's name."""
    texts = {"title": shorten(title, LONGEST), "note": shorten(note, LONGEST)}
    return texts | {"name": shorten(name, LONGEST), "language": language}


def picture(texts: dict[str, str]) -> bytes:
    """Return a PNG with the texts of `texts_of`."""
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
    kept = Path(app.doctreedir, f"previews-{app.builder.name}.json")
    drawn = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    with progress_message("drawing the pictures for previews"):
        (Path(app.outdir) / FOLDER).mkdir(parents=True, exist_ok=True)
        for page, note in notes.items():
            title = " ".join(app.env.titles[page].astext().split())
            texts = texts_of(title, note, _("Mundap"), app.config.language)
            path = Path(app.outdir, _file(app, page))
            if drawn.get(page) != texts or not path.is_file():
                path.write_bytes(picture(texts))
            drawn[page] = texts
    kept.write_text(json.dumps(drawn), encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _name)
    app.connect("build-finished", _draw)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
