"""Sphinx extension: each edition as a book to take along, as PDF and as EPUB."""

from __future__ import annotations

from pathlib import Path

import question_data
from site_languages import Languages
from site_texts import Catalog
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from taken_along import NAME, folder_of, same_bytes

from .epub import write_epub
from .pdf import write_pdf


def finish_site(site: Path, languages: Languages) -> None:
    """Write the books of all editions that have questions."""
    for language in languages.all:
        content = question_data.read(site, language.code)
        if content["questions"]:
            stem = folder_of(site / language.code) / f"{NAME}-{language.code}"
            text = Catalog(language).gettext
            write_pdf(stem.with_suffix(".pdf"), content, text)
            write_epub(stem.with_suffix(".epub"), content, text)
            same_bytes(stem.with_suffix(".epub"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say that this may be an extension; what it does comes when the site is finished."""
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
