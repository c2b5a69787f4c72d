"""Checks of particles, which follow the sound of the word in front of them.

What they look for is data, the `checks` table of the language in locales/languages.toml; without
it they find nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator

WARNING = Severity.WARNING

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_VOWELS = frozenset("AEIOUY")
_ACRONYM = re.compile(r"[A-Z]{2,}$")


def is_hangul(word: str) -> bool:
    """Return whether a word ends in a Hangul syllable."""
    return _FIRST_SYLLABLE <= ord(word[-1]) <= _LAST_SYLLABLE


def ends_in_consonant(word: str, closed: str, alike: str) -> bool | None:
    """Return whether a word, read aloud in Korean, ends in a consonant; None if that is unsure.

    Args:
        word: Hangul, or letters that end in an acronym, such as `FSDP` and `vLLM`.
        closed: the capitals whose Korean names end in a consonant, such as L (엘).
        alike: the capitals that end an acronym in the same sound whether it is spelled out or
            read as a word: GAN is 지에이엔 and 갠. CLIP is not 시엘아이피, but 클립.
    """
    if is_hangul(word):
        return bool((ord(word[-1]) - _FIRST_SYLLABLE) % _FINALS)
    acronym = _ACRONYM.search(word)
    if not acronym or not (closed and (_VOWELS.isdisjoint(acronym[0]) or word[-1] in alike)):
        return None
    return word[-1] in closed


@check(WARNING)
def particle_form(pair: Pair) -> Iterator[str]:
    """One particle is written, the one that fits, not a pair to choose from.

    Bad: `모델은(는)`, `데이터을/를`

    Good: `모델은`, `데이터를`
    """
    for form in pair.known.target.words("particle_pairs"):
        if re.search(rf"(?<=\w){re.escape(form)}(?!\w)", pair.target.text):
            yield f"“{form}” leaves the choice to the reader; write the one that fits"


@lru_cache(maxsize=64)
def _behind(words: tuple[str, ...], particles: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, particles)) or "(?!)"
    return re.compile(rf"({'|'.join(words) or '(?!)'})({either})(?![\w/(])")


@lru_cache(maxsize=4)
def _nouns(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.escape(term) for term in terms if is_hangul(term))


def _found(pair: Pair, sound: str) -> Iterator[tuple[str, str]]:
    # Word and particle. Some particles are the ends of other words, too (평가, 있는, 사이, 결과):
    # these are looked for behind words that are nouns for sure.
    target = pair.known.target
    of_all = target.words(f"particles_after_{sound}")
    nouns = _nouns(pair.known.our_terms)
    of_nouns = of_all + target.words(f"noun_particles_after_{sound}")
    for pattern in (
        _behind((r"\w+[가-힣]",), of_all),
        _behind((*nouns, r"[A-Za-z]*[A-Z]{2,}"), of_nouns),
    ):
        yield from ((match[1], match[2]) for match in pattern.finditer(pair.target.text))


@check(WARNING)
def particle_fit(pair: Pair) -> Iterator[str]:
    """A particle fits the sound before it; for Korean 를 and 와 follow a vowel, 을 and 과 do not.

    Bad: `모델를 학습합니다.`, `FSDP은 샤딩합니다.`

    Good: `모델을 학습합니다.`, `FSDP는 샤딩합니다.`
    """
    target = pair.known.target
    letters = ["".join(target.words(key)) for key in ("closed_letters", "letters_read_alike")]
    others = target.words("nouns_like_particles")
    for sound, wrong in (("vowel", True), ("consonant", False)):
        for word, particle in dict.fromkeys(_found(pair, sound)):
            both = word + particle
            if ends_in_consonant(word, *letters) is wrong and not both.endswith(others):
                yield f"“{both}”: {particle} follows a {sound}; write the other form"
