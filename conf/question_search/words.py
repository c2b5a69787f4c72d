"""Words of a text, and their stems. Twin: engine/words.js.

A word is a run of one script: `KV캐시를` is `kv` and `캐시를`. Scripts that put no spaces between
words (Han, Kana, Thai) give pairs of characters, which every such language can be found by.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import snowballstemmer
from kept import write_whole

from .korean import TAILS
from .learned import Learned

UNSPACED: Final = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
RUN: Final = re.compile(
    f"[\uac00-\ud7a3]+|[\u3131-\u318e]+|[{UNSPACED}]+"
    f"|(?:(?![\uac00-\ud7a3\u3131-\u318e{UNSPACED}])[^\\W_])+"
    "(?:['\u2019](?![\uac00-\ud7a3])[^\\W\\d_]+)*"
)
STARTS_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
LEAST_UNSPACED: Final = UNSPACED[0]
PAIR: Final = 2  # characters
# What a particle may stand behind besides Hangul: `GPU를`, `(FSDP)의`.
BEHIND: Final = re.compile(r"[^\s(\[{<\u2018\u201c\uac00-\ud7a3][\uac00-\ud7a3]")
GLUE: Final = "-\u2010\u2011"
WIDE: Final = re.compile("[\uff01-\uff5e]")
FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Languages that Snowball knows; Sphinx ships the same stemmers as JavaScript.
SNOWBALL: Final = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


class Words(NamedTuple):
    """The words of a text in lower case, and the places of those joined to the one before."""

    texts: list[str]
    joined: list[int]


def fold(text: str) -> str:
    """Return a text in composed form and with full-width letters made narrow.

    Not NFKC, which would turn the consonants that Koreans type alone (ㅎ) into something else.
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(FULL_WIDTH) if WIDE.search(composed) else composed


def words(text: str) -> Words:
    """Return the words of a folded text; particles behind a word in another script are left out."""
    texts: list[str] = []
    joined: list[int] = []
    for piece in text.split():
        more, places = _words_of(piece)
        if places:
            joined += [len(texts) + place for place in places]
        texts += more
    return Words(texts, joined)


@lru_cache(maxsize=200_000)
def _words_of(text: str) -> Words:
    """Return the words of what stands between two spaces; texts repeat it, and none goes on."""
    texts: list[str] = []
    joined: list[int] = []
    end = -1
    for run in RUN.finditer(text):
        raw = run[0]
        start, stop = run.span()
        glued = start == end or (start - end == 1 and end >= 0 and text[end] in GLUE)
        end = stop
        if raw in TAILS and BEHIND.match(text, max(0, start - 1)):
            continue
        if glued:
            joined.append(len(texts))
        if raw[0] < LEAST_UNSPACED or not STARTS_UNSPACED.match(raw) or len(raw) <= PAIR:
            texts.append(raw.lower().replace("\u2019", "'"))
        else:
            joined += range(len(texts) + 1, len(texts) + len(raw) - 1)
            texts += _pairs(raw.lower())
    return Words(texts, joined)


def _pairs(text: str) -> list[str]:
    return [text[place : place + PAIR] for place in range(len(text) - 1)]


@cache
def stemmer_name(language: str) -> str:
    """Return the Snowball algorithm for a language; English where there is none of its own."""
    return SNOWBALL.get(language.partition("_")[0], "english")


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def _stems(name: str) -> Learned[str, str]:
    return Learned(lambda word: str(_stemmer(name).stemWord(word)))


STEMS: Final = Learned(_stems)  # by the name of the algorithm


def stem(word: str, name: str) -> str:
    """Return the stem of a word in lower case by the Snowball algorithm `name`."""
    return STEMS[name][word]


def learn_stems(path: Path) -> None:
    """Take in the stems of an earlier build: they follow from words alone, and are slow to find."""
    if path.is_file():
        for name, stems in json.loads(path.read_text(encoding="utf-8")).items():
            STEMS[name].update(stems)


def keep_stems(path: Path) -> None:
    """Keep the stems that were found so far for another build."""
    write_whole(path, json.dumps(STEMS, ensure_ascii=False).encode())
