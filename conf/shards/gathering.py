"""Finds the shards that a step needs in a folder, and sees that they fit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from .archive import read_manifest
from .groups import Part
from .manifest import Manifest, ShardError, inputs

STEPS: Final = {"environment": "read", "doctrees": "read", "pages": "write"}
Shards = dict[Path, Manifest]


def gather(folder: Path) -> Shards:
    """Return the shards in a folder, in the order of their names.

    Raises:
        ShardError: A file there is no shard, or is of something else than what is here.
    """
    found = {path: read_manifest(path) for path in sorted(folder.glob("*.zip"))}
    here = inputs()
    for path, each in found.items():
        if other := [what for what in here if each.inputs.get(what) != here[what]]:
            told = f"was made from other {' and '.join(other)} than are here"
            raise ShardError(f"{path}: {each.name} {told}; make it again from the same commit")
    return found


def split_of(found: Shards) -> int:
    """Return into how many parts the editions are split.

    Raises:
        ShardError: There are no shards, or they are of several splits.
    """
    if not found:
        raise ShardError("no shards are here; begin with `read 1/4 FOLDER`")
    of = next(iter(found.values())).of
    for path, each in found.items():
        if each.of != of:
            raise ShardError(f"{path}: {each.name} is of another split, not into {of}; remove it")
    return of


def pick(found: Shards, kind: str, languages: Sequence[str], parts: Sequence[Part]) -> Shards:
    """Return the shards of a kind, which have to be there once each.

    Args:
        found: All shards.
        kind: `environment`, `doctrees` or `pages`.
        languages: The editions.
        parts: The parts of each.

    Raises:
        ShardError: One is missing, there twice, or of no language of the site.
    """
    places: dict[tuple[str, str], Path] = {}
    for path, each in found.items():
        first = (
            places.setdefault((each.language, str(each.part)), path) if each.kind == kind else path
        )
        if first != path:
            raise ShardError(f"{path}: {each.name} is there twice, as {first}, too; remove one")
    wanted = [(code, str(part)) for code in languages for part in parts]
    for code, part in wanted:
        if (code, part) not in places:
            again = f"python3 noxfile.py -s shard -- {STEPS[kind]} {part} FOLDER --language {code}"
            raise ShardError(f"{code} {part}: its {kind} shard is missing; run `{again}`")
    return {places[one]: found[places[one]] for one in wanted}


def groups_of(found: Shards, language: str) -> Mapping[int, list[str]]:
    """Return the pages of each part of an edition."""
    return {each.number: each.pages for each in found.values() if each.language == language}
