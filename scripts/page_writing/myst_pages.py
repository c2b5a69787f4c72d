"""From topics to the text of their MyST pages, and the proof that a page says what it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from names import visible
from qa_model import Edition, Line, Passage, Problem, Question, Topic

from page_writing.answer_text import admonition, answer_blocks, escape_start
from page_writing.inline_pieces import Context
from page_writing.inline_text import inline
from page_writing.places import Places
from page_writing.proof import proved, said

BANNER = "% Written by scripts/split_seeds.py from docs/seeds. Change the seeds, not this page."
PLAIN_TITLE = "In plain words"
NOTE_TITLE = "Editor's note"
TODO = "look for markup in it that is not closed, and write it more simply"
NONE: Mapping[int, str] = MappingProxyType({})


@dataclass(slots=True)
class Page:
    """A page: its text, and what it shows only as it was written."""

    text: str
    notices: list[Problem] = field(default_factory=list)


def write_page(topic: Topic, places: Mapping[str, Places], shown: str) -> Page:
    """Write the page of a topic.

    Args:
        topic: The topic, its answers not written yet.
        places: Where links of each seed lead, by the seed's name.
        shown: The seeds' folder in messages.

    Returns:
        The page; each text in it is proved to show every letter of its source.
    """
    return joined([write_piece(topic, 0, len(topic.questions), places, shown)])


def write_piece(
    topic: Topic, first: int, last: int, places: Mapping[str, Places], shown: str
) -> Page:
    """Write the questions of a page from one to another, with what stands above the first of all.

    The arguments are those of ``write_page``; pieces can be written at the same time, and joined.
    """
    writer = _PageWriter(places, shown)
    blocks: list[str] = []
    if first == 0:
        blocks += [BANNER, f"# {said(topic.title)}"]
        blocks += [":::{questions}\n:::"] if topic.questions else []
        for passage in topic.passages:
            blocks += writer.passage(passage)
    for question in topic.questions[first:last]:
        blocks += writer.question(question)
    return Page("\n\n".join(blocks), writer.notices)


def joined(pieces: Sequence[Page]) -> Page:
    """The page that pieces make."""
    text = "\n\n".join(piece.text for piece in pieces)
    return Page(f"{text}\n", [notice for piece in pieces for notice in piece.notices])


def index_text(slugs: Sequence[str]) -> str:
    """The page that lists all topics, named by their pages, and gives them their order."""
    listed = "\n".join(slugs)
    toctree = f"```{{toctree}}\n:hidden:\n\n{listed}\n```"
    return f"{BANNER}\n\n# Topics\n\n:::{{topics}}\n:::\n\n{toctree}\n"


class _PageWriter:
    """Writes the blocks of one page; ``notices`` say what is shown only as it was written."""

    def __init__(self, places: Mapping[str, Places], shown: str) -> None:
        self.places, self.shown = places, shown
        self.notices: list[Problem] = []

    def passage(self, passage: Passage) -> Iterator[str]:
        """The text of no question."""
        context = self.places[passage.seed].context
        yield from self._lines(passage.seed, passage.lines, context, headings=False)

    def question(self, question: Question) -> Iterator[str]:
        """The section of a question: its targets and heading, its answers, an editor's notes."""
        yield "\n".join(f"({name})=" for name in (question.id, *question.aliases))
        yield f"## {said(question.title)}"
        if question.keywords:
            yield f":::{{index}} {', '.join(map(inline, question.keywords))}\n:::"
        yield from self._edition(question.in_depth, question.id)
        if question.plain:
            own_wording = f"**{said(question.plain.entry.question)}**"
            written = self._edition(question.plain, f"{question.id}-plain")
            yield admonition(PLAIN_TITLE, "plain-words", [own_wording, *written])
        for note in question.notes:
            yield admonition(NOTE_TITLE, "editors-note", [said(note)])

    def _edition(self, edition: Edition, name: str) -> Iterator[str]:
        entry = edition.entry
        if entry.group:
            yield f"*{said(visible(entry.group).replace('*', ''))}*"
        context = self.places[entry.seed].context
        labels = {
            label: f"{name.removeprefix('q-')}-{at}" for at, (label, _) in enumerate(entry.notes, 1)
        }
        if labels:
            context = replace(context, footnotes=labels)
        yield from self._lines(entry.seed, entry.answer, context, edition.foreign, entry.offset)
        for label, lines in entry.notes:
            text = said("\n".join(line.text.strip() for line in lines), context)
            yield f"[^{labels[label]}]: {escape_start(text)}"  # blocks can begin in a footnote

    def _lines(  # noqa: PLR0913 - what an answer is made of
        self,
        seed: str,
        lines: Sequence[Line],
        context: Context,
        foreign: Mapping[int, str] = NONE,
        offset: int = 0,
        *,
        headings: bool = True,
    ) -> Iterator[str]:
        def tell(line: int) -> None:
            what = "this text has markup that cannot be shown as it is meant"
            self.notices.append(Problem(f"{self.shown}/{seed}", line, what, TODO))

        def write(some: Sequence[Line]) -> tuple[str, ...]:
            return answer_blocks(some, foreign, context, offset, headings=headings)

        yield from proved(lines, write, tell, foreign)
