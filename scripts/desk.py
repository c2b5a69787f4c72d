"""Where an editor's decisions meet the text that they quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from editorial import Decision, Editorial
from qa_model import BadInputError, Entry, Problem, Question

T = TypeVar("T")


class Desk:
    """Where decisions meet what they are about; collects what does not fit."""

    def __init__(self, editorial: Editorial) -> None:
        """Begin with no problem."""
        self.editorial = editorial
        self.problems: list[Problem] = []
        # By the identity of a list, which is kept so that no other one gets its identity.
        self._indexes: dict[int, tuple[Sequence[Any], dict[str, list[Any]]]] = {}

    def find_one(  # noqa: PLR0913, PLR0917 - each caller names what it looks through
        self,
        decision: Decision,
        key: str,
        candidates: Sequence[T],
        text: Callable[[T], str],
        place: Callable[[T], str],
        fits: Callable[[T], bool] = lambda _: True,
    ) -> T | None:
        """The one candidate whose text a decision quotes; a problem where it is not one.

        Args:
            decision: The decision.
            key: Which of its values quotes the text.
            candidates: What may be meant; the list must not change later.
            text: The text of a candidate.
            place: Where a candidate stands, for messages.
            fits: Whether a candidate may be meant by this decision.
        """
        quoted = self._index(candidates, text).get(_fold(decision.text(key)), [])
        found = [candidate for candidate in quoted if fits(candidate)]
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
        self, decision: Decision, key: str, questions: Sequence[Question]
    ) -> Question | None:
        """The one question whose wording a decision quotes."""
        return self.find_one(
            decision,
            key,
            questions,
            lambda q: q.title,
            lambda q: at(q.in_depth.entry),
            lambda q: decision.part in {None, q.in_depth.entry.part},
        )

    def _index(self, candidates: Sequence[T], text: Callable[[T], str]) -> dict[str, list[T]]:
        """The candidates by their text; made once for a list, since decisions are many."""
        if id(candidates) not in self._indexes:
            index = defaultdict(list)
            for candidate in candidates:
                index[_fold(text(candidate))].append(candidate)
            self._indexes[id(candidates)] = (candidates, index)
        return self._indexes[id(candidates)][1]

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
