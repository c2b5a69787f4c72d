"""Environments below build/nox, each made from its lock with every hash checked.

noxfile.py begins with this module: it needs the standard library alone, and runs in a Python that
is too old for the project, whose user is told so.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NODE_LOCK = Path("scripts/node/package-lock.json")


def oldest_python() -> str:
    """Return the oldest Python that pyproject.toml allows, as in `3.11`.

    A regular expression, since a Python that is too old for us has no tomllib.
    """
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^requires-python = ">=([\d.]+)"', text, re.MULTILINE)
    return found[1] if found else "3"


def environment(group: str) -> str:
    """Make build/nox/<group> unless it is up to date.

    Args:
        group: A dependency group that has a lock, requirements-<group>.txt.

    Returns:
        The environment's Python.

    Raises:
        subprocess.CalledProcessError: pip or venv failed; both have said why.
    """
    folder = BUILD / "nox" / group
    lock = ROOT / f"requirements-{group}.txt"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-from"
    # The folder counts, too: an environment that was moved is a broken one.
    made_from = f"{sys.version} {folder} {hashlib.sha256(lock.read_bytes()).hexdigest()}\n"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == made_from:
        return str(python)
    print(f"Making {folder.relative_to(ROOT)} from {lock.name} …", flush=True)
    venv.create(folder, clear=True, with_pip=True, symlinks=os.name != "nt")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    wheels = ["install", "--quiet", "--no-deps", "--no-compile", "--only-binary=:all:"]
    subprocess.run([*pip, *wheels, "--require-hashes", "--requirement", str(lock)], check=True)
    stamp.write_text(made_from, encoding="utf-8")
    return str(python)


def node_program(python: str, path: str, node_lock: Path = NODE_LOCK) -> list[str]:
    """Return the command that runs a program of a package that a package.json names.

    The packages are in build/nox, made from their lock with every digest checked. Node comes
    from a package of the same environment as Python. Building the site needs neither.

    Args:
        python: The Python of the environment.
        path: The program below node_modules, as in `typescript/bin/tsc`.
        node_lock: The lock beside the package.json.

    Raises:
        subprocess.CalledProcessError: npm failed, and has said why.
    """
    folder, lock = BUILD / "nox" / node_lock.parent.name, ROOT / node_lock
    stamp = folder / "made-from"
    made_from = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != made_from:
        print(f"Making {os.path.relpath(folder, ROOT)} from {node_lock} …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", lock.name):
            shutil.copy(lock.with_name(name), folder)
        npm = [str(Path(python).with_name("npm")), "ci", "--ignore-scripts", "--loglevel=error"]
        # The machine's certificates count, as they do for pip: a company may have its own.
        trusting = {**os.environ, "NODE_OPTIONS": "--use-system-ca"}
        subprocess.run([*npm, "--no-audit", "--no-fund"], check=True, cwd=folder, env=trusting)
        stamp.write_text(made_from, encoding="utf-8")
    return [str(Path(python).with_name("node")), str(folder / "node_modules" / path)]
