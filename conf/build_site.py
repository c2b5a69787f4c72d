"""Builds the whole site: every edition side by side, then the pages above them.

Run it as `python conf/build_site.py build/site`. The new site replaces the old one only when
everything is well: a failure leaves the old one as it was.
"""

import runpy
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path

import site_root
from site_languages import read_languages

ROOT = Path(__file__).resolve().parent.parent


class BuildError(Exception):
    """The site cannot be built; the message is what Sphinx warned of."""


def build_edition(language: str, out: Path, doctrees: Path) -> str:
    """Build one edition, with its language before each line that Sphinx prints.

    Args:
        language: The language's code.
        out: The site's folder; the edition becomes a folder in it.
        doctrees: The folder for what Sphinx keeps of each edition.

    Returns:
        What Sphinx warned of, so that it can be told again where people look; empty if all is well.
    """
    warnings = out / f"warnings-{language}.txt"
    options = ["-c", "conf", "-b", "html", "-D", f"language={language}", "--no-color"]
    options += ["-d", str(doctrees / language), "-n", "-W", "--keep-going", "-w", str(warnings)]
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx", *options, "docs", str(out / language)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        for line in process.stdout or ():
            print(f"[{language}] {line}", end="", flush=True)
    told = warnings.read_text(encoding="utf-8") if warnings.is_file() else ""
    warnings.unlink(missing_ok=True)
    if process.returncode == 0:
        return ""
    return told or f"[{language}] failed; the lines above that begin so say why\n"


def build_site(out: Path) -> None:
    """Build every edition and the pages above them, then replace the old site.

    Args:
        out: The site's folder.

    Raises:
        BuildError: Sphinx failed or warned of something, or the pages above could not be made.
        ValueError: The list of languages is not right.
    """
    codes = [language.code for language in read_languages().all]
    fresh, doctrees = out.with_name(f"{out.name}.new"), out.with_name("doctrees")
    for leftover in (fresh, doctrees):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    with ThreadPoolExecutor() as pool:
        findings = list(pool.map(partial(build_edition, out=fresh, doctrees=doctrees), codes))
    if any(findings):
        raise BuildError("".join(findings).rstrip())
    if site_root.main([str(fresh)]) != 0:
        raise BuildError(f"{fresh}: the pages above the editions could not be made")
    finish(fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.replace(out)


def finish(site: Path) -> None:
    """Let each extension of conf.py that has a `finish_site` add what is for the whole site.

    They run in the order of conf.py, which can thus switch each of them off with one line.

    Args:
        site: The site's folder, with every edition and the pages above them.
    """
    languages = read_languages()
    for name in runpy.run_path(str(ROOT / "conf" / "conf.py"))["extensions"]:
        if finish_site := getattr(import_module(name), "finish_site", None):
            print(f"[{name}] finishing the site", flush=True)
            finish_site(site, languages)


def main(argv: list[str]) -> int:
    """Build the site.

    Args:
        argv: The site's folder.

    Returns:
        0; 1 when Sphinx found something; 2 when the call or the list of languages is wrong.
    """
    if len(argv) != 1:
        print("usage: python conf/build_site.py SITE_FOLDER", file=sys.stderr)
        return 2
    try:
        build_site(Path(argv[0]).resolve())
    except BuildError as error:
        print(f"\n{error}\nThe site was not built; mend what is named above", file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
