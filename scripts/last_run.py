"""The record of the last run of a folder: read where it can be trusted, written after a run."""

from __future__ import annotations

from editorial import NAME
from folders import Folders
from page_files import INDEX
from sources import NAME as SOURCES
from unchanged import Record, program, read_record, state_of, write_record


def last_run(folders: Folders) -> Record:
    """The record of the last run; an empty one if anything but seeds is not as it left it."""
    record = read_record(folders.record)
    there = state_of(folders.out, record.files)
    trusted = record.files and there == record.files and record.program == _program(folders)
    return record if trusted else Record()


def _program(folders: Folders) -> str:
    """What a record must have been made with."""
    path = folders.seeds / NAME
    return f"{program()} {path.read_text(encoding='utf-8-sig') if path.exists() else ''}"


def remember(folders: Folders, record: Record) -> None:
    """Write the record, with the state of the files that are not known in it."""
    if len(record.seeds) == 1:  # there is nothing that could be left alone
        folders.record.unlink(missing_ok=True)
        return
    names = [*(f"{slug}.md" for slug in record.pages), INDEX, SOURCES]
    known = {name: record.files[name] for name in names if name in record.files}
    unknown = state_of(folders.out, [name for name in names if name not in known])
    record.files = {name: known.get(name) or unknown[name] for name in names}
    record.program = _program(folders)
    write_record(folders.record, record)
