"""Checks of the text itself that hold in every language: ends, spaces, quotes, English left."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from markup import HOLE

from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator

WARNING = Severity.WARNING

_CLOSERS = "\"'”’»)]}）」』】*_` \u00a0"
_ENDS = {
    "?": "question", "？": "question", "؟": "question", ";": "semicolon",
    ".": "stop", "。": "stop", "．": "stop", "।": "stop", "!": "stop", "！": "stop",
    ":": "colon", "：": "colon", "…": "ellipsis",
}  # fmt: skip
_NAMES = {
    "question": "a question mark", "stop": "a full stop", "colon": "a colon",
    "semicolon": "a semicolon", "ellipsis": "dots (…)", "": "no mark",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’/-][^\W\d_]+)*")
_MARKS = "\"'“”‘’()[]{}<>（）「」『』.,:;!?。、，：；！？…*_`~—–-"
_PAIRS = (("“", "”"), ("‘", "’"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("[", "]"))
RUN = 5  # as many English words in a row are a phrase that was left, not a name
FEW = 4  # fewer English words than that may be names of tools
LEAST = 0.3  # share of own letters; Korean needs half as many letters as its English


def end_of(text: str, question_marks: tuple[str, ...] = ()) -> str:
    """Return the kind of mark that ends a text, `""` for none; closing quotes do not count."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith("..."):
        return "ellipsis"
    if bare.endswith(question_marks) and question_marks:
        return "question"
    return _ENDS.get(bare[-1:], "")


@check(WARNING)
def sentence_end(pair: Pair) -> Iterator[str]:
    """A question stays a question, a sentence ends as one, and a colon stays.

    Bad: `확산 모델은 무엇인가요.` for `What is a diffusion model?`

    Good: `확산 모델은 무엇인가요?`
    """
    source = end_of(pair.source.text)
    target = end_of(pair.target.text, pair.known.target.words("question_marks"))
    more = not source and target != "colon"  # a fragment became a sentence or a question
    near = {source, target} == {"stop", "ellipsis"}
    if source != target and not more and not near:
        ends = f"{_NAMES[source]}, the translation with {_NAMES[target]}"
        yield f"the English ends with {ends}; end it in the same way"


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
    """Letters are stored composed (NFC), as keyboards type them; some programs take them apart.

    Bad: `한글` stored as six separate letters

    Good: `한글` stored as two syllables
    """
    if not unicodedata.is_normalized("NFC", pair.entry.msgstr):
        yield "letters are stored in pieces (not NFC), search will not find them; type them anew"


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


def words_of(text: str) -> list[str]:
    """Return the words of a text; `HOLE` stands for what is none, such as a URL or a file name."""
    bare = (token.strip(_MARKS) for token in text.split())
    return [word if _WORD.fullmatch(word) else HOLE for word in bare if word]


@lru_cache(maxsize=65536)
def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


def _is_name(word: str) -> bool:
    return not word.islower()


def _plain_english(text: str) -> list[str]:
    return [word for word in words_of(text) if word.isascii() and not _is_name(word)]


@check(WARNING)
def same_as_english(pair: Pair) -> Iterator[str]:
    """A translation is not the English once more.

    Bad: `msgstr "They gradually add noise."` for the same msgid

    Good: `msgstr "점차 노이즈를 더합니다."`
    """
    plain = _plain_english(pair.source.text)
    if pair.entry.msgid == pair.entry.msgstr and len(plain) >= FEW:
        yield "the translation is the English itself; translate it, or leave it empty"


@check(WARNING)
def half_translated(pair: Pair) -> Iterator[str]:
    """Most letters of a translation are of the language's own script.

    Bad: `모델 learns to reverse this process.`

    Good: `모델은 이 과정을 되돌리는 법을 배웁니다.`
    """
    scripts = pair.known.target.words("scripts")
    plain = _plain_english(pair.target.text)
    letters = [char for char in pair.target.text if char.isalpha()]
    own = sum(_script(char) in scripts for char in letters)
    if not scripts or pair.entry.msgid == pair.entry.msgstr or len(plain) < FEW:
        return
    share = own / len(letters)
    if share < LEAST:
        yield f"only {share:.0%} of the letters are of this language; translate the rest"


@check(WARNING)
def english_left(pair: Pair) -> Iterator[str]:
    """No phrase of the English is left in the translation.

    Bad: `모델은 learns to reverse this process by 학습합니다.`

    Good: `모델은 이 과정을 되돌리도록 학습합니다.`
    """
    if pair.entry.msgid == pair.entry.msgstr:
        return
    source = f" {' '.join(words_of(pair.source.text))} "
    quoted = re.sub(r"[(（「『“\"][^()（）「」『』“”\"]*[)）」』”\"]", HOLE, pair.target.text)
    words = words_of(quoted)
    for at in range(len(words) - RUN + 1):
        run = words[at : at + RUN]
        if (
            HOLE not in run
            and sum(map(str.islower, run)) >= RUN - 1
            and f" {' '.join(run)} " in source
        ):
            yield f"English is left: “{' '.join(run)} …”; translate it"
            return
