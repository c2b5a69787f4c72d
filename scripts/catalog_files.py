"""Where catalogs and what belongs to them lie, and the options that name these places."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog_checks import Known
from catalog_model import FOLDER, CatalogError, catalog_paths, place_of, read_catalog
from language_list import Language, Languages, read_languages
from markup import interface_parser, markup_parser, myst_settings
from passed import digest_of_knowledge
from termbase import read_termbase
from whole_files import write_atomically

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping

    from catalog_model import Catalog
    from markup import Markup

PASSED = "build/checks"  # beside the folder of the catalogs


def add_locations(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where catalogs, templates and so on are."""
    parser.add_argument("--locales", type=Path, default=Path("locales"), help="catalogs' folder")
    parser.add_argument("--languages", type=Path, help="list (default: LOCALES/languages.toml)")
    parser.add_argument("--templates", type=Path, help="gettext templates, such as build/gettext")
    parser.add_argument("--conf", type=Path, default=Path("conf/conf.py"), help="Sphinx's conf.py")
    parser.add_argument(
        "--editorial",
        type=Path,
        default=Path("docs/seeds/editorial.toml"),
        help="editorial decisions, with the notes' own words in other languages",
    )


@dataclass(frozen=True)
class Knowledge:
    """What the options name, read once for all languages."""

    languages: Languages
    locales: Path
    parse: Callable[[str], Markup]
    templates: Mapping[str, frozenset[str]] | None
    editorial: Path
    settings: Mapping[str, Any]

    def record(self, code: str) -> tuple[Path, str]:
        """Return where the messages of a language that have passed are kept, and for which checks.

        Templates matter to checks of whole catalogs alone, and these are done each time.
        """
        known, target = self.known(code), self.languages.targets.get(code)
        facts = (self.languages.source, target, known.terms, sorted(known.verbatim.items()))
        settings = sorted(self.settings.items())
        return self.locales.parent / PASSED / f"{code}.txt", digest_of_knowledge(*facts, settings)

    def known(self, code: str) -> Known:
        """Return what the checks of one language may know."""
        target = self.languages.targets.get(code, Language(code, code))
        return Known(
            source=self.languages.source,
            target=target,
            parse=self.parse,
            parse_interface=interface_parser(),
            terms=read_termbase(self.locales / code / "terms.toml", target),
            templates=self.templates,
            verbatim=read_verbatim(self.editorial, code),
        )


def load_knowledge(options: argparse.Namespace) -> Knowledge:
    """Return what the options of `add_locations` name.

    Raises:
        ValueError: when one of the files is not what it should be (CatalogError for templates).
    """
    languages = options.languages or options.locales / "languages.toml"
    settings = myst_settings(options.conf)
    return Knowledge(
        languages=read_languages(languages),
        locales=options.locales,
        parse=markup_parser(settings),
        templates=None if options.templates is None else read_templates(options.templates),
        editorial=options.editorial,
        settings=settings,
    )


def read_templates(folder: Path) -> dict[str, frozenset[str]]:
    """Return the msgids of each page from the gettext templates in a folder.

    Raises:
        ValueError: when there are none, or one cannot be read.
    """
    found = {}
    for path in sorted(folder.rglob("*.pot")):
        try:
            catalog = read_catalog(path)
        except CatalogError as error:
            raise ValueError(str(error)) from error
        page = path.relative_to(folder).with_suffix("").as_posix()
        found[page] = frozenset(entry.msgid for entry in catalog.live)
    if not found:
        raise ValueError(f"{folder}:1: no gettext templates here; run `nox -s catalogs` first")
    return found


def read_verbatim(path: Path, code: str) -> dict[str, str]:
    """Return the texts that the notes themselves bring in a language, by their English.

    Args:
        path: editorial.toml; its `[[foreign]]` tables have `language`, `en` and `text`.
        code: the language.

    Raises:
        ValueError: when the file is there and is not like that.
    """
    if not path.exists():
        return {}
    try:
        tables: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get("foreign", [])
        return {table["en"]: table["text"] for table in tables if table["language"] == code}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path}:1: [[foreign]] cannot be read ({error}); mend it") from error


def editions(what: list[str], locales: Path, languages: Languages) -> dict[str, list[Path]]:
    """Return the catalogs that a person names, by language.

    Args:
        what: languages, catalogs or folders; empty for all languages.
        locales: the folder of all catalogs.
        languages: the list of languages.

    Raises:
        ValueError: when something named is not there.
    """
    found: dict[str, list[Path]] = {}
    for name in what or list(languages.targets):
        if name in languages.targets:
            found.setdefault(name, []).extend(catalog_paths(locales / name / FOLDER))
            continue
        path = Path(name)
        if not path.exists():
            raise ValueError(f"{name}: no such language, catalog or folder; see languages.toml")
        for each in catalog_paths(path) if path.is_dir() else [path]:
            found.setdefault(language_of(each), []).append(each)
    return found


def language_of(path: Path) -> str:
    """Return the language of a catalog: its folder's, else the header's, else `und`."""
    try:
        return place_of(path)[0] or read_catalog(path).language or "und"
    except CatalogError:
        return "und"


def read_all(paths: Iterable[Path]) -> tuple[list[Catalog], list[CatalogError]]:
    """Return the catalogs that can be read, and why the others cannot."""
    catalogs, errors = [], []
    for path in paths:
        try:
            catalogs.append(read_catalog(path))
        except CatalogError as error:
            errors.append(error)
    return catalogs, errors


def write_or_print(text: str, path: Path | None) -> None:
    """Write a text to a file, or print it when there is none."""
    if path is None:
        sys.stdout.write(text)
    else:
        write_atomically(path, text)
