"""The steps of a build in shards, as builders of Sphinx that do a part of what its own does."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Final

from page_facts import forget_facts
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.display import progress_message
from topics import counts

from .groups import Part, group

LISTED: Final = "shard.json"  # what a step has made, for whoever packs it
ENVIRONMENTS: Final = "environments"
DOCTREES: Final = "doctrees"
SITE: Final = "site"  # what readers get
KEPT: Final = "kept"  # what extensions keep of a written page, for what they make of all of them
CACHE: Final = ".cache"  # compiled templates are of no page; each machine has its own

logger = logging.getLogger(__name__)


class _Share(StandaloneHTMLBuilder):
    """Has a group of pages."""

    def group(self) -> list[str]:
        """Return the names of its pages."""
        part = Part.parse(self.config.shard)
        return group(Path(self.srcdir), self.env.found_docs, part)

    def tell(self, own: Sequence[str], **kinds: Iterable[str]) -> None:
        """List what was made."""
        listed = {"pages": own, "kinds": {kind: sorted(files) for kind, files in kinds.items()}}
        Path(self.doctreedir, LISTED).write_text(json.dumps(listed), encoding="utf-8")


class ReadShare(_Share):
    """Reads a group of pages: makes the environment and the doctrees of them."""

    def build_update(self) -> None:  # type: ignore[misc]  # final; reading alone has no other door
        """Read the pages and keep what was read."""
        self.env.find_files(self.config, self)
        own = self.group()
        self.compile_specific_catalogs([Path(self.env.doc2path(name)) for name in own])
        with logging.pending_warnings():
            self._read_serial(own)
        path = Path(self.doctreedir, ENVIRONMENTS, f"{Part.parse(self.config.shard).number}.pickle")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL))
        # Pages show something of those that are no topics: the contents, the glossary. Those are
        # few, and go along with the environment to every machine.
        shared = [name for name in own if name not in counts(self.env)]
        self.tell(
            own,
            environment=[f"{ENVIRONMENTS}/{path.name}", *map(_doctree, shared)],
            doctrees=map(_doctree, set(own).difference(shared)),
        )


class _FromShards(_Share):
    """Has everything read already."""

    def compile_update_catalogs(self) -> None:
        """Compile none: who reads needs them."""


class WriteShare(_FromShards):
    """Writes a group of pages."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages, whichever Sphinx would write."""
        before, own = set(self._files()), self.group()
        super().write_documents(set(own))
        self.copy_image_files()
        self.tell(own, pages=set(self._files()) - before)

    def _files(self) -> Iterator[str]:
        for part, folder in ((SITE, self.outdir), (KEPT, self.doctreedir)):
            for path in Path(folder).rglob("*"):
                if path.is_file() and path.suffix != CACHE:
                    yield f"{part}/{path.relative_to(folder).as_posix()}"

    def finish(self) -> None:
        """Leave out what is of the whole edition."""


class TakeOver(_FromShards):
    """Takes the pages over that others have written; makes what is of the whole edition."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Move the files of all pages to where they would have been written."""
        with progress_message("taking the pages over from the shards"):
            move(_of(self) / SITE, Path(self.outdir))
            move(_of(self) / KEPT, Path(self.doctreedir))


def take_environments(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take over what others have read, so that nothing is left to read.

    Raises:
        ExtensionError: Nobody has read a page.
    """
    folder = _of(app.builder)
    groups: Mapping[str, list[str]] = json.loads((folder / LISTED).read_text(encoding="utf-8"))
    for number, pages in groups.items():
        other = pickle.loads((folder / ENVIRONMENTS / f"{number}.pickle").read_bytes())  # noqa: S301 - of our own jobs
        _tell_twins(env, other, set(pages))
        env.merge_info_from(pages, other, app)
    if missing := sorted(set(docnames).difference(*groups.values())):
        raise ExtensionError(f"{missing[0]}: no shard has this page; build all shards again")
    docnames.clear()
    move(folder / DOCTREES, Path(app.doctreedir))
    forget_facts(app)  # every page is new


def _tell_twins(env: BuildEnvironment, other: BuildEnvironment, pages: AbstractSet[str]) -> None:
    """Warn of names that two pages have, as Sphinx does where one process reads both."""
    for table in ("labels", "objects"):
        known: dict[Any, tuple[str, ...]] = env.domaindata["std"][table]
        for name, place in other.domaindata["std"][table].items():
            if place[0] in pages and name in known and known[name][0] != place[0]:
                logger.warning(
                    "duplicate %s, other instance in %s", name, known[name][0], location=place[0]
                )


def _doctree(name: str) -> str:
    return f"{DOCTREES}/{name}.doctree"


def _of(builder: Any) -> Path:
    return Path(builder.config.shards, builder.config.language)


def move(folder: Path, to: Path) -> None:
    """Move all files below a folder to another one."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            target = to / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
