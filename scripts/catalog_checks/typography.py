"""Checks of spaces, marks and letters as they are written, in every language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator

WARNING = Severity.WARNING

_PAIRS = (("“", "”"), ("‘", "’"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("[", "]"))
_SPACED_MARK = re.compile(r"\S +(?:,|\.(?!\S))")


@lru_cache(maxsize=65536)
def script_of(char: str) -> str:
    """Return the first word of a letter's Unicode name, such as HANGUL; `""` for no letter."""
    return unicodedata.name(char, "").split(" ")[0]


@check(WARNING)
def double_space(pair: Pair) -> Iterator[str]:
    """One space between words, none at the ends.

    Bad: `온도를` and `낮춥니다.` with two spaces between them

    Good: `온도를 낮춥니다.`
    """
    source, target = pair.entry.msgid, pair.entry.msgstr
    if re.search(r"\S  +\S", target) and "  " not in source:
        yield "two spaces in a row; leave one"
    if target != target.strip() and source == source.strip():
        yield "a space at the beginning or the end; remove it"


@check(WARNING)
def mark_spacing(pair: Pair) -> Iterator[str]:
    """A full stop or comma has no space in front of it, and one behind it.

    Bad: `온도를 낮춥니다 .`, `온도를 낮춥니다.그다음 멈춥니다.`

    Good: `온도를 낮춥니다. 그다음 멈춥니다.`
    """
    source, target = pair.entry.msgid, pair.entry.msgstr
    if (spaced := _SPACED_MARK.search(target)) and not _SPACED_MARK.search(source):
        yield f"a space in front of the mark in “{spaced[0]}”; remove it"
    own = set(pair.known.target.words("scripts"))  # a point in other letters may be one of a name
    for found in re.finditer(r"(\w)[.,?!](\w)", pair.target.text):
        if {script_of(found[1]), script_of(found[2])} <= own and found[0] in target:
            yield f"no space behind the mark in “{found[0]}”; put one there"


@check(WARNING)
def full_width(pair: Pair) -> Iterator[str]:
    """No full-width letters, digits or marks in a language that writes half-width ones.

    Bad: `ＧＰＵ（가속기）를 씁니다．`

    Good: `GPU(가속기)를 씁니다.`
    """
    if pair.known.target.checks.get("full_width", True):
        return
    wide = {char for char in pair.target.text if "\uff01" <= char <= "\uff5e" or char == "\u3000"}
    for char in sorted(wide - set(pair.source.text)):
        yield f"full-width “{char}”; write “{unicodedata.normalize('NFKC', char)}”"


@check(WARNING)
def composed_letters(pair: Pair) -> Iterator[str]:
    """Letters are whole and stored composed (NFC); some programs and slips take them apart.

    Bad: `한글` stored as six separate letters

    Good: `한글` stored as two syllables
    """
    if not unicodedata.is_normalized("NFC", pair.entry.msgstr):
        yield "letters are stored in pieces (not NFC), search will not find them; type them anew"
    for found in re.finditer("[가-힣]([ㄱ-ㅣ])", pair.target.text):
        if found[1] not in pair.source.text:
            yield f"a part of a letter stands alone in “{found[0]}”; mend the word"


@check(WARNING)
def quotation_marks(pair: Pair) -> Iterator[str]:
    """One kind of quotation marks in a text, and each is closed, like brackets.

    Bad: `“블랙박스"라고 합니다.`

    Good: `"블랙박스"라고 합니다.`
    """
    target, source = pair.target.text, pair.source.text
    if '"' in target and set("“”") & set(target) and not set("“”") & set(source):
        yield 'both “ ” and " " are used; choose one kind'
    if target.count('"') % 2 and source.count('"') % 2 == 0:
        yield 'a " is not closed; add or remove one'
    for left, right in _PAIRS:
        balance = target.count(left) - target.count(right)
        if balance and source.count(left) == source.count(right) and right != "’":
            yield f"{left} {right} do not pair up; add or remove one"
