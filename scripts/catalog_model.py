"""Catalogs: what a `.po` file holds, read strictly, with the line of each translation.

polib reads. Before it, one pattern proves that no line is cut off: polib and Babel overlook a
missing quotation mark. After it, Babel reads, too, because the site's build uses Babel.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polib
from babel.messages.pofile import PoFileError, read_po

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES: Final = 4_000_000  # ten times the largest catalog of Python's documentation
MAX_MESSAGE: Final = 20_000  # characters; a message is a paragraph
FOLDER: Final = "LC_MESSAGES"

# A line of a catalog: empty, a comment, or a keyword and a string that ends on the same line.
_LINE = re.compile(
    r"\s*(?:#(?!~).*|(?:\#~\|?\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"
    r'"(?:[^"\\]|\\[\\"abfnrtv0-7x])*"\s*|\#~\s*|)'
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029]")


class CatalogError(Exception):
    """A catalog that cannot be read.

    Args:
        path: the file, as the person named it.
        line: the line to go to, counted from 1.
        message: what is wrong, and what to do.
    """

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Entry:
    """One message of a catalog; `line` is that of its msgstr, where a translator goes."""

    msgid: str
    msgstr: str
    line: int = 1
    fuzzy: bool = False
    obsolete: bool = False
    previous: str | None = None
    comment: str = ""
    flags: tuple[str, ...] = ()

    @property
    def translated(self) -> bool:
        """Whether a reader sees this translation: Sphinx shows English for a fuzzy entry."""
        return bool(self.msgstr.strip()) and not self.fuzzy and not self.obsolete


@dataclass(frozen=True)
class Catalog:
    """The messages of one page in one language."""

    path: Path
    language: str
    page: str
    entries: tuple[Entry, ...]
    metadata: Mapping[str, str]

    @property
    def live(self) -> tuple[Entry, ...]:
        """The entries whose English is on the page."""
        return tuple(entry for entry in self.entries if not entry.obsolete)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a catalog.

    Raises:
        CatalogError: when it is no plain file, too large, or not to be opened.
    """
    if path.is_symlink() or not path.is_file():
        raise CatalogError(path, 1, "this is not a plain file; put the catalog itself here")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogError(path, 1, f"larger than {MAX_BYTES:,} bytes; split the page")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror
        raise CatalogError(path, 1, f"cannot be opened ({reason}); check the path") from error


def decode(data: bytes, path: Path) -> str:
    """Return the text of a catalog's bytes.

    Raises:
        CatalogError: for a byte order mark, Windows line ends, bytes that are not UTF-8, or
            control characters.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise CatalogError(path, 1, "starts with a byte order mark; save as UTF-8 without BOM")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(path, line, "this is not UTF-8; save the file as UTF-8") from error
    if bad := _FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        name = "Windows line end (CR)" if bad[0] == "\r" else f"character U+{ord(bad[0]):04X}"
        raise CatalogError(path, line, f"{name} in the file; save with Unix line ends, without it")
    return text


def parse_po(text: str, path: Path) -> polib.POFile:
    """Return polib's view of a catalog.

    Args:
        text: the catalog's text.
        path: named in errors.

    Raises:
        CatalogError: at the line where the text is no catalog.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line):
            raise CatalogError(
                path, number, 'not a line of a catalog; write msgid "…" or msgstr "…" on one line'
            )
    po = _polib(text, path)
    try:  # what Sphinx will do with it
        read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise CatalogError(path, error.lineno + 1, f"{error}; mend this entry") from error
    except (ValueError, LookupError, TypeError) as error:
        raise CatalogError(path, 1, f"Babel cannot read it ({error}); mend the header") from error
    return po


def _polib(text: str, path: Path) -> polib.POFile:
    # polib takes a text that is the name of a file for that file: a line end prevents it.
    try:
        return polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        raise CatalogError(
            path, line, "a catalog's msgid and msgstr come in pairs; mend this"
        ) from (error)


def entries_of(po: polib.POFile, text: str, path: Path) -> tuple[Entry, ...]:
    """Return the entries of a parsed catalog; each form of a plural is an entry of its own."""
    lines = text.split("\n")
    found = [entry for item in po for entry in _entries(item, lines)]
    for entry in found:
        if max(len(entry.msgid), len(entry.msgstr)) > MAX_MESSAGE:
            message = f"a message of more than {MAX_MESSAGE:,} characters; split the paragraph"
            raise CatalogError(path, entry.line, message)
    return tuple(found)


def _entries(item: polib.POEntry, lines: list[str]) -> list[Entry]:
    forms = item.msgstr_plural or {0: item.msgstr}
    first = _msgstr_line(lines, item.linenum or 1)
    return [
        Entry(
            msgid=item.msgid if index == 0 else item.msgid_plural,
            msgstr=msgstr,
            line=first + index,
            fuzzy=item.fuzzy,
            obsolete=bool(item.obsolete),
            previous=item.previous_msgid,
            comment=item.tcomment,
            flags=tuple(item.flags),
        )
        for index, msgstr in sorted(forms.items())
    ]


def _msgstr_line(lines: list[str], start: int) -> int:
    for number in range(start, len(lines) + 1):
        if lines[number - 1].lstrip("#~ \t").startswith("msgstr"):
            return number
    return start


def place_of(path: Path) -> tuple[str, str]:
    """Return language and page of a catalog; outside of an LC_MESSAGES folder no language."""
    if FOLDER not in path.parts:
        return "", path.stem
    at = len(path.parts) - 1 - path.parts[::-1].index(FOLDER)
    page = "/".join((*path.parts[at + 1 : -1], path.stem))
    return (path.parts[at - 1] if at else ""), page


def read_catalog(path: Path) -> Catalog:
    """Return the catalog in a file.

    Raises:
        CatalogError: when the file is no catalog.
    """
    text = decode(read_bytes(path), path)
    po = parse_po(text, path)
    language, page = place_of(path)
    language = language or po.metadata.get("Language", "")
    return Catalog(path, language, page, entries_of(po, text, path), po.metadata)


def catalog_paths(folder: Path) -> list[Path]:
    """Return the catalogs below a folder, sorted; symbolic links are returned, never followed."""
    return sorted(path for path in folder.rglob("*.po") if path.name != "memory.po")
