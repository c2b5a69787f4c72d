"""The languages of the site, as locales/languages.toml lists them."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-zA-Z]{1,3})?")  # it names folders, too
LANGUAGES_FILE = Path(__file__).parent.parent / "locales" / "languages.toml"


@dataclass(frozen=True)
class Language:
    """One language: its code, its native name and its Open Graph locale."""

    code: str
    name: str
    og_locale: str


@dataclass(frozen=True)
class Languages:
    """All languages in the order of the file; `source` is the one that pages are written in."""

    source: str
    all: tuple[Language, ...]


def read_languages(path: Path = LANGUAGES_FILE) -> Languages:
    """Read the list of languages.

    Args:
        path: A TOML file with `source` and one table for each language.

    Returns:
        The languages, in the order of the file.

    Raises:
        ValueError: The file is not right; the message says where and what to do.
    """
    try:
        return _read(path, path.read_bytes())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: cannot be read ({error}); mend the file") from error


@lru_cache(maxsize=4)  # asked for many times on each page
def _read(path: Path, content: bytes) -> Languages:
    data = tomllib.loads(content.decode("utf-8"))
    source = str(data.pop("source", ""))
    if source not in data:
        raise ValueError(f'{path}: source = "{source}" has no table; name a language that has one')
    return Languages(source, tuple(_language(path, code, table) for code, table in data.items()))


def _language(path: Path, code: str, table: object) -> Language:
    name = table.get("name") if isinstance(table, dict) else None
    if not isinstance(table, dict) or not isinstance(name, str) or not name:
        raise ValueError(f'{path}: [{code}] has no name; add name = "…" in the language itself')
    if not CODE.fullmatch(code):
        raise ValueError(f"{path}: [{code}] is no language; write a code such as ko or zh_Hant")
    return Language(code, name, str(table.get("og_locale", code)))
