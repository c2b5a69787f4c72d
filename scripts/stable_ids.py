"""Ids for questions that have one wording: distinct, and the same again on every later run.

The committed pages are the memory. A question that is there with the same answer keeps its id,
then one with an answer that is most like it; only what is new gets a new id.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from page_writing.page_reader import TARGET
from qa_model import Question

DIGITS = 6  # of the digest that tells questions of one wording apart
WORD = re.compile(r"[^\W_]+")


def tell_apart(
    questions: Sequence[Question], everything: Sequence[Question], committed: Mapping[str, str]
) -> None:
    """Give questions whose derived ids are the same distinct ones.

    Args:
        questions: Those whose id is not pinned, in order.
        everything: All questions; what is pinned or an alias is taken.
        committed: The text of the pages that are there now, by file name.
    """
    taken = {name for question in everything for name in question.aliases}
    own = {id(question) for question in questions}
    taken |= {question.id for question in everything if id(question) not in own}
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        groups[question.id].append(question)
    crowded = {name for name, group in groups.items() if len(group) > 1 or name in taken}
    memory = _memory(crowded, committed) if crowded else {}
    for name, group in groups.items():
        if name in crowded:
            taken |= _name_group(name, group, memory.get(name, {}), taken | set(groups))


def _name_group(
    name: str, group: Sequence[Question], known: dict[str, set[str]], taken: set[str]
) -> set[str]:
    """Name the questions of one group; known ids go to the answers that are most like theirs."""
    words = {id(question): _words(question) for question in group}
    pairs = sorted(
        (
            (-_likeness(words[id(q)], there), at, old)
            for at, q in enumerate(group)
            for old, there in known.items()
        ),
    )
    named: dict[int, str] = {}
    used: set[str] = set()
    for unlike, at, old in pairs:
        if at not in named and old not in used and unlike < 0:
            named[at] = old
            used.add(old)
    free = name if name not in used and name not in taken - {name} and name not in known else ""
    for at, question in enumerate(group):
        if at in named:
            question.id = named[at]
        elif free and not known:
            question.id, free = free, ""
        else:
            question.id = _new_name(name, question, used | (taken - {name}))
        used.add(question.id)
    return used


def _new_name(name: str, question: Question, used: set[str]) -> str:
    text = " ".join(line.text.strip() for line in question.in_depth.entry.answer)
    digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    known = f"{name}-{digest[:DIGITS]}"
    number = 1
    while known in used:
        number += 1
        known = f"{name}-{digest[:DIGITS]}-{number}"
    return known


def _memory(names: Iterable[str], committed: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    """The ids of these wordings that the pages have, with the words of their answers."""
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    ours = {*names}
    for text in committed.values():
        targets = list(TARGET.finditer(text))
        for at, target in enumerate(targets):
            base = re.sub(rf"-[0-9a-f]{{{DIGITS}}}(?:-\d+)?$", "", target[1])
            base = target[1] if target[1] in ours else base
            if base in ours:
                end = targets[at + 1].start() if at + 1 < len(targets) else len(text)
                body = text[target.end() : end].partition("\n## ")[2].partition("\n")[2]
                found[base][target[1]] = set(WORD.findall(body))
    return found


def _words(question: Question) -> set[str]:
    return {w for line in question.in_depth.entry.answer for w in WORD.findall(line.text)}


def _likeness(one: set[str], other: set[str]) -> float:
    """The share of words that two answers have in common (Jaccard); 1 for two empty ones."""
    union = one | other
    return len(one & other) / len(union) if union else 1.0
