"""Sphinx extension: each edition as a book to take along, as PDF and as EPUB."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import question_data
from site_inputs import is_made_from
from site_languages import Language
from site_texts import Catalog
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from taken_along import NAME, folder_of

from .epub import write_epub
from .volumes import digest_of, write_print

STAMP: Final = "books.sha256"


def finish_edition(editions: Path, language: Language, kept: Path) -> None:
    """Write the books of an edition, unless they are there and its questions are the same.

    Args:
        editions: The folder that has the edition.
        language: Its language.
        kept: The folder for what is kept from build to build.
    """
    content = question_data.read(editions, language.code)
    if not content["questions"]:
        return
    stem = folder_of(editions / language.code) / f"{NAME}-{language.code}"
    text = Catalog(language).gettext
    digest, stamp = digest_of(content), kept / f"{language.code}-{STAMP}"
    if is_made_from(stamp, digest):
        return
    write_print(stem, content, text, kept)
    write_epub(stem.with_suffix(".epub"), content, text, kept / "epub")
    stamp.write_text(digest, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have the questions written; what is made of them comes when the edition is built."""
    app.setup_extension("question_data")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
