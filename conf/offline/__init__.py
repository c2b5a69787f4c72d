"""Sphinx extension: the site can be installed and works without a network after one visit.

A web manifest and icons for each edition, and one service worker for all of them at the site's
root. The worker holds a list of all files with their digests: a new deployment is a new list.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from site_languages import Languages
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import _
from sphinx.util.display import progress_message
from sphinx.util.typing import ExtensionMetadata
from typesetting import typeset

HERE: Final = Path(__file__).parent
WORKER: Final = "worker.js"
MANIFEST: Final = "manifest.webmanifest"
ICONS: Final = {"icon-192.png": 192, "icon-512.png": 512}
# What nobody reads offline: sources of programs, what hosts and other programs read, books.
LEFT_OUT: Final = (".map", ".txt", ".xml", ".md", ".json", ".pdf", ".epub", ".apkg", ".inv")


def manifest(app: Sphinx) -> dict[str, Any]:
    """Return how the edition is installed: as an application of its own in its language."""
    icons = [
        {"src": f"_static/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
        for name, size in ICONS.items()
        for use in ("any", "maskable")
    ]
    return {
        "name": _("Mundap"),
        "short_name": _("Mundap"),
        "description": _("Study notes on machine learning, written as questions and answers."),
        "lang": app.config.language,
        # Its identity, too: an `id` is read below the host, so that all editions would be one.
        "start_url": "index.html",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": "#fdfdfb",
        "theme_color": "#0f5c5c",
        "icons": icons,
    }


def icon(size: int) -> bytes:
    """Return the site's mark as a square PNG, with room around it for any mask."""
    return typeset(HERE / "icon.typ", {"size": str(size)}, "png")


def _offer_script(app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(HERE / "static"))


def _name(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    context["web_manifest"] = MANIFEST
    context["touch_icon"] = "_static/icon-192.png"


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    with progress_message("writing what makes the site an application"):
        out = Path(app.outdir)
        text = json.dumps(manifest(app), ensure_ascii=False, indent=1) + "\n"
        (out / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
        for name, size in ICONS.items():
            (out / "_static" / name).write_bytes(icon(size))


def files_to_keep(site: Path) -> dict[str, str]:
    """Return the path and the digest of each file that the site needs without a network."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        hidden = (
            name.startswith(("_headers", "_redirects")) or "/previews/" in name or name == WORKER
        )
        if path.is_file() and not hidden and path.suffix not in LEFT_OUT:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return found


def finish_site(site: Path, languages: Languages, _kept: Path) -> None:
    """Write the service worker, which knows every file that is there by now."""
    if not any((site / language.code / MANIFEST).is_file() for language in languages.all):
        return
    files = files_to_keep(site)
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    facts = (
        f"const VERSION = {json.dumps(version)};\nconst FILES = {json.dumps(files, indent=0)};\n"
    )
    text = facts + (HERE / WORKER).read_text(encoding="utf-8")
    (site / WORKER).write_text(text, encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("config-inited", _offer_script)
    app.add_js_file("offline.js", loading_method="defer")
    app.connect("html-page-context", _name)
    app.connect("build-finished", _write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
