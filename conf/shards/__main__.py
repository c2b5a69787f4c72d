"""Builds a site in shards: `python conf/shards read 2/4 FOLDER`, `write 2/4 FOLDER`, `merge …`.

Each step takes what it needs from the folder and puts there what it makes. `read` needs nothing,
`write` what all have read, `merge FOLDER SITE` that and what all have written. `--language en`
makes the shards of one edition alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_site import BuildError, build_editions, build_site
from editions_build import PAGES_ALONE
from site_languages import read_languages

from shards.archive import pack, unpack
from shards.builders import DOCTREES, ENVIRONMENTS, KEPT, LISTED, SITE
from shards.gathering import Shards, gather, groups_of, pick, split_of
from shards.groups import Part
from shards.manifest import Manifest, ShardError, inputs

NAME: Final = "mundap-{0.language}-{0.number}-of-{0.of}-{0.kind}.zip"


def read(part: Part, folder: Path, languages: Sequence[str]) -> None:
    """Read a part of the pages of each edition.

    Raises:
        BuildError: Sphinx failed or warned of something.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _make(part, folder, languages, [])


def write(part: Part, folder: Path, languages: Sequence[str]) -> None:
    """Write a part of the pages of each edition, from what all machines have read.

    Raises:
        ShardError: Something that was read is missing, damaged, or of something else.
        BuildError: Sphinx failed or warned of something.
    """
    found = gather(folder)
    mine = {path: each for path, each in found.items() if each.language in languages}
    if (of := split_of(mine)) != part.of:
        raise ShardError(f"{part}: what was read is split into {of}; write {part.number}/{of}")
    environments = pick(mine, "environment", languages, _parts(of))
    doctrees = pick(mine, "doctrees", languages, [part])
    with _unpacked(folder, languages, environments, doctrees) as options:
        _make(part, folder, languages, options)


def merge(folder: Path, site: Path) -> None:
    """Make the whole site of all its shards; it changes only when all is well.

    Raises:
        ShardError: A shard is missing, damaged, or of something else.
        BuildError: The site could not be made.
    """
    found, codes = gather(folder), _codes()
    parts = _parts(split_of(found))
    needed = [pick(found, kind, codes, parts) for kind in ("environment", "pages")]
    site.parent.mkdir(parents=True, exist_ok=True)
    with _unpacked(site.parent, codes, *needed) as options:
        build_site(site, clean=True, options=options)
    # What Sphinx keeps for the next time has the doctrees of all pages, which are not here.
    shutil.rmtree(site.with_name(f"{site.name}.made"))


@contextmanager
def _unpacked(beside: Path, languages: Sequence[str], *needed: Shards) -> Iterator[list[str]]:
    """Unpack shards beside a folder for as long as they are needed; yield Sphinx's options."""
    with tempfile.TemporaryDirectory(dir=beside, prefix="shards-") as name:
        for shards in needed:
            for path, manifest in shards.items():
                unpack(path, manifest, Path(name, manifest.language))
        for language in languages:
            groups = json.dumps(groups_of(needed[0], language))
            Path(name, language, LISTED).write_text(groups, encoding="utf-8")
        yield ["-D", f"shards={name}"]


def _make(part: Part, folder: Path, languages: Sequence[str], options: list[str]) -> None:
    made_from = inputs()
    with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as name:
        made = Path(name)
        build_editions(languages, made, ["-D", f"shard={part}", *PAGES_ALONE, *options])
        for language in languages:
            _pack(part, folder, language, made, made_from)


def _pack(part: Part, folder: Path, language: str, made: Path, made_from: dict[str, str]) -> None:
    kept = made / "doctrees" / language
    places = {SITE: made / language, KEPT: kept, DOCTREES: kept, ENVIRONMENTS: kept / ENVIRONMENTS}
    listed = json.loads((kept / LISTED).read_text(encoding="utf-8"))
    for kind, names in listed["kinds"].items():
        files = {name: _facts(places, name) for name in names}
        pages = listed["pages"]
        manifest = Manifest(kind, language, part.number, part.of, made_from, pages, files)
        path = folder / NAME.format(manifest)
        pack(path, manifest, places)
        print(f"{path}: {len(pages)} pages, {path.stat().st_size / 1e6:.1f} MB", flush=True)


def _facts(places: dict[str, Path], name: str) -> tuple[str, int]:
    place, _, rest = name.partition("/")
    content = (places[place] / rest).read_bytes()
    return hashlib.sha256(content).hexdigest(), len(content)


def _parts(of: int) -> list[Part]:
    return [Part(number, of) for number in range(1, of + 1)]


def _codes() -> list[str]:
    return [language.code for language in read_languages().all]


def main(argv: Sequence[str]) -> int:
    """Do one step.

    Returns:
        0; 1 when Sphinx found something; 2 when the call or a shard is wrong.
    """
    try:
        args = _parser(_codes()).parse_args(argv)
        if args.step == "merge":
            merge(args.folder.resolve(), args.site.resolve())
        else:
            step = read if args.step == "read" else write
            step(Part.parse(args.part), args.folder.resolve(), args.language or _codes())
    except BuildError as error:
        print(f"\n{error}\nNothing was made; mend what is named above", file=sys.stderr)
        return 1
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except SystemExit as wrong:
        return int(wrong.code or 0)
    return 0


def _parser(codes: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python conf/shards", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for name, use in (("read", "read a part of the pages"), ("write", "write a part of the pages")):
        step = steps.add_parser(name, help=use)
        step.add_argument("part", help="2/4 for the second of four")
        step.add_argument("folder", type=Path, help="the folder of the shards")
        step.add_argument("--language", action="append", choices=codes, help="this edition alone")
    every = steps.add_parser("merge", help="make the site of all shards")
    every.add_argument("folder", type=Path, help="the folder of the shards")
    every.add_argument("site", type=Path, help="the site's folder")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
