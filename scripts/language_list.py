"""The list of languages, `locales/languages.toml`: what the tools know about each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-zA-Z]{1,3})?")


@dataclass(frozen=True)
class Language:
    """One language; `checks` is its table of that name, empty for a language just added."""

    code: str
    name: str
    checks: Mapping[str, Any] = field(default_factory=dict)

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words that a check asks for; empty when the language has none."""
        return tuple(self.checks.get(key, ()))

    def numbers(self, key: str) -> dict[str, float]:
        """Return a table from words to numbers; empty when the language has none."""
        return {word: float(value) for word, value in self.checks.get(key, {}).items()}

    @property
    def number_words(self) -> dict[str, float]:
        """Return the words that are numbers; the file has them by number, one line for each."""
        table = self.checks.get("number_words", {})
        return {word: float(value) for value, words in table.items() for word in words.split()}


@dataclass(frozen=True)
class Languages:
    """All languages; the pages are written in `source`."""

    source: Language
    targets: Mapping[str, Language]


def read_languages(path: Path) -> Languages:
    """Return the languages of a `languages.toml`.

    Raises:
        ValueError: when the file is no such list; the message says where and what to do.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}:1: cannot be read ({error}); check the path") from error
    return parse_languages(text, path)


def parse_languages(text: str, path: Path) -> Languages:
    """Return the languages in the text of a `languages.toml`; see `read_languages`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}:1: this is not TOML ({error}); mend it") from error
    source = data.pop("source", None)
    if source not in data:
        raise ValueError(f'{path}:1: source = "{source}" names no language; add a table for it')
    known = {code: _language(path, code, table) for code, table in data.items()}
    return Languages(known.pop(source), known)


def _language(path: Path, code: str, table: object) -> Language:
    if not isinstance(table, dict) or not isinstance(table.get("name"), str):
        raise ValueError(f'{path}:1: [{code}] has no name; add name = "…" in its own words')  # noqa: TRY004
    if not CODE.fullmatch(code):
        raise ValueError(f"{path}:1: [{code}] is no language; write a code such as ko or zh_Hant")
    checks = table.get("checks", {})
    if not isinstance(checks, dict):
        raise ValueError(f"{path}:1: [{code}] checks = {checks!r}; write a table [{code}.checks]")  # noqa: TRY004
    for key, value in checks.items():
        if wanted := _not_as_wanted(key, value):
            raise ValueError(f"{path}:1: [{code}.checks] {key} is {value!r}; write {wanted}")
    return Language(code, table["name"], checks)


def _not_as_wanted(key: str, value: object) -> str:
    """Return what a value should be; "" for one that is."""
    wanted, fits = VALUES.get(key, WORDS)
    return "" if fits(value) else wanted


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_scales(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_number, value.values()))


def _is_number_words(value: object) -> bool:
    known = isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    return known and all(NUMBER.fullmatch(key) for key in value)  # type: ignore[attr-defined]


NUMBER = re.compile(r"\d+(\.\d+)?")
WORDS = ('a list of words: ["…"]', _is_words)
YES_OR_NO = ("true or false", lambda value: isinstance(value, bool))
# What a check's value is, where it is no list of words.
VALUES: dict[str, tuple[str, Callable[[object], bool]]] = {
    "decimal": ('a text: "…"', lambda value: isinstance(value, str)),
    "shortest": ("a number", _is_number),
    "whole_sentences": YES_OR_NO,
    "full_width": YES_OR_NO,
    "number_scales": ("a table from words to numbers", _is_scales),
    "number_words": ('a table from numbers to words: 2 = "…"', _is_number_words),
}


def with_language(text: str, code: str, name: str, path: Path) -> str:
    """Return the text of `languages.toml` with one more language at its end.

    Raises:
        ValueError: when the language is there already, or the result would not read back.
    """
    if code in tomllib.loads(text):
        raise ValueError(f"{path}:1: [{code}] is there already; nothing to add")
    added = f'{text.rstrip()}\n\n[{code}]\nname = "{name}"\n'
    if parse_languages(added, path).targets[code].name != name:
        raise ValueError(f"{path}:1: [{code}] did not read back; add it by hand")
    return added


def without_language(text: str, code: str, path: Path) -> str:
    """Return the text of `languages.toml` without a language and its inner tables.

    Raises:
        ValueError: when the language is not there, is the source, or others would change.
    """
    before = parse_languages(text, path)
    if code not in before.targets:
        raise ValueError(f"{path}:1: there is no [{code}] to remove; the source always stays")
    table = rf"^\[{re.escape(code)}(?:\.[^\]]*)?\][^\n]*\n(?:(?!\[)[^\n]*(?:\n|\Z))*"
    left = re.sub(table, "", text, flags=re.MULTILINE).rstrip() + "\n"
    expected = {key: value for key, value in before.targets.items() if key != code}
    after = parse_languages(left, path)
    if (after.source, after.targets) != (before.source, expected):
        raise ValueError(f"{path}:1: [{code}] is not a plain table; remove it by hand")
    return left
