"""Sphinx extension: all questions of an edition as one file for programs, `questions.<code>.json`.

`questions.schema.json` beside it is its JSON Schema, and docs/data.md its guide.
Anki decks, EPUB, PDF and feeds are made from this file alone: they have it written also where
conf.py does not name this extension, and `build_site.py` then takes it away again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from site_languages import Languages, read_languages
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.display import progress_message
from sphinx.util.typing import ExtensionMetadata
from topics import counts

from .collect import keep, questions

SCHEMA: Final = "questions.schema.json"


def file_name(code: str) -> str:
    """Return the name of the file in the edition `code`."""
    return f"questions.{code}.json"


def read(site: Path, code: str) -> dict[str, Any]:
    """Return what the edition `code` of a built site offers; no questions if it has no file."""
    path = site / code / file_name(code)
    if not path.is_file():
        return {"language": code, "title": "", "url": "", "questions": []}
    return dict(_read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=4)  # decks, books and feeds of an edition read the same file
def _read(path: Path, _changed: int) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def withdraw(site: Path, languages: Languages) -> None:
    """Take the files away, which others only needed to be made.

    Args:
        site: The finished site.
        languages: Its languages.
    """
    for language in languages.all:
        for name in (file_name(language.code), SCHEMA):
            (site / language.code / name).unlink(missing_ok=True)


def _keep(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if doctree and pagename in counts(app.env):
        keep(app, pagename, doctree, context["body"])


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    code = app.config.language
    with progress_message("writing the questions for programs"):
        content = {
            "$schema": SCHEMA,
            "title": _("Mundap"),
            "language": code,
            "languages": [language.code for language in read_languages().all],
            "url": app.config.html_baseurl,
        }
        out = Path(app.outdir)
        told = _with_questions(json.dumps(content, ensure_ascii=False, indent=1), questions(app))
        new = out / f"{file_name(code)}.new"
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(told)
        new.replace(out / file_name(code))
        shutil.copyfile(Path(__file__).with_name("schema.json"), out / SCHEMA)


def _with_questions(head: str, topics: Iterable[str]) -> Iterator[str]:
    """Yield the file topic by topic: as one text it would be a hundred megabytes of a large site.

    To make JSON of all questions in one go takes twice as long, with or without a change.
    """
    yield head.removesuffix("\n}") + ',\n "questions": ['
    before = "\n "
    for told in filter(None, topics):
        yield from (before, told)
        before = ",\n "
    yield "]\n}\n" if before == "\n " else "\n ]\n}\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _keep)
    app.connect("build-finished", _write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
