"""Checks of the text itself that hold in every language: ends, English left, what is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markup import HOLE

from catalog_checks.registry import Pair, Severity, check
from catalog_checks.typography import script_of

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
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:etc|vs|approx)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:['’/-][^\W\d_]+)*")
_MARKS = "\"'“”‘’()[]{}<>（）「」『』.,:;!?。、，：；！？…*_`~—–-"
_FUNCTION_WORDS = frozenset(
    "the of to are was be by that which this it its can".split()  # none of a program, as for, in
)
RUN = 5  # as many English words in a row are a phrase that was left, not a name
SHORT_RUN = 3  # or as many, when one of them is a word that names do not have
FEW = 4  # fewer English words than that may be names of tools
LONG = 100  # from here on the length of an English text foretells that of its translation
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
    source = "" if _ABBREVIATION.search(pair.source.text) else end_of(pair.source.text)
    target = end_of(pair.target.text, pair.known.target.words("question_marks"))
    more = not source and target != "colon"  # a fragment became a sentence or a question
    near = {source, target} == {"stop", "ellipsis"}
    if source != target and not more and not near:
        ends = f"{_NAMES[source]}, the translation with {_NAMES[target]}"
        yield f"the English ends with {ends}; end it in the same way"


def words_of(text: str) -> list[str]:
    """Return the words of a text; `HOLE` stands for what is none, such as a URL or a file name."""
    bare = (token.strip(_MARKS) for token in text.split())
    return [word if _WORD.fullmatch(word) else HOLE for word in bare if word]


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
    own = sum(script_of(char) in scripts for char in letters)
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
    for at in range(len(words) - SHORT_RUN + 1):
        for length in (RUN, SHORT_RUN):
            run = words[at : at + length]
            if _is_phrase(run, length) and f" {' '.join(run)} " in source:
                yield f"English is left: “{' '.join(run)} …”; translate it"
                return


def _is_phrase(run: list[str], length: int) -> bool:
    # A name in capitals may be among many words; few words are sure with one that no name has.
    if HOLE in run or len(run) < length:
        return False
    if length == SHORT_RUN:
        return all(map(str.islower, run)) and not _FUNCTION_WORDS.isdisjoint(run)
    return sum(map(str.islower, run)) >= length - 1


@check(WARNING)
def omission(pair: Pair) -> Iterator[str]:
    """A long text is translated to its end, with all of its sentences.

    Bad: `동기식 학습은 기다립니다.` for three sentences on kinds of training

    Good: one sentence or more for each of the English
    """
    shortest = float(pair.known.target.checks.get("shortest", 0))
    source, target = len(pair.source.text), len(pair.target.text)
    if source >= LONG and 0 < target < shortest * source:
        share = target / source
        yield f"only {share:.0%} as long as the English; translate what is missing"
