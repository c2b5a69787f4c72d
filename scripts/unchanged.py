"""What a run may leave alone: a record of the last run says which pages came of which seeds.

A seed belongs together with all that were split with it, since they share a page, a wording or an
editor's decision. The record is trusted only if this program, editorial.toml and the pages on the
disk are as they were; otherwise everything is split.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qa_model import Topic
from sources import source_row
from stable_ids import SUFFIX

HERE = Path(__file__).resolve().parent


@dataclass(slots=True)
class Page:
    """A page of a run: the seeds it came of, its questions, their rows in sources.json.

    ``aliases`` are further ids, ``bases`` what ids are without the digits that tell questions of
    one wording apart. Of a page of an earlier run, ``rows`` stand in sources.json alone.
    """

    seeds: list[str] = field(default_factory=list)
    questions: int = 0
    plain: int = 0
    aliases: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def known(self) -> list[object]:
        """What a record keeps."""
        return [self.seeds, self.questions, self.plain, self.aliases, self.bases]

    def ids(self) -> list[str]:
        """The ids of its questions and their aliases."""
        return [*self.aliases, *(row[1 : row.index('"', 1)] for row in self.rows)]


class Ids(Mapping[str, Collection[str]]):
    """The ids on each page by slug, looked up when they are asked for: a large site has many."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self.pages = pages
        self.known: dict[str, frozenset[str]] = {}

    def __getitem__(self, slug: str) -> frozenset[str]:
        if slug not in self.known:
            self.known[slug] = frozenset(self.pages[slug].ids())
        return self.known[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)


@dataclass(slots=True)
class Record:
    """The last run: what the program and the decisions were, the state of each file, the pages.

    ``seeds`` and ``files`` have the size and the time of change of each; ``groups`` are the seeds
    that were split together, ``decided`` those that an editor's decisions are about.
    """

    program: str = ""
    seeds: dict[str, list[int]] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    groups: list[list[str]] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)

    def changed(self, seeds: Mapping[str, list[int]]) -> set[str]:
        """The seeds that are not what they were, or gone."""
        found = {name for name, state in seeds.items() if self.seeds.get(name) != state}
        return found | (self.seeds.keys() - seeds.keys())

    def together(self, names: Iterable[str]) -> set[str]:
        """Some seeds with all that were split together with one of them."""
        found = {*names}
        return found.union(*(group for group in self.groups if not found.isdisjoint(group)))


def read_record(path: Path) -> Record:
    """The record of the last run; an empty one if there is none that can be read."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        pages = {slug: Page(*page) for slug, page in values.pop("pages").items()}
        return Record(**values, pages=pages)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def write_record(path: Path, record: Record) -> None:
    """Write the record; a run is not lost if that fails."""
    pages = {slug: page.known() for slug, page in record.pages.items()}
    values = {name: getattr(record, name) for name in Record.__slots__} | {"pages": pages}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    except OSError:
        path.unlink(missing_ok=True)


def pages_of(topics: Iterable[Topic]) -> dict[str, Page]:
    """What a record says of the pages of some topics, by slug, with the rows of their questions."""
    found = {}
    for topic in topics:
        entries = [question.in_depth.entry for question in topic.questions]
        twins = [q.plain.entry.seed for q in topic.questions if q.plain]
        names = [topic.origin, *(entry.seed for entry in entries), *twins]
        names += [passage.seed for passage in topic.passages]
        pairs = zip(topic.questions, entries, strict=True)
        rows = [source_row(question.id, entry) for question, entry in pairs]
        aliases = [name for question in topic.questions for name in question.aliases]
        bases = [SUFFIX.sub("", q.id) for q in topic.questions if SUFFIX.search(q.id)]
        seeds = list(dict.fromkeys(names))
        found[topic.slug] = Page(seeds, len(entries), len(twins), aliases, bases, rows)
    return found


def state_of(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """The size and the time of change of files, by name; nothing of one that cannot be seen."""
    found, where = {}, str(folder)
    for name in names:
        try:
            state = os.stat(f"{where}/{name}")  # noqa: PTH116 - there may be ten thousand
            found[name] = [state.st_size, state.st_mtime_ns]
        except OSError:
            found[name] = []
    return found


@cache
def program() -> str:
    """A digest of this program: a record of another one is worth nothing."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.py")) + sorted(HERE.glob("*_*/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
