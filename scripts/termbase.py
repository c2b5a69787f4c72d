"""The termbase, `locales/<code>/terms.toml`: one term of ours for one English term."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from language_list import Language


_START = re.compile(r"(?<!\w)\w\w?")


@dataclass(frozen=True)
class Term:
    """One concept: its English forms, our term, and forms that we must not use."""

    english: tuple[str, ...]
    ours: str
    avoid: tuple[str, ...] = ()

    @cached_property
    def starts(self) -> frozenset[str]:
        """How words begin in texts that may have the term; see `starts_of`."""
        return frozenset(start for form in self.english for start in starts_of(form)[:1])

    @cached_property  # it is asked for with every text
    def pattern(self) -> re.Pattern[str]:
        """Finds the English forms: any case but of names, hyphen or space, any number."""
        return re.compile("|".join(map(_form, sorted(self.english, key=len, reverse=True))))


def starts_of(text: str) -> list[str]:
    """Return how the words of a text begin, to tell soon that a term is not in it."""
    return _START.findall(text.lower())


def _form(form: str) -> str:
    body = r"[\s-]+".join(map(_word, re.split(r"[\s-]+", form.strip())))
    return rf"(?<![\w-]){body}(?:s|es|'s)?(?![\w])(?!-\w)"


def _word(word: str) -> str:
    # GPU and ZeRO are names: zero is another word. Attention and attention are the same.
    has_inner_capital = any(map(str.isupper, word[1:]))
    return re.escape(word) if has_inner_capital else f"(?i:{re.escape(word)})"


def read_termbase(path: Path, language: Language) -> tuple[Term, ...]:
    """Return the terms for a language; none when it has no termbase yet.

    Args:
        path: `terms.toml` with `[[terms]]`; the term itself is under the language's code.
        language: whose terms they are.

    Raises:
        ValueError: when the file is no termbase; the message says where and what to do.
    """
    if not path.exists():
        return ()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_terms(data, language.code))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}:1: cannot be read ({error}); mend the file") from error
    except (KeyError, TypeError, AttributeError) as error:
        message = f'{path}:1: a term without "en" or "{language.code}" ({error}); add it'
        raise ValueError(message) from error


def _terms(data: dict[str, Any], code: str) -> Iterator[Term]:
    for term in data["terms"]:
        english = (term["en"], *term.get("en_also", ()))
        found = Term(english, term[code], tuple(term.get("avoid", ())))
        for word in (*english, term[code], *term.get("avoid", ())):
            if not isinstance(word, str):
                raise TypeError(f"{word!r} is no text")
        yield found
