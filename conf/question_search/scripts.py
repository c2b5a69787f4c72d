"""Joins the JavaScript modules of a folder into one script without imports.

A page that is opened from a disk may not load modules, and one file is one request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import sphinx.search
from minified import minified
from sphinx.errors import ExtensionError

IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
RENAMED: Final = re.compile(r"^import \{[^}]* as [^}]*\}.*", re.MULTILINE)
EXPORT: Final = re.compile(r"^export (?=const|let|function|async|class)", re.MULTILINE)
NAME: Final = re.compile(r"^(?:const|let|class|(?:async )?function\*?) (\w+)", re.MULTILINE)
METHOD: Final = re.compile(r",this\.(\w+)=(?=function\()")  # of BaseStemmer, as Sphinx ships it
SHIPPED: Final = Path(sphinx.search.__file__).with_name("minified-js")


def join(entry: Path, given: dict[str, str] | None = None) -> str:
    """Join a module with all that it imports; its first export becomes a global of that name.

    Args:
        entry: The module that everything is needed for.
        given: Modules that are no files, by file name.

    Raises:
        ExtensionError: Two modules use one name at their top level, or an import renames one.
    """
    sources = dict(given or {})
    order: list[str] = []
    _collect(entry.parent, entry.name, sources, order)
    code = "\n".join(EXPORT.sub("", IMPORT.sub("", sources[n])) for n in order)
    _check(entry, code, "\n".join(sources[name] for name in order))
    main = re.findall(r"^export const (\w+)", sources[entry.name], re.MULTILINE)[-1]
    return minified(f'(() => {{\n"use strict";\n{code}\nglobalThis.{main} = {main};\n}})();\n')


def _check(entry: Path, code: str, modules: str) -> None:
    names = NAME.findall(code)
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ExtensionError(f"{entry}:1: joined modules share {', '.join(twice)}; rename one")
    if renamed := RENAMED.search(modules):
        raise ExtensionError(f"{entry}:1: {renamed[0]} renames what it imports; use its own name")


def _collect(folder: Path, name: str, sources: dict[str, str], order: list[str]) -> None:
    if name in order:
        return
    if name not in sources:
        sources[name] = (folder / name).read_text(encoding="utf-8")
    for found in IMPORT.finditer(sources[name]):
        _collect(folder, found[2], sources, order)
    order.append(name)


def stemmers(algorithms: Iterable[str]) -> str:
    """Return a module with Snowball's stemmers, as Sphinx ships them."""
    parts, made = [], []
    for name in algorithms:
        parts.append((SHIPPED / f"{name}-stemmer.js").read_text(encoding="utf-8"))
        made.append(f"{name}: new {name.capitalize()}Stemmer()")
    base = (SHIPPED / "base-stemmer.js").read_text(encoding="utf-8")
    body = ";\n".join([_called(base, "".join(parts)), *parts])
    return (
        "const STEMMERS = (() => {\nvar BaseStemmer;\n"
        f"{body};\nreturn {{ {', '.join(made)} }};\n}})();\n"
    )


def _called(base: str, stemmers: str) -> str:
    """Leave out the methods of the base that no stemmer here calls: some belong to one language."""
    inner, end = base.rsplit("}", 1)
    first, *methods = METHOD.split(inner)
    named = list(zip(methods[::2], methods[1::2], strict=True))
    kept = [(name, text) for name, text in named if f".{name}(" in base + stemmers]
    return first + "".join(f",this.{name}={text}" for name, text in kept) + "}" + end
