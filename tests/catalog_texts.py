"""Catalogs and templates as short Python values, for the tests of the catalog tools."""

from collections.abc import Mapping
from pathlib import Path

import polib

HEAD = {"Language": "ko", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}


def template(*msgids: str) -> polib.POFile:
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Project-Id-Version": "Notes ", "POT-Creation-Date": "2026-01-01 00:00+0000"}
    po.extend(polib.POEntry(msgid=msgid) for msgid in msgids)
    return po


def catalog(messages: Mapping[str, str], *more: polib.POEntry) -> polib.POFile:
    po = polib.POFile(wrapwidth=0)
    po.header = "Korean of the notes."
    po.metadata = dict(HEAD)
    po.extend(polib.POEntry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in messages.items())
    po.extend(more)
    return po


def write_po(path: Path, po: polib.POFile) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(po), encoding="utf-8")
    return path


def project(folder: Path, pages: Mapping[str, Mapping[str, str]]) -> Path:
    """Write languages.toml, templates and Korean catalogs of pages; return the folder."""
    languages = 'source = "en"\n\n[en]\nname = "English"\n\n[ko]\nname = "한국어"\n'
    locales = folder / "locales"
    locales.mkdir(parents=True)
    (locales / "languages.toml").write_text(languages, encoding="utf-8")
    for page, messages in pages.items():
        write_po(folder / "gettext" / f"{page}.pot", template(*messages))
        write_po(locales / "ko" / "LC_MESSAGES" / f"{page}.po", catalog(messages))
    return folder
