"""What parts of a folder of seeds must not share, and which of them do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from candidates import Asked
from qa_model import Problem
from stable_ids import SUFFIX
from unchanged import Page

DECIDED = "decided"  # what all seeds share that an editor's decisions are about


@dataclass(slots=True)
class Part:
    """What became of some seeds.

    ``claims`` are what no other part may have: names of pages, wordings as ids, decisions.
    ``held`` are the files that are not what they were.
    """

    seeds: list[str]
    pages: dict[str, Page] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    notices: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    empty: bool = False  # whether no seed of it has a question
    open: bool = False  # whether it is not made, because of a decision


def claims_of(pages: Mapping[str, Page]) -> Iterator[str]:
    """What pages take for themselves: their names, the wordings of their questions as ids."""
    for slug, page in pages.items():
        yield f"page {slug.casefold()}"
        yield from page.ids()
        yield from page.bases


def colliding(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts that must be split together, or again, in groups that have nothing in common."""
    owner: dict[str, int] = {}
    root = [*range(len(parts))]
    for at, part in enumerate(parts):
        for claim in part.claims:
            first = _top(root, owner.setdefault(claim, at))
            root[_top(root, at)] = first
    groups: dict[int, list[Part]] = defaultdict(list)
    for at, part in enumerate(parts):
        groups[_top(root, at)].append(part)
    return [group for group in groups.values() if len(group) > 1 or group[0].open]


def _top(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at


def one_part(page: Page) -> set[str]:
    """What makes one part of the pages of one seed."""
    return {f"seed {name}" for name in page.seeds}


def groups_of(pages: Mapping[str, Page]) -> list[list[str]]:
    """The seeds that share a page or the wording of a question."""
    parts = [
        Part(page.seeds, claims={*claims_of({slug: page}), *one_part(page)}, open=True)
        for slug, page in pages.items()
    ]
    groups = [{name for part in group for name in part.seeds} for group in colliding(parts)]
    return [sorted(group) for group in groups if len(group) > 1]


def memory_of(old: Mapping[str, str]) -> dict[str, set[str]]:
    """The pages with ids of a wording that several questions have, by its id without digits."""
    bases = {name: SUFFIX.sub("", name) for name in old}
    several = {base for name, base in bases.items() if base != name}
    found: dict[str, set[str]] = defaultdict(set)
    for name, base in bases.items():
        for wording in {name, base} & several:
            found[wording].add(old[name])
    return found
