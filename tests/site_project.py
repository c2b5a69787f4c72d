"""Build small projects with the real settings of conf/, and read what they show."""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib
from bs4 import BeautifulSoup, Tag
from sphinx.cmd import build as sphinx_command

import noxfile

# Each build has a process of its own, forked from one that has imported what takes longest.
FRESH = multiprocessing.get_context("forkserver")
FRESH.set_forkserver_preload(["site_project", "furo", "myst_parser.sphinx_ext.main", "polib"])

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
        words = self.folder / f"{out.name}.txt"
        process = FRESH.Process(target=run_sphinx, args=(arguments, words, dict(os.environ)))
        process.start()
        process.join()
        return Built(process.exitcode or 0, words.read_text(encoding="utf-8"), out)


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
