"""Sphinx extension: an Atom feed (RFC 4287) of added and changed questions in each edition.

The dates are those of docs/history.toml, which scripts/question_history.py keeps.
"""

from __future__ import annotations

import tomllib
import uuid
from pathlib import Path
from typing import Any, Final

import question_data
from docutils import nodes
from site_root import templates
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata

FILE: Final = "feed.xml"
MOST: Final = 50  # entries; who was away for longer has the site


def read_history(path: Path) -> dict[str, Any]:
    """Return the dates of each question; none if there is no such file.

    Raises:
        ExtensionError: The file is no TOML; the message says what to do.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise ExtensionError(f"{path}:1: {error}; take the file back from git") from error


def entries(questions: list[dict[str, Any]], history: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the questions that have a date with what the feed tells of them, newest first."""
    dated = [
        {**question, "added": row["added"], "changed": row["changed"], "urn": urn(question)}
        for question in questions
        if (row := history.get(question["id"]))
    ]
    return sorted(dated, key=lambda entry: entry["changed"], reverse=True)[:MOST]


def urn(question: dict[str, Any]) -> str:
    """Return an id that stays when the site moves to another address."""
    name = f"mundap/{question['language']}/{question['id']}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _name(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    context["feed"] = FILE


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    content = question_data.read(Path(app.outdir).parent, app.config.language)
    history = read_history(Path(app.srcdir) / "history.toml")
    text = (
        templates()
        .get_template(FILE)
        .render(
            title=_("Added and changed questions"),
            site=_("Mundap"),
            author=app.config.author,
            language=app.config.language,
            base=app.config.html_baseurl,
            urn=urn({"language": app.config.language, "id": "feed"}),
            entries=entries(content["questions"], history),
        )
    )
    Path(app.outdir, FILE).write_text(text, encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.setup_extension("question_data")  # writes what this reads, so it has to come first
    app.connect("html-page-context", _name)
    app.connect("build-finished", _write, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
