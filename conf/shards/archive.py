"""A shard as one file: a zip archive of a manifest and the files that it lists.

The same shard has the same bytes. Reading trusts nothing: a file gets out only when the manifest
has it, under a name that stays below the folder, and with the content that it had.
"""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Final

from .builders import DOCTREES, ENVIRONMENTS, KEPT, SITE
from .manifest import Manifest, ShardError

MANIFEST: Final = "shard.json"
PLACES: Final = frozenset((ENVIRONMENTS, DOCTREES, SITE, KEPT))
PIECE: Final = 1 << 20
MOST_MANIFEST: Final = 1 << 28  # bytes; a larger one is cut off, and is none
ADVICE: Final = "make it again"


def pack(path: Path, manifest: Manifest, folders: dict[str, Path]) -> None:
    """Write a shard, all of it or nothing.

    Args:
        path: The archive.
        manifest: What it says of itself.
        folders: Where its files are, by the first part of their paths.
    """
    unfinished = path.with_name(f"{path.name}.new")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_info(MANIFEST), manifest.to_json())
        for name in sorted(manifest.files):
            part, _, rest = name.partition("/")
            archive.writestr(_info(name), (folders[part] / rest).read_bytes())
    unfinished.replace(path)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # of 1980, so that the same files are the same archive
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def read_manifest(path: Path) -> Manifest:
    """Return the manifest of a shard, whose list of files is the archive's.

    Raises:
        ShardError: This is no shard, or one that has a file that no shard of ours has.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            with archive.open(MANIFEST) as file:
                manifest = Manifest.from_json(file.read(MOST_MANIFEST).decode("utf-8"))
            names = sorted(archive.namelist())
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, EOFError) as error:
        raise ShardError(f"{path}: no shard ({error}); remove it, or {ADVICE}") from error
    if strange := [name for name in manifest.files if not is_safe(name)]:
        told = f"{strange[0]!r} would lie outside of its pages"
        raise ShardError(f"{path}: {manifest.name}: {told}; remove it, or {ADVICE}")
    if names != sorted([MANIFEST, *manifest.files]):
        first = min({*names} ^ {MANIFEST, *manifest.files} or names)
        told = f"its files are not those of its manifest, as with {first!r}"
        raise ShardError(f"{path}: {manifest.name}: {told}; {ADVICE}")
    return manifest


def is_safe(name: str) -> bool:
    """Return whether a file of this name stays where the files of a shard belong."""
    first, *rest = name.split("/")
    plain = not any(part in {"", ".", ".."} for part in rest)
    return first in PLACES and bool(rest) and plain and not set(name) & set("\\:\0")


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write the files of a shard below a folder.

    Raises:
        ShardError: A file is not the one that was packed, or another shard has it, too.
    """
    with zipfile.ZipFile(path) as archive:
        for name, (digest, size) in manifest.files.items():
            target = folder / name
            if target.exists():
                raise ShardError(
                    f"{path}: {manifest.name}: another shard has {name}, too; {ADVICE}"
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _copied(archive, name, target, size) == digest:
                raise ShardError(f"{path}: {manifest.name}: {name} is damaged; {ADVICE}")


def _copied(archive: zipfile.ZipFile, name: str, target: Path, size: int) -> str:
    found, left = hashlib.sha256(), size
    try:
        with archive.open(name) as packed, target.open("wb") as out:
            while left >= 0 and (piece := packed.read(PIECE)):
                found.update(piece)
                out.write(piece)
                left -= len(piece)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
        return ""
    return found.hexdigest() if left == 0 else ""
