"""What a run may leave alone: a record of the last run says which pages came of which seeds.

A seed belongs together with all seeds that share a page with it. Where a seed has changed, those
are split again, and nothing else, as long as their questions and pages clash with no other's.
The record is trusted only if this program, editorial.toml and the pages on the disk are as they
were; otherwise everything is split. An editor's decisions may quote any seed, so with any of them
(but ``[documents]`` and ``[[related]]``) everything is split, too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from qa_model import Topic
from sources import source_row

HERE = Path(__file__).resolve().parent
ROW_ID = re.compile(r'^"([^"]+)": ', re.MULTILINE)


@dataclass(slots=True)
class Page:
    """A page of the last run: the seeds it came of, and the rows of its questions in sources."""

    seeds: list[str] = field(default_factory=list)
    rows: str = ""
    questions: int = 0


@dataclass(slots=True)
class Record:
    """The last run: what the program and the decisions were, the state of each file, the pages.

    ``seeds`` and ``files`` have the size and the time of change of each; ``names`` are the titles
    of the pages' topics.
    """

    program: str = ""
    seeds: dict[str, list[int]] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)

    def changed(self, seeds: Mapping[str, list[int]]) -> set[str]:
        """The seeds that are not what they were, with all that share a page with one of them."""
        found = {name for name, state in seeds.items() if self.seeds.get(name) != state}
        found |= self.seeds.keys() - seeds.keys()
        size = -1
        while size != len(found):
            size = len(found)
            for page in self.pages.values():
                if not found.isdisjoint(page.seeds):
                    found.update(page.seeds)
        return found

    def ids(self, but: Iterable[str]) -> set[str]:
        """The ids of the questions on all pages but some."""
        left_out = {*but}
        rows = (page.rows for slug, page in self.pages.items() if slug not in left_out)
        return {name for text in rows for name in ROW_ID.findall(text)}


def read_record(path: Path) -> Record:
    """The record of the last run; an empty one if there is none that can be read."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        pages = {slug: Page(**page) for slug, page in values.pop("pages").items()}
        return Record(**values, pages=pages)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def write_record(path: Path, record: Record) -> None:
    """Write the record; a run is not lost if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")
    except OSError:
        path.unlink(missing_ok=True)


def pages_of(topics: Iterable[Topic]) -> dict[str, Page]:
    """What the record says of the pages of some topics, by slug."""
    found = {}
    for topic in topics:
        entries = [question.in_depth.entry for question in topic.questions]
        twins = [q.plain.entry.seed for q in topic.questions if q.plain]
        names = [entry.seed for entry in entries] + [p.seed for p in topic.passages] + twins
        pairs = zip(topic.questions, entries, strict=True)
        rows = ",\n".join(source_row(question.id, entry) for question, entry in pairs)
        found[topic.slug] = Page(list(dict.fromkeys(names)), rows, len(topic.questions))
    return found


def state_of(paths: Sequence[Path]) -> dict[str, list[int]]:
    """The size and the time of change of files, by name; nothing of one that cannot be seen."""
    found = {}
    for path in paths:
        try:
            state = path.stat()
            found[path.name] = [state.st_size, state.st_mtime_ns]
        except OSError:
            found[path.name] = []
    return found


@cache
def program() -> str:
    """A digest of this program: a record of another one is worth nothing."""
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("*.py")) + sorted(HERE.glob("*_*/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
