"""Brings the pages of a folder up to date: those of changed seeds alone, where that is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from editorial import NAME
from page_files import read_pages, write_pages
from page_writing.myst_pages import index_text
from seed_reading.seed_reader import decode, seed_paths
from sources import NAME as SOURCES
from sources import file_of
from splitting import Result, read_editorial, split
from unchanged import Page, Record, pages_of, program, read_record, state_of, write_record

INDEX = "index.md"
APART = ("documents", "related")  # decisions about one document each, or about no page


@dataclass(frozen=True, slots=True)
class Folders:
    """Where seeds lie and pages go, with the names of both in messages, and the record's path."""

    seeds: Path
    shown: str
    out: Path
    shown_out: str
    record: Path
    told: bool = False  # whether the fate of every line is asked for


def update(folders: Folders) -> tuple[Result, int]:
    """Split what has changed and write its pages.

    Returns:
        What was split, and how many files changed; of pages that were left alone, nothing.

    Raises:
        BadInputError: The seeds or the decisions about them cannot be used as they are.
        OSError: A file cannot be written; the old pages stay.
    """
    seeds = state_of(seed_paths(folders.seeds, folders.shown))
    record = read_record(folders.record)
    if (partly := _partly(folders, record, seeds)) is not None:
        return partly
    old = read_pages(folders.out)
    where = (folders.seeds, folders.shown, old, folders.shown_out, folders.out)
    result = split(*where, told=folders.told)
    count = write_pages(result.files, folders.out, old)
    _remember(folders, seeds, pages_of(result.topics))
    return result, count


def _partly(
    folders: Folders, record: Record, seeds: Mapping[str, list[int]]
) -> tuple[Result, int] | None:
    """The same for the changed seeds alone; None if that cannot be known to be right."""
    if record.program != _program(folders) or not _as_written(folders, record):
        return None
    changed = record.changed(seeds)
    there = [name for name in seeds if name in changed]
    if not changed or not there or 2 * len(changed) > len(seeds):
        return None
    before = {slug: page for slug, page in record.pages.items() if changed & {*page.seeds}}
    paths = (folders.out / f"{slug}.md" for slug in before)
    old = {path.name: decode(path, str(path)) for path in paths}
    where = (folders.seeds, folders.shown, old, folders.shown_out, folders.out)
    result = split(*where, only=there, told=False)
    made = pages_of(result.topics)
    left = {slug: page for slug, page in record.pages.items() if slug not in before}
    ids = {question.id for topic in result.topics for question in topic.questions}
    if {slug.casefold() for slug in left} & {slug.casefold() for slug in made}:
        return None
    if ids & record.ids(before):
        return None
    pages = _ordered({**left, **made}, [*seeds])
    files = {**result.pages, INDEX: index_text([*pages])}
    files[SOURCES] = file_of(page.rows for page in pages.values() if page.rows)
    index = folders.out / INDEX
    count = write_pages(files, folders.out, {**old, INDEX: decode(index, str(index))})
    _remember(folders, seeds, pages)
    return result, count


def _ordered(pages: Mapping[str, Page], seeds: Sequence[str]) -> dict[str, Page]:
    """Pages as a run over everything has them: questions first, then by the order of the seeds."""
    order = {name: at for at, name in enumerate(seeds)}

    def place(slug: str) -> tuple[bool, int]:
        return not pages[slug].questions, order[pages[slug].seeds[0]]

    return {slug: pages[slug] for slug in sorted(pages, key=place)}


def _program(folders: Folders) -> str:
    """What a record must have been made with; "" if an editor's decisions may be about any seed."""
    editorial = read_editorial(folders.seeds, folders.shown)
    path = folders.seeds / NAME
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    others = any(decision.table not in APART for decision in editorial.decisions)
    return "" if others else f"{program()} {text}"


def _as_written(folders: Folders, record: Record) -> bool:
    """Whether the files of the last run are as it left them."""
    if not record.files:
        return False
    there = state_of([folders.out / name for name in record.files])
    return there == record.files


def _remember(folders: Folders, seeds: Mapping[str, list[int]], pages: Mapping[str, Page]) -> None:
    names = [f"{slug}.md" for slug in pages] + [INDEX, SOURCES]
    files = state_of([folders.out / name for name in names])
    known = _program(folders) if len(seeds) > 1 else ""
    if known:
        write_record(folders.record, Record(known, dict(seeds), files, dict(pages)))
    else:
        folders.record.unlink(missing_ok=True)
