"""The words that all seed tools share: lines, entries, questions, topics, and what bad input is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Line(NamedTuple):
    """One line of a seed: its number, counted from 1, and its text without the line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Seed:
    """One seed document: its name relative to the seeds' folder, and all its lines."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as a seed has it: where it stands, its wording, and the lines of its answer."""

    seed: str
    part: int
    topic: str
    line: int
    question: str
    answer: Sequence[Line]
    offset: int = 0  # where a list item's content begins, if the question is one
    lines: tuple[int, ...] = ()  # further lines that the wording stands on
    notes: tuple[tuple[str, tuple[Line, ...]], ...] = ()  # footnotes, by label
    group: str = ""  # the heading between topic and question that it stands under
    group_line: int = 0


@dataclass(slots=True)
class Passage:
    """Text that belongs to no question: above the questions of a topic, or a section by itself.

    ``line`` is that of its heading, 0 where it has none.
    """

    seed: str
    part: int
    topic: str
    line: int
    lines: list[Line] = field(default_factory=list)


class Fate(NamedTuple):
    """What became of one line of a seed.

    ``role`` is one of topic, question, answer, plain question, plain answer, foreign, text,
    structure, contents or dropped. ``where`` is the page and question id
    (``generative-ai#q-gans``) of a line that is kept, and ``why`` the reason for one that is not.
    """

    seed: str
    line: int
    text: str
    role: str
    where: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One wording of a question with its answer, and what a reader of English gets of it.

    ``foreign`` has the English of the lines in another language, by line number; ``blocks`` are
    the answer as MyST text, once it is written.
    """

    entry: Entry
    blocks: tuple[str, ...] = ()
    foreign: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Question:
    """A question of the site: a permanent id, its answer in depth and, perhaps, in plain words."""

    id: str
    aliases: tuple[str, ...]
    in_depth: Edition
    plain: Edition | None = None
    notes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The question as its heading shows it."""
        return self.in_depth.entry.question


@dataclass(slots=True)
class Topic:
    """A page of the site: its title, its file name without suffix, its questions in order.

    ``origin`` is the seed that names it first: it gives the page its place among the others.
    """

    title: str
    slug: str
    questions: list[Question] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the input: where, what, and what to do about it."""

    path: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        """``path:line: what; what to do``, the form of every message of the project."""
        return f"{self.path}:{self.line}: {self.what}; {self.todo}"


class BadInputError(Exception):
    """The input cannot be used as it is; ``problems`` say why, in the order of the input."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; there is at least one."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BadInputError], tuple[tuple[Problem, ...]]]:
        """How another process gets it: made anew of its problems."""
        return BadInputError, (self.problems,)


class NoQuestionError(BadInputError):
    """There is no question in a document; the others may have some."""

    def __reduce__(self) -> tuple[type[BadInputError], tuple[tuple[Problem, ...]]]:
        """How another process gets it."""
        return NoQuestionError, (self.problems,)
