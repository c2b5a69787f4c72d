"""Hangul syllables, their letters, and keys made from them. Twin: engine/hangul.js."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

# Tables that Python and JavaScript share; the index carries them to the browser. Tails of Korean
# words go by the sound before them; "-" is an empty ending; stop words are ignored and weak words
# count little.
ANALYSIS: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("analysis.json").read_text(encoding="utf-8")
)
_KO: Final = ANALYSIS["ko"]
INITIALS: Final[str] = _KO["initials"]
MEDIALS: Final[str] = _KO["medials"]
FINALS: Final[str] = _KO["finals"]
FIRST: Final = 0xAC00
HANGUL: Final = re.compile("[\uac00-\ud7a3]+")


def is_hangul(text: str) -> bool:
    """Return whether a text is made of whole Hangul syllables alone."""
    return bool(HANGUL.fullmatch(text))


def letters(syllable: str) -> tuple[int, int, int]:
    """Return the places of a syllable's initial, medial and final (0: none) in their tables.

    The arithmetic is the Unicode Standard's, section 3.12, "Conjoining Jamo Behavior".
    """
    code = ord(syllable) - FIRST
    return code // (21 * 28), code // 28 % 21, code % 28


def compose(initial: int, medial: int, final: int = 0) -> str:
    """Return the syllable that `letters` takes apart."""
    return chr(FIRST + (initial * 21 + medial) * 28 + final)


def final_of(syllable: str) -> str:
    """Return a syllable's final consonant, or a space."""
    return FINALS[(ord(syllable) - FIRST) % 28]


def without_final(word: str) -> str:
    """Return a word whose last syllable has lost its final consonant."""
    initial, medial, _ = letters(word[-1])
    return word[:-1] + compose(initial, medial)


def initials(word: str) -> str:
    """Return the initial consonants of a Hangul word: 양자화 gives ㅇㅈㅎ."""
    return "".join(INITIALS[letters(syllable)[0]] for syllable in word)


def skeleton(word: str) -> str:
    """Return the consonants of a loanword, so that its Hangul and its Latin spelling agree.

    Args:
        word: Hangul syllables or Latin letters in lower case.

    Returns:
        Classes of consonants, such as `tstrsn` for 디스틸레이션 and `distillation`; an `a` before
        them if a vowel begins the word.
    """
    return _hangul_skeleton(word) if is_hangul(word) else _latin_skeleton(word)


def _hangul_skeleton(word: str) -> str:
    sounds = _KO["sounds"]
    found = "a" if INITIALS[letters(word[0])[0]] == "ㅇ" else ""
    for syllable in word:
        initial, _, final = letters(syllable)
        found += sounds.get(INITIALS[initial], "")
        found += "n" if FINALS[final] == "ㅇ" else sounds.get(FINALS[final], "")
    return re.sub(r"(.)\1+", r"\1", found)


LATIN_SOUNDS: Final = (
    (r"ism", "jm"),
    (r"([aeiou])sion", r"\1jn"),
    (r"[ts]ion|[ct]ian", "sn"),
    (r"ng", "n"),
    (r"tch|ch|j|z|g(?=[ei])", "j"),
    (r"sh|th|c(?=[eiy])", "s"),
    (r"x", "ks"),
    (r"ph|f|v|b", "p"),
    (r"ck|q|c|g", "k"),
    (r"r(?![aeiouy])", ""),
    (r"d", "t"),
    (r"l", "r"),
    (r"[^jkmnprst]", ""),
    (r"(.)\1+", r"\1"),
)


def _latin_skeleton(word: str) -> str:
    begin = "a" if word[0] in "aeiou" else ""
    for pattern, sound in LATIN_SOUNDS:
        word = re.sub(pattern, sound, word)
    return begin + word
