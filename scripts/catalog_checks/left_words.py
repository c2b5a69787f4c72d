"""The check for a single English word in a sentence of a language with letters of its own.

What tells a word from a name is how the edition itself has it: a word that most translations
render in their own language is left where one does not, and what all of them leave is a name. So
it needs no dictionary, no list of names, and knows the words that the texts are about.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from catalog_checks.registry import Edition, Severity, check
from catalog_checks.typography import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalog_model import Entry

# In small letters, and no part of a file's name, an address, a command or a name with a hyphen.
_WORD = re.compile(r"(?<![\w./@#:-])[a-z]{2,}(?![A-Za-z0-9_/@]|[.-]\w)")
# What may be English: code, placeholders, what is quoted or emphasized as a word, what stands in
# parentheses behind its translation; twice, since one may stand in another.
_ASIDE = re.compile(
    r"`[^`]*`|\{[^{}]*\}|\([^()]*\)|（[^（）]*）|“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|「[^「」]*」"
    r"|(?<!\*)\*(?![\s*])[^*]+\*(?!\*)"
)
_ENDINGS = re.compile(r"(?<=...)(?:ing|ed|es|s|ly|e)$")


def _bare(text: str) -> str:
    return _ASIDE.sub(" · ", _ASIDE.sub(" · ", text))


def _stems(text: str) -> set[str]:
    """Return the words of a text, plain ones and capitalized ones, without their endings."""
    return {_ENDINGS.sub("", word) for word in _WORD.findall(_bare(text).lower())}


def _balance(entries: list[Entry]) -> Counter[str]:
    """Return for each word how many more translations have it in their language than leave it."""
    found: Counter[str] = Counter()
    for entry in entries:
        given = _stems(entry.msgid)
        left = _stems(entry.msgstr)
        found.update(given - left)
        found.subtract(left)
    return found


def _left_in(text: str, scripts: tuple[str, ...]) -> Iterator[str]:
    """Yield plain words where the language's own letters stand, too: keywords are words apart."""
    for part in _bare(text).split(";"):
        if any(script_of(char) in scripts for char in part):
            words = ["", *part.split(), ""]
            for before, word, behind in zip(words, words[1:], words[2:], strict=False):
                if not _in_name(before, behind):
                    yield from _WORD.findall(word)


def _in_name(before: str, behind: str) -> bool:
    """Return whether what stands between two words is part of a name, as in Read the Docs."""
    starts = (word.lstrip("*_[")[:1] for word in (before, behind))
    return all("A" <= start <= "Z" for start in starts)


@check(Severity.WARNING)
def english_word(edition: Edition) -> Iterator[tuple[Path, int, str]]:
    """No single word is left in English that other messages translate.

    Bad: `모델의 performance가 좋습니다.`, when other messages have 성능

    Good: `모델의 성능(performance)이 좋습니다.`
    """
    scripts = edition.known.target.words("scripts")
    rows = [
        (catalog.path, entry)
        for catalog in edition.catalogs
        for entry in catalog.live
        if entry.translated
        and entry.msgid != entry.msgstr
        and entry.msgid not in edition.known.verbatim
    ]
    balance = _balance([entry for _, entry in rows]) if scripts else Counter()
    for path, entry in rows:
        for word in dict.fromkeys(_left_in(entry.msgstr, scripts)):
            # This translation is one of those that leave it: the others count.
            if balance[_ENDINGS.sub("", word)] + 1 > 0:
                advice = "do so here, or put it in parentheses behind its translation"
                told = f"“{word}” is left in English, but other messages translate it; {advice}"
                yield path, entry.line, told
