"""Questions that ask nearly the same in different places, as decisions that an editor may take.

Two questions are alike if most of the words that tell what they ask are the same. Each question is
compared with those that share one of its rarest words, so that the work stays in proportion.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from names import STOP_WORDS, visible
from qa_model import Topic

ALIKE = 0.6  # share of telling words that two questions have in common (Jaccard)
RAREST = 3  # words by which a question is looked up
COMMON = 50  # questions with a word; a word of more tells little
MOST = 100  # candidates; an editor reads no more at once
WORD = re.compile(r"[^\W_]+")


class Asked(NamedTuple):
    """A question: its wording and id, and where it stands."""

    title: str
    id: str
    seed: str
    part: int
    line: int


def asked_in(topics: Iterable[Topic]) -> list[Asked]:
    """The questions of some topics; one in plain words is none by itself."""
    return [
        Asked(question.title, question.id, entry.seed, entry.part, entry.line)
        for topic in topics
        for question in topic.questions
        for entry in (question.in_depth.entry,)
    ]


def candidates_text(questions: Sequence[Asked]) -> str:
    """What an editor may paste into editorial.toml: ``[[related]]``, with where questions stand."""
    return "\n".join(_entry(one, other) for one, other in _pairs(questions))


def _pairs(questions: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    counts = Counter(word for question in questions for word in _telling(question.title))
    by_word: dict[str, list[int]] = defaultdict(list)
    told = 0
    for at, question in enumerate(questions):
        own = _telling(question.title)
        shared = [word for word in own if counts[word] > 1]
        room = max(0, RAREST - (len(own) - len(shared)))  # a word by itself is the rarest
        rare = sorted(shared, key=lambda word: (counts[word], word))[:room]
        rare = [word for word in rare if counts[word] <= COMMON]
        for place in sorted({place for word in rare for place in by_word[word]}):
            if told < MOST and _apart(questions[place], question):
                other = _telling(questions[place].title)
                union = len(own | other)
                if union and len(own & other) >= ALIKE * union:
                    told += 1
                    yield questions[place], question
        for word in rare:
            by_word[word].append(at)


@lru_cache(1 << 12)  # not all of them: there may be hundreds of thousands
def _telling(title: str) -> frozenset[str]:
    found = frozenset(WORD.findall(visible(title).casefold()))
    return found - STOP_WORDS or found


def _apart(one: Asked, other: Asked) -> bool:
    """Whether two questions stand in different documents or parts of one."""
    return (one.seed, one.part) != (other.seed, other.part)


def _entry(a: Asked, b: Asked) -> str:
    same = a.title == b.title  # then only their ids tell them apart
    names = (asked.id if same else asked.title for asked in (a, b))
    text, to = (json.dumps(name, ensure_ascii=False) for name in names)
    return f"# {a.seed}:{a.line} and {b.seed}:{b.line}\n[[related]]\ntext = {text}\nto = [{to}]\n"
