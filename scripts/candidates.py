"""Questions that ask nearly the same in different places, as decisions that an editor may take.

Two questions are alike if most of the words that tell what they ask are the same. Each question is
compared with those that share one of its rarest words, so that the work stays in proportion.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from names import STOP_WORDS, visible
from qa_model import Question, Topic

ALIKE = 0.6  # share of telling words that two questions have in common (Jaccard)
RAREST = 3  # words by which a question is looked up
COMMON = 50  # questions with a word; a word of more tells little
MOST = 100  # candidates; an editor reads no more at once
WORD = re.compile(r"[^\W_]+")


def candidates_text(topics: Sequence[Topic]) -> str:
    """What an editor may paste into editorial.toml: ``[[related]]``, with where the questions are.

    An edition in plain words is no question by itself, so what an editor has joined is not told of.
    """
    questions = [question for topic in topics for question in topic.questions]
    entries = [_entry(one, other) for one, other in _pairs(questions)]
    return "\n".join(entries)


def _pairs(questions: Sequence[Question]) -> Iterator[tuple[Question, Question]]:
    words = [_telling(question) for question in questions]
    counts = Counter(word for own in words for word in own)
    by_word: dict[str, list[int]] = defaultdict(list)
    told = 0
    for at, own in enumerate(words):
        rare = sorted(own, key=lambda word: (counts[word], word))[:RAREST]
        rare = [word for word in rare if counts[word] <= COMMON]
        others = sorted({place for word in rare for place in by_word[word]})
        for place in others:
            if told < MOST and _apart(questions[place], questions[at]):
                union = len(own | words[place])
                if union and len(own & words[place]) >= ALIKE * union:
                    told += 1
                    yield questions[place], questions[at]
        for word in rare:
            by_word[word].append(at)


def _telling(question: Question) -> frozenset[str]:
    found = frozenset(WORD.findall(visible(question.title).casefold()))
    return found - STOP_WORDS or found


def _apart(one: Question, other: Question) -> bool:
    """Whether two questions stand in different documents or parts of one."""
    a, b = one.in_depth.entry, other.in_depth.entry
    return (a.seed, a.part) != (b.seed, b.part)


def _entry(one: Question, other: Question) -> str:
    a, b = one.in_depth.entry, other.in_depth.entry
    same = one.title == other.title  # then only their ids tell them apart
    names = (q.id if same else q.title for q in (one, other))
    text, to = (json.dumps(name, ensure_ascii=False) for name in names)
    return f"# {a.seed}:{a.line} and {b.seed}:{b.line}\n[[related]]\ntext = {text}\nto = [{to}]\n"
