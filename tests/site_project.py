"""Build small projects with the real settings of conf/, and read what they show."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from bs4 import BeautifulSoup, Tag

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
        command = [sys.executable, "-m", "sphinx", "-c", settings, "-b", builder]
        command += ["-D", f"language={language}", "-d", str(doctrees), "-n", "-W", "--keep-going"]
        command += [*options, str(self.folder / "docs"), str(out)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return Built(done.returncode, done.stdout + done.stderr, out)


def messages(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each template that gettext made, and its msgids."""
    for path in sorted(folder.rglob("*.pot")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield name, [entry.msgid for entry in polib.pofile(str(path))]


def text_of(element: Tag | None) -> str:
    """Return an element's text with single spaces, or "" for none."""
    return re.sub(r"\s+", " ", element.get_text()).strip() if element else ""
