"""Seeds that are split by themselves, and which of them must be split together after all.

A part is one seed, or several that share something: a page, the wording of a question, or an
editor's decision, which may quote any seed. Each is split and its pages are held, wherever there is
a free core; of a part that is done only what the others must know is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from candidates import asked_in
from collisions import DECIDED, Part, claims_of
from editorial import Editorial
from folders import Folders
from names import question_id, topic_slug, visible
from page_files import INDEX, Staging, read_pages
from qa_model import BadInputError, NoQuestionError, Seed
from seed_reading.outline import Outline
from seed_reading.seed_reader import read_seeds
from splitting import choices, make, read_outlines
from unchanged import Page, pages_of

APART = ("documents", "related", "moved")  # decisions about one document each, or about no page


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes parts.

    ``memory`` has the pages with ids of a wording that several questions have, by the id without
    what tells these apart; ``before`` the pages of the last run, where that is known.
    """

    folders: Folders
    editorial: Editorial
    held: Staging
    memory: Mapping[str, set[str]]
    before: Mapping[str, Page]

    def make(self, names: Sequence[str], *, together: bool = False) -> Part:
        """Split some seeds and hold their pages; what is wrong with them is in the part.

        Args:
            names: The seeds.
            together: Whether the decisions that quote texts are about these seeds.
        """
        part = Part([*names])
        try:
            self._fill(part, together=together)
        except NoQuestionError as error:
            part.problems, part.empty = [*error.problems], True
        except BadInputError as error:
            part.problems = [*error.problems]
        return part

    def _fill(self, part: Part, *, together: bool) -> None:
        folders = self.folders
        own = self.editorial.those(
            lambda d: d.text("file") in part.seeds if d.table == "documents" else together
        )
        seeds = read_seeds(folders.seeds, folders.shown, part.seeds)
        outlines: Sequence[Outline] = ()
        if not together:
            outlines, _ = read_outlines(seeds, choices(own, seeds), folders.shown)
            if self._quoted(seeds, outlines):
                part.claims, part.open = {DECIDED}, True
                return
        old = read_pages(folders.out, self._remembered(part, outlines))
        where = (folders.seeds, folders.shown, folders.out)
        made = make(seeds, own, old, where, outlines=outlines, hold=self.held.put)
        part.held = [name for name in made.pages if name != INDEX]
        part.pages, part.asked = pages_of(made.topics), asked_in(made.topics)
        part.roles, part.notices = Counter(made.roles), made.notices
        part.claims = {*claims_of(part.pages), *([DECIDED] if together else [])}
        part.claims |= {f"page {topic_slug(topic.title).casefold()}" for topic in made.topics}

    def _quoted(self, seeds: Iterable[Seed], outlines: Iterable[Outline]) -> bool:
        """Whether a decision quotes anything of some seeds."""
        decisions = (d for d in self.editorial.decisions if d.table not in APART)
        texts = {_fold(str(text)) for decision in decisions for text in decision.values.values()}
        if not texts:
            return False
        lines = (line.text for seed in seeds for line in seed.lines)
        named = (n for o in outlines for e in o.entries for n in (e.question, e.topic))
        return any(_fold(text) in texts for rows in (named, lines) for text in rows)

    def _remembered(self, part: Part, outlines: Iterable[Outline]) -> set[str]:
        """The pages that are there and may have ids of the questions of a part."""
        own = {*part.seeds}
        found = {f"{slug}.md" for slug, page in self.before.items() if own & {*page.seeds}}
        if self.memory:
            entries = (entry for outline in outlines for entry in outline.entries)
            bases = {question_id(visible(entry.question)) for entry in entries}
            wanted = bases if outlines else self.memory.keys()
            found |= {name for base in wanted for name in self.memory.get(base, ())}
        return found


def _fold(text: str) -> str:
    return " ".join(text.split())
