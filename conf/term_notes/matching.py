"""Finds terms in running text: the longest wins, and an ending of the language may follow."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from .entries import HERE, Entry

ENDINGS: Final = HERE / "endings.toml"


class Matcher:
    """Finds the terms of an edition."""

    def __init__(self, entries: Sequence[Entry], language: str) -> None:
        self._by_form: dict[str, Entry] = {}
        for entry in entries:
            for form in entry.forms:
                self._by_form.setdefault(key(form), entry)
        table = tomllib.loads(ENDINGS.read_text(encoding="utf-8"))
        facts = table.get(language, {})
        endings = sorted(facts.get("endings", "").split(), key=len, reverse=True)
        forms = sorted(self._by_form, key=lambda form: (-len(form), form))
        any_form = _any_of(forms)
        ending = rf"(?:{'|'.join(map(re.escape, endings))})?"
        after = rf"{ending}(?![\w-])" if facts.get("inside") else rf"(?={ending}(?![\w-]))"
        self._regex = re.compile(rf"(?<![\w-])({any_form}){after}")

    def find(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Yield where each term stands, from left to right; a particle is no part of it."""
        for match in self._regex.finditer(text):
            form = " ".join(match[1].split())
            entry = self._by_form.get(form) or self._by_form.get(form.lower())
            if entry:
                yield match.start(), match.end(), entry


def _any_of(forms: Sequence[str]) -> str:
    """Return a regular expression of all forms, those with letters of two cases in groups by these.

    Most words of a text begin as no term does, and are done with after one look at each group. A
    form that begins with a letter without case needs no group: Python looks at that letter first.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        cases = "".join(sorted({form[0].lower(), form[0].upper()}))
        groups[f"(?=[{cases}])" if len(cases) > 1 else ""].append(pattern(form))
    return "|".join(f"{start}(?:{'|'.join(group)})" for start, group in groups.items()) or "(?!)"


def key(form: str) -> str:
    """Return a form as it is compared: capitals count where they make a name."""
    return form if is_name(form) else form.lower()


def is_name(form: str) -> bool:
    """Return whether a form has capitals beyond a first one: GAN, LoRA, PagedAttention."""
    return any(letter.isupper() for letter in form[1:])


def pattern(form: str) -> str:
    """Return the regular expression of a compared form; a space may be a line break."""
    words = r"\s+".join(map(re.escape, form.split()))
    return words if is_name(form) else f"(?i:{words})"
