"""Catalogs of all languages: refresh them, add a language, remove one.

`python scripts/catalogs.py update --templates build/gettext [LANG …]`
`python scripts/catalogs.py add --templates build/gettext LANG`
`python scripts/catalogs.py remove LANG`

Exit code 2 when something cannot be read; then nothing is written at all.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from babel import Locale, UnknownLocaleError
from catalog_files import read_verbatim
from catalog_model import FOLDER, CatalogError, catalog_paths, decode, parse_po, read_bytes
from catalog_refresh import refresh_language
from language_list import CODE, read_languages, with_language, without_language
from whole_files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog_refresh import Refreshed

MEMORY = "memory.po"


def main(argv: list[str] | None = None) -> int:
    """Run the command; see the module's text for what it returns."""
    options = _options(argv)
    try:
        options.run(options)
    except CatalogErrors as errors:
        print(*errors.errors, sep="\n", file=sys.stderr)
        print("nothing was written; mend these, then run it again", file=sys.stderr)
        return 2
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="catalogs.py", description="Refresh the catalogs.")
    commands = parser.add_subparsers(required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--locales", type=Path, default=Path("locales"))
    refresh = argparse.ArgumentParser(add_help=False)
    refresh.add_argument("--templates", type=Path, default=Path("build/gettext"))
    refresh.add_argument("--editorial", type=Path, default=Path("docs/seeds/editorial.toml"))
    update = commands.add_parser("update", parents=[shared, refresh], help="carry pages over")
    update.add_argument("languages", nargs="*", help="default: all")
    update.set_defaults(run=_update)
    add = commands.add_parser("add", parents=[shared, refresh], help="begin a language")
    add.add_argument("language", help="its code, such as ja or pt_BR")
    add.set_defaults(run=_add)
    remove = commands.add_parser("remove", parents=[shared], help="take a language out")
    remove.add_argument("language")
    remove.add_argument("--with-translations", action="store_true", help="delete them, too")
    remove.set_defaults(run=_remove)
    return parser.parse_args(argv)


class CatalogErrors(Exception):  # noqa: N818
    """All files that could not be read."""

    def __init__(self, errors: list[CatalogError]) -> None:
        super().__init__(f"{len(errors)} catalogs cannot be read")
        self.errors = errors


def read_po_files(paths: Iterable[Path], folder: Path) -> dict[str, polib.POFile]:
    """Return catalogs or templates by page.

    Args:
        paths: the files.
        folder: pages are named by their path below it.

    Raises:
        CatalogErrors: with every file that cannot be read.
    """
    found, errors = {}, []
    for path in paths:
        try:
            po = parse_po(decode(read_bytes(path), path), path)
            found[path.relative_to(folder).with_suffix("").as_posix()] = po
        except CatalogError as error:
            errors.append(error)
    if errors:
        raise CatalogErrors(errors)
    return found


def _templates(folder: Path) -> dict[str, polib.POFile]:
    found = read_po_files(sorted(folder.rglob("*.pot")), folder)
    if not found:
        raise ValueError(f"{folder}:1: no gettext templates here; run `nox -s catalogs`")
    return found


def _update(options: argparse.Namespace) -> None:
    known = read_languages(options.locales / "languages.toml").targets
    for code in options.languages:
        if code not in known:
            raise ValueError(f"{code}: not in languages.toml; run `catalogs.py add {code}`")
    templates = _templates(options.templates)
    wanted = options.languages or list(known)
    results = {code: _refreshed(options, code, templates) for code in wanted}
    for code, refreshed in results.items():
        write_language(options.locales / code, code, refreshed)


def _refreshed(
    options: argparse.Namespace, code: str, templates: dict[str, polib.POFile]
) -> Refreshed:
    folder = options.locales / code / FOLDER
    memory = options.locales / code / MEMORY
    stored = read_po_files([memory] if memory.exists() else [], memory.parent)
    return refresh_language(
        code,
        read_po_files(catalog_paths(folder), folder),
        templates,
        (entry for po in stored.values() for entry in po),
        read_verbatim(options.editorial, code),
    )


def write_language(folder: Path, code: str, refreshed: Refreshed) -> None:
    """Write the catalogs of a language where they differ; remove those of removed pages."""
    for page, po in refreshed.pages.items():
        if write_atomically(folder / FOLDER / f"{page}.po", str(po)):
            print(f"{code} {page}: {refreshed.counts[page]}", flush=True)
    for path in catalog_paths(folder / FOLDER):
        page = path.relative_to(folder / FOLDER).with_suffix("").as_posix()
        if page not in refreshed.pages:
            _remove_catalog(path, folder / FOLDER)
            print(f"{code} {page}: removed with its page", flush=True)
    if len(refreshed.memory):
        write_atomically(folder / MEMORY, str(refreshed.memory))
    else:
        (folder / MEMORY).unlink(missing_ok=True)
    messages = [entry for po in refreshed.pages.values() for entry in po]
    done, fuzzy = sum(map(polib.POEntry.translated, messages)), sum(e.fuzzy for e in messages)
    print(f"{code}: {len(messages)} messages, {done} translated, {fuzzy} fuzzy", flush=True)


def _remove_catalog(path: Path, top: Path) -> None:
    path.unlink()
    path.with_suffix(".mo").unlink(missing_ok=True)
    for folder in path.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def native_name(code: str) -> str:
    """Return a language's name in itself, from Babel's tables.

    Raises:
        ValueError: when there is no such language.
    """
    try:
        name = Locale.parse(code).get_display_name() if CODE.fullmatch(code) else None
    except (UnknownLocaleError, ValueError):
        name = None
    if name is None:
        raise ValueError(f"{code}: Babel knows no such language; write ja, de or pt_BR")
    return name[:1].upper() + name[1:]


def _add(options: argparse.Namespace) -> None:
    code, path = options.language, options.locales / "languages.toml"
    text = with_language(path.read_text("utf-8"), code, native_name(code), path)
    refreshed = _refreshed(options, code, _templates(options.templates))
    write_language(options.locales / code, code, refreshed)
    write_atomically(path, text)
    print(f"{code}: added to {path}; translate locales/{code}/{FOLDER}/index.po first")


def _remove(options: argparse.Namespace) -> None:
    code, path = options.language, options.locales / "languages.toml"
    text = without_language(path.read_text("utf-8"), code, path)
    folder = options.locales / code
    catalogs = read_po_files(catalog_paths(folder), folder)
    done = sum(entry.translated() for po in catalogs.values() for entry in po)
    if done and not options.with_translations:
        raise ValueError(f"{folder}: {done} translations; say --with-translations to delete them")
    write_atomically(path, text)
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    print(f"{code}: removed")


if __name__ == "__main__":
    sys.exit(main())
