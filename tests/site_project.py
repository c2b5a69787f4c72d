"""Build small projects with the real settings of conf/, and read what they show."""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup, Tag
from editions_build import LATE, extensions
from sphinx.application import builtin_extensions
from sphinx.cmd import build as sphinx_command

import noxfile

TOPIC = """\
# Generative AI

:::{questions}
:::

(q-first)=

## How do diffusion models generate images?

They add noise.

:::{admonition} In plain words
:class: plain-words

**How are images made?**

Like snow on a screen.
:::

(q-second)=

## What is RLHF?

Feedback from people.
"""
INDEX = """\
# Welcome

Notes on machine learning.

:::{topics}
:::

```{toctree}
:hidden:

generative-ai
```
"""
PAGES = {"index": INDEX, "generative-ai": TOPIC}


# Has a folder filled by one process for all of them; the fixture `once`.
Once = Callable[[str, Callable[[Path], object]], Path]


@dataclass(frozen=True)
class Built:
    """One built edition: Sphinx's exit status and words, and where the pages are."""

    status: int
    output: str
    folder: Path

    def page(self, name: str) -> BeautifulSoup:
        """Return a page's elements."""
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser")


@dataclass(frozen=True)
class Project:
    """Pages in `folder`/docs and Korean catalogs in `folder`/locales."""

    folder: Path

    def write(self, pages: dict[str, str]) -> None:
        """Write pages, by their names."""
        for name, text in pages.items():
            path = self.folder / "docs" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def translate(self, name: str, texts: dict[str, str]) -> None:
        """Write the Korean catalog of a page, or `sphinx` for the interface."""
        path = self.folder / "locales" / "ko" / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = polib.POFile(wrapwidth=0)
        catalog.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": "ko"}
        catalog.extend(polib.POEntry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in texts.items())
        catalog.save(str(path))

    def build(self, language: str, *options: str, builder: str = "html") -> Built:
        """Build one edition as the site is built, in a process of its own."""
        out = self.folder / "out" / (language if builder == "html" else builder)
        doctrees = self.folder / "doctrees" / out.name
        settings = str(noxfile.ROOT / "conf")
        arguments = ["-c", settings, "-b", builder, "-D", f"language={language}"]
        arguments += ["-d", str(doctrees), "-n", "-W", "--keep-going"]
        arguments += [*options, str(self.folder / "docs"), str(out)]
        words = self.words(out)
        process = copies().Process(target=run_sphinx, args=(arguments, words, dict(os.environ)))
        process.start()
        process.join()
        return Built(process.exitcode or 0, words.read_text(encoding="utf-8"), out)

    def built(self, language: str) -> Built:
        """Return an edition that any process has built here, well enough for its test."""
        out = self.folder / "out" / language
        return Built(0, self.words(out).read_text(encoding="utf-8"), out)

    def words(self, out: Path) -> Path:
        """Return the file for what Sphinx says of a folder that it builds."""
        return self.folder / f"{out.name}.txt"


@cache
def copies() -> ForkServerContext:
    """Return what starts each build in a copy of one process that has imported all it needs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["site_project", *LATE, *builtin_extensions, *extensions()])
    with pytest.MonkeyPatch.context() as patched:  # Python 3.11 does not hand sys.path on
        patched.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        forkserver.ensure_running()
    return context


def run_sphinx(arguments: Sequence[str], words: Path, environment: Mapping[str, str]) -> None:
    """Run sphinx-build in this process, in an environment, and write down what it says."""
    os.environ.clear()
    os.environ.update(environment)
    with words.open("w", encoding="utf-8") as said:
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
        sys.exit(sphinx_command.main(arguments))


def messages(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each template that gettext made, and its msgids."""
    for path in sorted(folder.rglob("*.pot")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield name, [entry.msgid for entry in polib.pofile(str(path))]


def text_of(element: Tag | None) -> str:
    """Return an element's text with single spaces, or "" for none."""
    return re.sub(r"\s+", " ", element.get_text()).strip() if element else ""
