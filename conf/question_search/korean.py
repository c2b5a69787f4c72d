"""What a Korean word may be without its particles and endings. Twin: engine/korean.js.

There is no morphological analyser here: every reading that the tables of analysis.json allow is
offered, longest first, and whoever knows a vocabulary (the index at build time, the query against
the index) takes those that it has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from .hangul import ANALYSIS, FINALS, MEDIALS, compose, final_of, is_hangul, letters, without_final

_KO: Final = ANALYSIS["ko"]
SLOTS: Final = ("base", "infinitive", "past", "n", "l", "m", "b")
ENDINGS: Final = {
    slot: ["" if e == "-" else e for e in _KO["endings"][slot].split()] for slot in SLOTS
}
# The slots of each ending. A stem before an ending of the base is the longest, so that is last.
SLOTS_OF: Final = {
    ending: tuple(slot for slot in (*SLOTS[1:], SLOTS[0]) if ending in ENDINGS[slot])
    for endings in ENDINGS.values()
    for ending in endings
}
LONGEST_ENDING: Final = max(map(len, SLOTS_OF))
# The vowel of an infinitive gives that of its stem: 줄여 is 줄이 + 어, 나눠 is 나누 + 어. Where a
# stem has the vowel itself (보내 + 어) or ㅡ (쓰 + 어), the infinitive stands for it: 보내, 써.
CONTRACTED: Final = {"ㅕ": "ㅣ", "ㅝ": "ㅜ", "ㅘ": "ㅗ", "ㅙ": "ㅚ"}
INFINITIVES: Final = (*"ㅏㅓㅐㅔ", *CONTRACTED)
BRIGHT: Final = "ㅏㅗ"  # vowels before which ㅡ gives way to ㅏ: 나쁘 + 어 is 나빠
DROPPED: Final = {"past": "ㅆ", "n": "ㄴ", "l": "ㄹ", "m": "ㅁ", "b": "ㅂ"}
AUXILIARIES: Final = ("버리", "지", "주", "보", "놓", "두")


def _noun_tails() -> dict[str, str]:
    """Every tail of a noun with the sound that it follows: any, consonant or vowel."""
    tails = {tail: "any" for forms in _KO["verbs"] for tail in _verb_tails(forms)}
    for sound in ("vowel", "consonant", "any"):
        for tail in _KO["tails"][sound].split():
            tails[tail] = "any" if tails.get(tail, sound) != sound else sound
    return tails


def _verb_tails(forms: list[str]) -> list[str]:
    return [form + end for form, slot in zip(forms, SLOTS, strict=True) for end in ENDINGS[slot]]


TAILS: Final = _noun_tails()
LONGEST: Final = max(map(len, TAILS))


def _fits(stem: str, tail: str) -> bool:
    """Return whether a tail may follow the sound that a stem ends in."""
    after, final = TAILS[tail], final_of(stem[-1])
    if after == "any":
        return True
    if tail.startswith("로"):
        return final in " ㄹ"
    return (final == " ") == (after == "vowel")


@lru_cache(maxsize=200_000)
def stems(word: str) -> tuple[tuple[str, str], ...]:
    """Return the nouns that a word may hold.

    Args:
        word: Hangul syllables without spaces (an eojeol or its Hangul part).

    Returns:
        (stem, tail) pairs: the whole word with no tail first, then ever shorter stems.
    """
    found = [(word, "")]
    for cut in range(len(word) - 1, max(0, len(word) - LONGEST - 1), -1):
        stem, tail = word[:cut], word[cut:]
        if tail in TAILS and _fits(stem, tail):
            found.append((stem, tail))
    return tuple(found)


def _stem_of_infinitive(head: str) -> str:
    """막아 gives 막, 줄여 gives 줄이, 해 gives 하, 골라 gives 고라."""
    if len(head) > 1 and head[-1] in "아어":
        return head[:-1]
    if len(head) > 1 and head[-1] in "라러" and final_of(head[-2]) == "ㄹ":
        return without_final(head[:-1]) + head[-1]
    initial, medial, final = letters(head[-1])
    vowel = "ㅏ" if head[-1] == "해" else CONTRACTED.get(MEDIALS[medial], MEDIALS[medial])
    return head[:-1] + compose(initial, MEDIALS.index(vowel), final)


def _stem(head: str, slot: str) -> str:
    """Return the stem of a verb that stands before an ending of `slot`, or an empty text."""
    if slot == "base":
        return head
    if slot == "infinitive":
        return _stem_of_infinitive(head) if _is_infinitive(head) else ""
    if final_of(head[-1]) != DROPPED[slot]:
        return ""
    bare = without_final(head)
    return _stem_of_infinitive(bare) if slot == "past" else bare


@lru_cache(maxsize=200_000)
def verb_with_ending(word: str) -> tuple[str, str]:
    """Return the dictionary form of a word and its ending if it is a verb, else two empty texts.

    줄이는, 줄여서 and 줄인 give 줄이다. The longest ending wins. The form need not be right, only
    the same for all inflections; without an ending (줄여) the word may as well be a noun.
    """
    for cut in range(max(1, len(word) - LONGEST_ENDING), len(word) + 1):
        head, ending = word[:cut], word[cut:]
        for slot in SLOTS_OF.get(ending, ()):
            if stem := _stem(head, slot):
                return _regular(_without_auxiliary(stem)) + "다", ending
    return "", ""


def verb(word: str) -> str:
    """Return the dictionary form of a word if it is a verb, else an empty text."""
    return verb_with_ending(word)[0]


def _without_auxiliary(stem: str) -> str:
    """잊어버리 gives 잊, 느려지 gives 느리."""
    for auxiliary in AUXILIARIES:
        head = stem.removesuffix(auxiliary)
        if head != stem and head and is_hangul(head) and _is_infinitive(head):
            return _stem_of_infinitive(head)
    return stem


def _regular(stem: str) -> str:
    """Write a stem as one for all its forms.

    열 gives 여 (여는), 듣 gives 더 as 들 does (들어서), 어렵 gives 어려우 (어려운).
    쓰, 나쁘 and 고르 give 써, 나빠 and 고라 (써서, 나빠서, 골라서): whether 써서 is of 쓰 or of 써
    no rule knows.
    """
    final = final_of(stem[-1])
    bare = without_final(stem) if final in "ㄷㄹㅂ" else stem
    if final == "ㅂ":
        return bare + "우"
    initial, medial, last = letters(bare[-1])
    if MEDIALS[medial] != "ㅡ" or last:
        return bare
    if bare[-1] == "으":
        return bare[:-1]
    bright = len(bare) > 1 and MEDIALS[letters(bare[-2])[1]] in BRIGHT
    return bare[:-1] + compose(initial, MEDIALS.index("ㅏ" if bright else "ㅓ"))


def _is_infinitive(head: str) -> bool:
    _, medial, final = letters(head[-1])
    return FINALS[final] == " " and MEDIALS[medial] in INFINITIVES
