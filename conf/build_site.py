"""Builds the whole site: every edition side by side, then the pages above them.

Run it as `python conf/build_site.py build/site`. The new site replaces the old one only when
everything is well: a failure leaves the old one as it was. What did not change since the last time
is not made again; the result is the same, byte for byte, as with `--clean`.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import editions_build
import question_data
import site_inputs
import site_root
from kept import FOLDER
from site_languages import read_languages

# Sphinx's notes to itself, which tell the folder that it ran in.
OURS = shutil.ignore_patterns(".buildinfo*")


class BuildError(Exception):
    """The site cannot be built; the message is what Sphinx warned of."""


def build_site(out: Path, *, clean: bool = False, options: Sequence[str] = ()) -> None:
    """Build every edition and the pages above them, then replace the old site.

    Args:
        out: The site's folder. `<out>.made` beside it has the editions as Sphinx has written them,
            for the next time.
        clean: Whether to forget what was made before.
        options: Further options for Sphinx.

    Raises:
        BuildError: Sphinx failed or warned of something, or the pages above could not be made.
        ValueError: The list of languages is not right.
    """
    codes = [language.code for language in read_languages().all]
    made, fresh, old = (out.with_name(f"{out.name}.{end}") for end in ("made", "new", "old"))
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    with site_inputs.reusable(made, clean=clean):
        build_editions(codes, made, options)
    for code in codes:
        # Copies, not links: Sphinx writes into files that are there, which the old site would see.
        shutil.copytree(made / code, fresh / code, copy_function=shutil.copyfile, ignore=OURS)
    if site_root.main([str(fresh)]) != 0:
        raise BuildError(f"{fresh}: the pages above the editions could not be made")
    finish(fresh, made / FOLDER)
    if out.exists():
        out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old, ignore_errors=True)


def build_editions(codes: Sequence[str], made: Path, options: Sequence[str] = ()) -> None:
    """Build the editions below a folder.

    Raises:
        BuildError: Sphinx failed or warned of something in any of them.
    """
    made.mkdir(parents=True, exist_ok=True)
    findings = editions_build.build(codes, made, made / "doctrees", options=options)
    if any(findings):
        raise BuildError("".join(findings).rstrip())


def finish(site: Path, kept: Path) -> None:
    """Let each extension of conf.py that has a `finish_site` add what is for the whole site.

    They run in the order of conf.py, which can thus switch each of them off with one line. The
    questions as data, of which decks and books are made, stay only if conf.py names them, too.

    Args:
        site: The site's folder, with every edition and the pages above them.
        kept: The folder for what they keep from build to build.
    """
    languages = read_languages()
    names = editions_build.extensions()
    for name in names:
        if finish_site := getattr(import_module(name), "finish_site", None):
            print(f"[{name}] finishing the site", flush=True)
            finish_site(site, languages, kept)
    if question_data.__name__ not in names:
        question_data.withdraw(site, languages)


def main(argv: list[str]) -> int:
    """Build the site.

    Args:
        argv: The site's folder; `--clean` to forget what was made before.

    Returns:
        0; 1 when Sphinx found something; 2 when the call or the list of languages is wrong.
    """
    parser = argparse.ArgumentParser(prog="python conf/build_site.py", description=__doc__)
    parser.add_argument("site", type=Path, help="the site's folder")
    parser.add_argument("--clean", action="store_true", help="forget what was made before")
    try:
        args = parser.parse_args(argv)
        build_site(args.site.resolve(), clean=args.clean)
    except BuildError as error:
        print(f"\n{error}\nThe site was not built; mend what is named above", file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except SystemExit as wrong:
        return int(wrong.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
