"""How far the catalogs of a language are: what is translated, what has changed, what is left."""

from collections import Counter
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final, Literal, NamedTuple

from babel.messages.pofile import PoFileError, read_po
from kept import digest, folder_of, kept_json
from site_languages import read_languages
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

State = Literal["translated", "changed", "untranslated"]
# Several extensions ask for the catalogs of a page when it is read, and when it is written. Those
# of all pages would fill the memory, and the kept parts are read fast.
MOST: Final = 64


class Entry(NamedTuple):
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
    return _parsed(path, path.read_bytes()) if path.is_file() else {}


def page_catalog(app: Sphinx, code: str, docname: str) -> dict[str, Entry]:
    """Return the entries of a page's catalog in the language `code`, as `read_catalog` does."""
    path = locales_folder(app) / catalog_name(code, docname)
    where = folder_of(app, "catalogs") / code / docname
    return _kept(path, where, path.stat().st_mtime_ns) if path.is_file() else {}


def page_digest(app: Sphinx, docname: str) -> bytes:
    """Return a digest of what a page is made of: its text, and its catalog in each language."""
    names = [catalog_name(language.code, docname) for language in read_languages().all]
    paths = [Path(app.env.doc2path(docname)), *(locales_folder(app) / name for name in names)]
    return digest(*(path.read_bytes() if path.is_file() else b"" for path in paths))


def finished(entries: dict[str, Entry]) -> dict[str, str]:
    """Return what a catalog translates, by msgid."""
    return {m: entry.text for m, entry in entries.items() if entry.state == "translated"}


@lru_cache(maxsize=MOST)
def _kept(path: Path, where: Path, _changed: int) -> dict[str, Entry]:
    content = path.read_bytes()

    def parse() -> dict[str, list[object]]:
        return {m: [e.state, e.line, e.text] for m, e in _parsed(path, content).items()}

    return {m: Entry(*fields) for m, fields in kept_json(where, digest(content), parse).items()}


def _parsed(path: Path, content: bytes) -> dict[str, Entry]:
    try:
        catalog = read_po(BytesIO(content), abort_invalid=True)
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
