"""How far the catalogs of a language are: what is translated, what has changed, what is left."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import PoFileError, read_po
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

State = Literal["translated", "changed", "untranslated"]


@dataclass(frozen=True)
class Entry:
    """One message of a catalog: its state, the line that it begins on, and its translation."""

    state: State
    line: int
    text: str = ""


def read_catalog(path: Path) -> dict[str, Entry]:
    """Read one catalog.

    Args:
        path: A PO file.

    Returns:
        Its entries by msgid, without the header and obsolete ones. A fuzzy entry is "changed":
        the English is no longer the one that was translated. No file has no entries.

    Raises:
        ExtensionError: The file is no catalog; the message says where and what to do.
    """
    if not path.is_file():
        return {}
    return _read(path, path.stat().st_mtime_ns)


def finished(path: Path) -> dict[str, str]:
    """Return what a catalog translates, by msgid; raises what `read_catalog` does."""
    entries = read_catalog(path).items()
    return {message: entry.text for message, entry in entries if entry.state == "translated"}


@lru_cache(maxsize=1_024)  # several extensions ask for the same catalogs, page after page
def _read(path: Path, _changed: int) -> dict[str, Entry]:
    try:
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", 0) + 1
        raise ExtensionError(f"{path}:{line}: no catalog ({error}); mend the line") from error
    return {
        message.id if isinstance(message.id, str) else message.id[0]: Entry(
            _state(bool(message.string), message.fuzzy), message.lineno or 1, _text(message.string)
        )
        for message in catalog
        if message.id
    }


def locales_folder(app: Sphinx) -> Path:
    """Return the folder of the catalogs, as conf.py names it."""
    return Path(app.srcdir, app.config.locale_dirs[0]).resolve()


def catalog_name(language: str, docname: str) -> str:
    """Return where a page's catalog is (or would be) below the folder of the catalogs."""
    return f"{language}/LC_MESSAGES/{docname}.po"


def count(entries: dict[str, Entry]) -> Counter[State]:
    """Count a catalog's entries by state."""
    return Counter(entry.state for entry in entries.values())


def _text(string: str | tuple[str, ...] | list[str] | None) -> str:
    return string if isinstance(string, str) else (string or ("",))[0]


def _state(has_text: bool, fuzzy: bool) -> State:  # noqa: FBT001 - private, both named above
    if not has_text:
        return "untranslated"
    return "changed" if fuzzy else "translated"
