"""Where an editor's decisions meet the text that they quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from editorial import Decision, Editorial
from qa_model import BadInputError, Entry, Problem, Question

T = TypeVar("T")


class Desk:
    """Where decisions meet what they are about; collects what does not fit."""

    def __init__(self, editorial: Editorial) -> None:
        """Begin with no problem."""
        self.editorial = editorial
        self.problems: list[Problem] = []

    def find_one(
        self,
        decision: Decision,
        key: str,
        candidates: Iterable[T],
        text: Callable[[T], str],
        place: Callable[[T], str],
    ) -> T | None:
        """The one candidate whose text a decision quotes; a problem where it is not one."""
        quoted = _fold(decision.text(key))
        found = [candidate for candidate in candidates if _fold(text(candidate)) == quoted]
        if len(found) == 1:
            return found[0]
        if found:
            places = ", ".join(place(candidate) for candidate in found)
            what = f'{key} = "{decision.text(key)}" stands in {len(found)} places ({places})'
            self.complain(decision, what, "say which is meant, for example with part = 1")
        else:
            what = f'{key} = "{decision.text(key)}" is not in the seeds'
            self.complain(decision, what, "quote the text as the seed has it, or remove the entry")
        return None

    def find_question(
        self, decision: Decision, key: str, questions: Iterable[Question]
    ) -> Question | None:
        """The one question whose wording a decision quotes."""
        wanted = (q for q in questions if decision.part in (None, q.in_depth.entry.part))
        return self.find_one(
            decision, key, wanted, lambda q: q.title, lambda q: at(q.in_depth.entry)
        )

    def complain(self, decision: Decision, what: str, todo: str) -> None:
        """Note a problem with one decision."""
        self.problems.append(self.editorial.problem(decision, what, todo))

    def done(self) -> None:
        """Raise BadInputError if there was any problem."""
        if self.problems:
            raise BadInputError(self.problems)


def at(entry: Entry) -> str:
    """Where an entry stands, for messages."""
    return f"{entry.seed}:{entry.line} in part {entry.part}"


def _fold(text: str) -> str:
    return " ".join(text.split())
