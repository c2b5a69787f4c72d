"""Brings the pages of a folder up to date: part by part, and the parts of changed seeds alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from candidates import Asked, asked_in
from collisions import DECIDED, Part, claims_of, colliding, groups_of, memory_of, one_part
from folders import Folders
from last_run import last_run, remember
from lost_ids import lost_ids
from moves import Site, moved_ids, wrong_moves
from page_files import INDEX, Staging, gone, read_pages, staging, write_pages
from page_writing.myst_pages import index_text
from page_writing.page_reader import TARGET
from parts import APART, Maker
from qa_model import BadInputError, Fate, Seed
from seed_reading.seed_reader import seed_paths
from sources import NAME as SOURCES
from sources import file_of, rows_of
from splitting import choices, read_editorial, split
from unchanged import Ids, Page, Record, pages_of, state_of
from workers import WORTH, few_collections, spread

__all__ = ["Folders", "Update", "update"]


@dataclass(slots=True)
class Update:
    """What a run did: the pages that there are now, what it read, how many files it changed.

    ``asked`` are the questions of a run over everything, ``ledger`` is told where it is asked for.
    """

    pages: Mapping[str, Page] = field(default_factory=dict)
    roles: Counter[str] = field(default_factory=Counter)
    notices: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    ledger: list[Fate] = field(default_factory=list)
    changed: int = 0


def update(folders: Folders) -> Update:
    """Split what has changed and write its pages.

    Raises:
        BadInputError: The seeds or the decisions about them cannot be used as they are.
        OSError: A file cannot be written; the old pages stay.
    """
    with few_collections():
        paths = seed_paths(folders.seeds, folders.shown)
        seeds = state_of(folders.seeds, [path.name for path in paths])
        record = last_run(folders)
        size = sum(state[0] for state in seeds.values() if state)
        if folders.told or (not record.program and size < WORTH):
            return _whole(folders, seeds)
        return _Run(folders, seeds, record).run()


def _whole(folders: Folders, seeds: Mapping[str, list[int]]) -> Update:
    """Split everything at once, in memory."""
    old = read_pages(folders.out)
    where = (folders.seeds, folders.shown, old, folders.shown_out, folders.out)
    made = split(*where, told=folders.told)
    pages = pages_of(made.topics)
    sources = file_of(row for page in pages.values() for row in page.rows)
    count = write_pages({**made.pages, SOURCES: sources}, folders.out)
    quoting = any(
        d.table not in APART for d in read_editorial(folders.seeds, folders.shown).decisions
    )
    groups, decided = ([[*seeds]], [*seeds]) if quoting else (groups_of(pages), [])
    remember(folders, Record("", dict(seeds), {}, pages, groups, decided))
    asked = asked_in(made.topics)
    return Update(pages, Counter(made.roles), made.notices, asked, made.ledger, count)


class _Run:
    """Splits seeds part by part, until no part has what another has."""

    def __init__(self, folders: Folders, seeds: Mapping[str, list[int]], record: Record) -> None:
        self.folders, self.seeds, self.record = folders, seeds, record
        self.editorial = read_editorial(folders.seeds, folders.shown)
        choices(
            self.editorial.those(lambda d: d.table == "documents"),
            [Seed(name, ()) for name in seeds],
        )
        self.changed = record.together(record.changed(seeds))
        if record.program:
            rows, at = rows_of(folders.out / SOURCES), 0
            for page in record.pages.values():
                page.rows = rows[at : at + page.questions]
                at += page.questions
        self.left = _without(record.pages, self.changed)
        self.was: dict[str, str] = {}  # the ids that pages have now, each with its page

    def run(self) -> Update:
        """Split, and write what is new."""
        with staging(self.folders.out) as held:
            old = {} if self.record.program else self._ids_on_the_pages()
            memory = memory_of(old)
            maker = Maker(self.folders, self.editorial, held, memory, self.record.pages)
            names = [(name,) for name in self.seeds if name in self.changed]
            parts = self._joined(maker, self._made(maker, names))
            self._refuse(parts, old)
            return self._finish(held, parts)

    def _ids_on_the_pages(self) -> dict[str, str]:
        """The ids that the pages have now, each with the name of its page."""
        paths = sorted(self.folders.out.glob("*.md"))
        found = spread(_ids_on, paths, sum(path.stat().st_size for path in paths))
        pairs = zip(paths, found, strict=True)
        return {name: path.name for path, names in pairs for name in names}

    def _made(self, maker: Maker, groups: Sequence[Sequence[str]]) -> list[Part]:
        size = sum((self.seeds[name] or [0])[0] for names in groups for name in names)
        return list(spread(maker.make, groups, size, "documents split"))

    def _joined(self, maker: Maker, parts: list[Part]) -> list[Part]:
        """Split together what must be, with seeds that were left alone where they share it."""
        while True:
            parts += self._drawn_in({claim for part in parts for claim in part.claims})
            groups = colliding(parts)
            if not groups:
                return parts
            again = []
            for group in groups:
                for part in group:
                    maker.held.drop(part.held)
                together = DECIDED in {claim for part in group for claim in part.claims}
                names = {name for part in group for name in part.seeds} & self.seeds.keys()
                again.append(([n for n in self.seeds if n in names], together))
            done = {id(part) for group in groups for part in group}
            parts = [part for part in parts if id(part) not in done]
            size = sum((self.seeds[n] or [0])[0] for names, _ in again for n in names)
            parts += spread(lambda item: maker.make(item[0], together=item[1]), again, size)

    def _drawn_in(self, claims: set[str]) -> list[Part]:
        """What was left alone and has what others claim, to be split again."""
        new = claims - self._claimed()
        own = (
            page.seeds
            for slug, page in self.left.items()
            if new and not new.isdisjoint(claims_of({slug: page}))
        )
        decided = self.record.decided if DECIDED in claims else []
        names = self.record.together({name for seeds in own for name in seeds}.union(decided))
        drawn = {slug: page for slug, page in self.left.items() if names & {*page.seeds}}
        self.left = _without(self.left, names)
        self.changed |= names
        parts = []
        for slug, page in drawn.items():
            shared = {DECIDED} if {*page.seeds} & {*self.record.decided} else set()
            own_claims = {*claims_of({slug: page}), *one_part(page), *shared}
            parts.append(Part(page.seeds, claims=own_claims, open=True))
        return parts

    def _claimed(self) -> set[str]:
        """What the seeds that are split again had before: nothing else had it."""
        before = self.record.pages
        return {*claims_of({slug: before[slug] for slug in before.keys() - self.left.keys()})}

    def _refuse(self, parts: Sequence[Part], old: Mapping[str, str]) -> None:
        """Stop if something is wrong with the seeds, or an id would be lost."""
        bad = [part for part in parts if part.problems and not part.empty]
        empty = all(part.empty for part in parts) and not self.left
        if problems := [p for part in (parts if empty else bad) for p in part.problems]:
            raise BadInputError(problems)
        quoting = any(d.table not in APART for d in self.editorial.decisions)
        if quoting and not self._decided(parts):  # what they quote is nowhere, and that is told
            to = (self.folders.shown_out, self.folders.out)
            split(self.folders.seeds, self.folders.shown, {}, *to, told=False)
        new = {name for part in parts for page in part.pages.values() for name in page.ids()}
        new |= moved_ids(self.editorial)
        before = self.record.pages
        split_again = before.keys() - self.left.keys()
        self.was = {name: f"{slug}.md" for slug in split_again for name in before[slug].ids()}
        self.was.update(old)
        if lost := {page for name, page in self.was.items() if name not in new}:
            texts = read_pages(self.folders.out, sorted(lost))
            editorial = self.editorial.path
            if told := lost_ids(texts, new, editorial, self.folders.shown_out):
                raise BadInputError(told)

    def _decided(self, parts: Sequence[Part]) -> list[str]:
        found = [name for part in parts if DECIDED in part.claims for name in part.seeds]
        return found + [name for name in self.record.decided if name not in self.changed]

    def _finish(self, held: Staging, parts: Sequence[Part]) -> Update:
        order = {name: at for at, name in enumerate(self.seeds)}
        parts = sorted(parts, key=lambda part: order[part.seeds[0]])
        made = {slug: page for part in parts for slug, page in part.pages.items()}
        pages = _ordered({**self.left, **made}, order)
        held.put(INDEX, index_text([*pages]))
        held.put(SOURCES, file_of(row for page in pages.values() for row in page.rows))
        names = [INDEX, *(f"{slug}.md" for slug in pages)]
        among = [f"{slug}.md" for slug in self.record.pages] if self.record.program else None
        old = gone(names, self.folders.out, among)
        site = Site(Ids(pages), self.folders.out, self.folders.shown_out)
        if told := wrong_moves(self.editorial, site, old, self.was):
            raise BadInputError(told)
        changed = held.commit(old)
        groups = [part.seeds for part in parts if len(part.seeds) > 1]
        groups += [group for group in self.record.groups if not self.changed & {*group}]
        new = {*changed}
        files = {name: state for name, state in self.record.files.items() if name not in new}
        record = Record("", dict(self.seeds), files, pages, groups, self._decided(parts))
        if changed or self.changed:
            remember(self.folders, record)
        done = Update(pages, changed=len(changed))
        for part in parts:
            done.roles.update(part.roles)
            done.notices += part.notices
            done.notices += [f"note: {problem}; it is left out" for problem in part.problems]
            done.asked += part.asked
        return done


def _without(pages: Mapping[str, Page], seeds: set[str]) -> dict[str, Page]:
    return {slug: page for slug, page in pages.items() if seeds.isdisjoint(page.seeds)}


def _ids_on(path: Path) -> list[str]:
    return TARGET.findall(path.read_text(encoding="utf-8", errors="replace"))


def _ordered(pages: Mapping[str, Page], order: Mapping[str, int]) -> dict[str, Page]:
    """Pages as a run over everything has them: questions first, then by the order of the seeds."""

    def place(slug: str) -> tuple[bool, int]:
        return not pages[slug].questions, order[pages[slug].seeds[0]]

    return {slug: pages[slug] for slug in sorted(pages, key=place)}
