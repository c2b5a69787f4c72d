"""Ids for questions that have one wording: distinct, and the same again on every later run.

The committed pages are the memory. A question that is there with the same answer keeps its id, on
the same page first; then one with an answer that is most like it; only what is new gets a new id.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from page_writing.page_reader import TARGET
from qa_model import Question

DIGITS = 6  # of the digest that tells questions of one wording apart
SUFFIX = re.compile(rf"-[0-9a-f]{{{DIGITS}}}(?:-\d+)?$")
MOST_PAIRS = 1_000_000  # answers to compare; with more of one wording, only the same ones are known
WORD = re.compile(r"[^\W_]+")


class Asked(NamedTuple):
    """A question as a page has it, or will: the page's file name, the words of the answer."""

    page: str
    words: frozenset[str]


def tell_apart(
    questions: Sequence[Question],
    everything: Sequence[Question],
    committed: Mapping[str, str],
    pages: Mapping[int, str],
) -> None:
    """Give questions whose derived ids are the same distinct ones.

    Args:
        questions: Those whose id is not pinned, in order.
        everything: All questions; what is pinned or an alias is taken.
        committed: The text of the pages that are there now, by file name.
        pages: The file name of the page of each question, by the question's identity.
    """
    taken = {name for question in everything for name in question.aliases}
    own = {id(question) for question in questions}
    taken |= {question.id for question in everything if id(question) not in own}
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        groups[question.id].append(question)
    memory = _memory(groups, committed)
    bases = {*groups}
    for name, group in groups.items():
        known = memory.get(name, {})
        if len(group) > 1 or name in taken or known.keys() - {name}:
            asked = [Asked(pages.get(id(one), ""), _words(one)) for one in group]
            taken |= _Group(name, known, taken, bases).name_all(group, asked)


class _Group:
    """Questions of one wording; ``known`` are the ids of the pages, with where they stand.

    ``taken`` are ids that others have for good, ``bases`` those that others may get.
    """

    def __init__(
        self, name: str, known: dict[str, Asked], taken: set[str], bases: set[str]
    ) -> None:
        self.name, self.known, self.taken, self.bases = name, known, taken, bases
        self.used: set[str] = set()
        self.numbers: Counter[str] = Counter()

    def name_all(self, group: Sequence[Question], asked: Sequence[Asked]) -> set[str]:
        """Give each question its id: the known ones to the answers that are most like theirs."""
        left = dict(enumerate(asked))
        named: dict[int, str] = {}
        for find in (self._around, self._same_place, self._same_words, self._alike):
            named |= find({at: here for at, here in left.items() if at not in named})
        for at, question in enumerate(group):
            question.id = named.get(at) or self._new_name(question)
            self.used.add(question.id)
        return self.used

    def _around(self, asked: Mapping[int, Asked]) -> dict[int, str]:
        """Known ids for what is the same on a page before its first change and after its last."""
        new: dict[str, list[tuple[int, Asked]]] = defaultdict(list)
        old: dict[str, list[tuple[str, Asked]]] = defaultdict(list)
        for at, here in asked.items():
            new[here.page].append((at, here))
        for name, there in self.known.items():
            old[there.page].append((name, there))
        named: dict[int, str] = {}
        for page, ours in new.items():
            for step in (1, -1):
                pairs = zip(ours[::step], old[page][::step], strict=False)
                same = takewhile(lambda pair: pair[0][1] == pair[1][1], pairs)
                for (at, _), (name, _) in same:
                    if at not in named and name not in self.used:
                        named[at] = name
                        self.used.add(name)
        return named

    def _same_place(self, asked: Mapping[int, Asked]) -> dict[int, str]:
        """Known ids for answers with the very same words on the same page."""
        return self._same(asked, lambda one: one)

    def _same_words(self, asked: Mapping[int, Asked]) -> dict[int, str]:
        """The same on any page."""
        return self._same(asked, lambda one: one.words)

    def _same(self, asked: Mapping[int, Asked], key: Callable[[Asked], Hashable]) -> dict[int, str]:
        ids: dict[Hashable, list[str]] = defaultdict(list)
        for old, there in reversed(self.known.items()):
            if old not in self.used:
                ids[key(there)].append(old)
        named = {at: ids[key(here)].pop() for at, here in asked.items() if ids[key(here)]}
        self.used.update(named.values())
        return named

    def _alike(self, asked: Mapping[int, Asked]) -> dict[int, str]:
        """Known ids that are left, for answers that have some of the same words."""
        left = {old: there for old, there in self.known.items() if old not in self.used}
        if len(left) * len(asked) > MOST_PAIRS:
            return {}
        pairs = sorted(
            (-_likeness(here.words, there.words), here.page != there.page, at, old)
            for at, here in asked.items()
            for old, there in left.items()
        )
        named: dict[int, str] = {}
        for unlike, _, at, old in pairs:
            if unlike < 0 and at not in named and old not in self.used:
                named[at] = old
                self.used.add(old)
        return named

    def _new_name(self, question: Question) -> str:
        if not self.known and not self.used and self.name not in self.taken:
            return self.name
        text = " ".join(line.text.strip() for line in question.in_depth.entry.answer)
        digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]
        while True:
            self.numbers[digest] += 1
            number = self.numbers[digest]
            name = f"{self.name}-{digest}" + (f"-{number}" if number > 1 else "")
            if name not in self.used and name not in self.taken and name not in self.bases:
                return name


def _memory(names: Container[str], committed: Mapping[str, str]) -> dict[str, dict[str, Asked]]:
    """The ids of these wordings that the pages have, with where they stand."""
    found: dict[str, dict[str, Asked]] = defaultdict(dict)
    for page, text in committed.items():
        targets = list(TARGET.finditer(text))
        for at, target in enumerate(targets):
            base = target[1] if target[1] in names else SUFFIX.sub("", target[1])
            if base in names:
                end = targets[at + 1].start() if at + 1 < len(targets) else len(text)
                body = text[target.end() : end].partition("\n## ")[2].partition("\n")[2]
                found[base][target[1]] = Asked(page, frozenset(WORD.findall(body)))
    return found


def _words(question: Question) -> frozenset[str]:
    lines = question.in_depth.entry.answer
    return frozenset(word for line in lines for word in WORD.findall(line.text))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two answers have in common (Jaccard); 1 for two empty ones."""
    union = one | other
    return len(one & other) / len(union) if union else 1.0
