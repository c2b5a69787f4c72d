"""The checks of catalogs, and how they are run over an edition.

Each module registers its checks when it is imported; `CHECKS` has all of them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from passed import Passed, digest

from catalog_checks import (
    files,
    left_words,
    markup_checks,
    numbers,
    particles,
    prose,
    register,
    safety,
    terms,
    typography,
)
from catalog_checks.acceptance import accept
from catalog_checks.registry import (
    CHECKS,
    Check,
    Edition,
    Finding,
    Known,
    Page,
    Pair,
    Severity,
    check,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalog_model import Catalog, CatalogError, Entry

__all__ = [
    "CHECKS", "Check", "Finding", "Known", "Report", "Severity", "check", "check_edition",
]  # fmt: skip

INTERFACE = "sphinx"  # Sphinx's name for the catalog of the templates
MODULES = (
    files, markup_checks, safety, numbers, prose, left_words, typography, register, particles,
    terms,
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """The findings about one language, and those that comments accept, with their reasons."""

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...]
    entries: int


def check_edition(
    catalogs: Iterable[Catalog],
    errors: Iterable[CatalogError],
    known: Known,
    passed: Passed | None = None,
) -> Report:
    """Return what all checks say about one language.

    Args:
        catalogs: those that could be read.
        errors: why the others could not.
        known: languages, termbase, templates and so on.
        passed: messages that need no look; the others that pass are added.
    """
    passed = Passed() if passed is None else passed
    edition = Edition(tuple(catalogs), known)
    found = [
        finding for error in errors for each in _over("error") for finding in each.of_error(error)
    ]
    for catalog in edition.catalogs:
        found += _of_catalog(catalog, known, passed)
    if edition.catalogs:
        found += [finding for each in _over("edition") for finding in each.of_edition(edition)]
    stay, accepted = accept(found, edition.catalogs)
    entries = sum(len(catalog.live) for catalog in edition.catalogs)
    return Report(tuple(sorted(stay)), tuple(sorted(accepted)), entries)


def _over(kind: str) -> list[Check]:
    return [each for each in CHECKS.values() if each.over == kind]


def _of_catalog(catalog: Catalog, known: Known, passed: Passed) -> Iterator[Finding]:
    page = Page(catalog, known)
    for each in _over("page"):
        yield from each.of_page(page)
    kind = INTERFACE if catalog.page == INTERFACE else ""
    for entry in catalog.live:
        if entry.translated:
            message = digest(kind, entry.msgid, entry.msgstr)
            if not passed.has(message):
                found = list(_of_entry(catalog, entry, known))
                passed.now.update([] if found else [message])
                yield from found


def _of_entry(catalog: Catalog, entry: Entry, known: Known) -> Iterator[Finding]:
    parse = known.parse_interface if catalog.page == INTERFACE else known.parse
    pair = Pair(entry, parse(entry.msgid), parse(entry.msgstr), known)
    for each in _over("pair"):
        # What the notes say in this language themselves is not a matter of our style.
        if each.severity is Severity.CRITICAL or entry.msgid not in known.verbatim:
            yield from each.of_pair(catalog, pair)
