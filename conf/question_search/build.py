"""Writes the index and the engine of one edition at the end of a build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from catalog_state import page_digest
from kept import ENDING, folder_of, kept_json
from site_languages import read_languages
from sphinx.application import Sphinx
from sphinx.util.display import progress_message
from topics import topics_in_order

from .block_files import Writer, as_json
from .blocks import words_and_postings
from .concepts import EVERYDAY, MARK, Concepts, read_concepts
from .hangul import ANALYSIS
from .index import TOP, Indexer
from .page_terms import Part, made_anew
from .records import PageRecords
from .scripts import join, stemmers
from .text_blocks import texts
from .translations import records
from .words import keep_stems, learn_stems, stemmer_name

ENGINE: Final = Path(__file__).with_name("engine")
FOLDER: Final = "_static/search"
TERMBASES: Final = {"terms.toml": MARK, "everyday.toml": EVERYDAY}


def engine_script(languages: Sequence[str]) -> tuple[str, str]:
    """Return the name and the text of the engine for a site in these languages."""
    algorithms = dict.fromkeys(map(stemmer_name, languages))
    text = join(ENGINE / "engine.js", {"stemmers.js": stemmers(algorithms)})
    return f"engine-{hashlib.sha256(text.encode()).hexdigest()[:10]}.js", text


def site_concepts(locales: Path, source: str, languages: Sequence[str], edition: str) -> Concepts:
    """Return the concepts of all termbases below `locales`."""
    concepts = Concepts(edition)
    for code in languages:
        if code != source:
            for name, mark in TERMBASES.items():
                concepts.add(read_concepts(locales / code / name, source, code), mark)
    return concepts


def write_index(
    folder: Path,
    pages: Sequence[PageRecords],
    concepts: Concepts,
    languages: Sequence[str],
    part: Part = made_anew,
) -> None:
    """Index records for the edition that the concepts are for, and write all its files.

    Args:
        folder: Where the files go; others of their kind there are removed.
        pages: The questions, in the order of the site.
        concepts: Made for the language of the edition.
        languages: The codes of all languages of the site.
        part: Gets a page and what makes its part of the index, returns the part.
    """
    edition = concepts.language
    names = dict.fromkeys([stemmer_name(edition), *map(stemmer_name, languages)])
    head: dict[str, Any] = {
        "language": edition,
        "stemmers": list(names),
        "analysis": ANALYSIS,
        "concepts": concepts.listed(everyday=False),
        "everyday": concepts.listed(everyday=True),
    }
    writer = Writer(folder)
    name, text = engine_script(languages)
    writer.write(name, text.encode())
    tables = f"{writer.add('language', [as_json(head)])}-0"
    known = {"language": tables, "stemmer": stemmer_name(edition), "top": TOP}
    shown = texts(pages, edition, writer)  # before the index, which takes the memory of all others
    index = Indexer(edition, concepts).index(pages, part)
    writer.finish({**known, **words_and_postings(index, stemmer_name(edition), writer), **shown})


def begin(app: Sphinx) -> None:
    """Take in what an earlier build has learned."""
    learn_stems(_stems(app))


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the index when the pages of an edition are written."""
    if exception or app.builder.format != "html":
        return
    languages = read_languages()
    codes = [language.code for language in languages.all]
    locales = Path(app.srcdir) / app.config.locale_dirs[0]
    concepts = site_concepts(locales, languages.source, codes, app.config.language)
    with progress_message("writing the question index"):
        found = records(app, topics_in_order(app.env), codes, languages.source)
        write_index(Path(app.outdir) / FOLDER, found, concepts, codes, partial(_kept, app))
    keep_stems(_stems(app))


def _stems(app: Sphinx) -> Path:
    return folder_of(app, "stems") / f"words{ENDING}"


def _kept(app: Sphinx, page: str, make: Callable[[], Any]) -> Any:
    return kept_json(folder_of(app, "terms") / page, page_digest(app, page), make)
