"""Checks of style that depend on the language: register, whole sentences, questions.

What they look for is data, the `checks` table of the language in locales/languages.toml; without
it they find nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog_checks.particles import is_hangul
from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator

WARNING = Severity.WARNING

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+")
_TAIL = re.compile(r"(?P<word>\w+)(?P<mark>[.!?]+)[\"'”’]*$")


def sentence_tails(text: str) -> list[tuple[str, str]]:
    """Return last word and mark of each sentence that ends with a word and a mark."""
    found = (_TAIL.search(sentence.strip()) for sentence in _SENTENCE.split(text))
    return [(match["word"], match["mark"]) for match in found if match]


def _is_question(text: str) -> bool:
    return text.endswith("?") and not re.search(r"[.!?:]\s", text)


def _tails(pair: Pair) -> Iterator[tuple[str, str]]:
    # Sentences that end in a word of the language, in none of the endings that its style has.
    target = pair.known.target
    endings, questions = target.words("sentence_endings"), target.words("question_endings")
    for word, mark in sentence_tails(pair.target.text):
        allowed = endings + questions if "?" in mark else endings
        if endings and is_hangul(word) and not word.endswith(allowed):
            yield word, mark


def _wrong_style(pair: Pair, word: str) -> bool:
    target = pair.known.target
    ends = word.endswith(target.words("other_endings"))
    return ends and not word.endswith(target.words("nouns_like_endings"))


@check(WARNING)
def register(pair: Pair) -> Iterator[str]:
    """Sentences have the endings of the language's written style; for Korean 합니다체.

    Bad: `모델이 배워요.`, `모델이 배운다.`, `모델이 배웠어.`

    Good: `모델이 배웁니다.`
    """
    for word, mark in _tails(pair):
        if _wrong_style(pair, word):
            forms = _forms(pair.known.target.words("sentence_endings"))
            yield f"“{word}{mark}” is another style than {forms}; end the sentence in that"


@check(WARNING)
def whole_sentence(pair: Pair) -> Iterator[str]:
    """What ends with a full stop is a whole sentence, also where the English is a fragment.

    Bad: `양자화를 사용.` for `Use quantization.`

    Good: `양자화를 사용합니다.`
    """
    if not pair.known.target.checks.get("whole_sentences", False):
        return
    for word, mark in _tails(pair):
        if not _wrong_style(pair, word):
            forms = _forms(pair.known.target.words("sentence_endings"))
            yield f"“{word}{mark}” ends no sentence; make it a whole one, in {forms}"


def _forms(endings: tuple[str, ...]) -> str:
    return ", ".join(f"-{ending}" for ending in endings[:3])


@check(WARNING)
def question_ending(pair: Pair) -> Iterator[str]:
    """A question title ends the way that all titles do; for Korean in -나요? or -인가요?.

    Bad: `확산 모델이란 무엇입니까?`

    Good: `확산 모델이란 무엇인가요?`
    """
    endings = pair.known.target.words("title_endings")
    tails = sentence_tails(pair.target.text)
    if not endings or not tails or not _is_question(pair.entry.msgid):
        return
    word, mark = tails[-1]
    if "?" in mark and is_hangul(word) and not word.endswith(endings):
        yield f"the question ends in “{word}?”; end it in {_forms(endings)}"


@check(WARNING)
def stilted_phrase(pair: Pair) -> Iterator[str]:
    """No phrase is used that only translations have, such as 되어지다 and -에 의해 in Korean.

    Bad: `모델에 의해 생성된 글`

    Good: `모델이 생성한 글`
    """
    for form in pair.known.target.words("stilted"):
        if form in pair.target.text and form not in pair.source.text:
            yield f"“{form.strip()}” sounds translated; say it the way that one would write it"
