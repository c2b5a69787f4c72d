"""Which texts of pages gettext does not extract: `python tests/note_messages.py NOTES...`.

Splits the documents as one folder of seeds, builds all pages with the real settings and `-n -W`,
and looks for each text of them among the messages. Translators never see one that is missing.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "conf")]

from page_writing.page_reader import parser
from site_project import Project, messages
from splitting import split

if TYPE_CHECKING:
    from markdown_it.token import Token

WORD = re.compile(r"\w+")
OPTIONS = re.compile(r"\A(?::[\w-]+:.*\n)+")


@dataclass(frozen=True)
class Counts:
    """What was compared: the texts of the pages, their words, those that no message has."""

    pages: int
    texts: int
    words: int
    missing: tuple[tuple[str, str], ...]


def prose(text: str) -> Iterator[str]:
    """The texts of a page that a reader reads: paragraphs, headings, cells, titles; no code."""
    yield from _texts(parser().parse(text))


def _texts(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        name, _, title = token.info.strip().partition(" ")
        if token.type == "inline":
            yield token.content
        elif token.type == "colon_fence" and name == "{admonition}":
            yield title
            yield from prose(OPTIONS.sub("", token.content))


def extracted(documents: Sequence[Path], folder: Path) -> Counts:
    """Split documents, build their pages with gettext, compare.

    Args:
        documents: Seeds, as of one folder.
        folder: Where to work.

    Raises:
        AssertionError: The pages do not build without a warning.
    """
    project, seeds = Project(folder), folder / "seeds"
    seeds.mkdir(parents=True)
    for document in documents:
        (seeds / document.name).write_bytes(document.read_bytes())
    made = split(seeds, "seeds", {}, "topics").pages
    pages = {f"topics/{name.removesuffix('.md')}": text for name, text in made.items()}
    project.write({**pages, "index": "# Notes\n\n```{toctree}\ntopics/index\n```\n"})
    built = project.build("en", builder="gettext")
    assert built.status == 0, built.output
    known = {name: {_folded(text) for text in texts} for name, texts in messages(built.folder)}
    texts = [(name, t) for name, page in pages.items() for t in prose(page) if WORD.search(t)]
    missing = [(name, text) for name, text in texts if _folded(text) not in known.get(name, ())]
    words = sum(len(WORD.findall(text)) for _, text in texts)
    return Counts(len(pages), len(texts), words, tuple(missing))


def _folded(text: str) -> str:
    return " ".join(text.split())


def main(argv: Sequence[str]) -> int:
    """Print what gettext misses; 1 if that is anything."""
    with tempfile.TemporaryDirectory() as folder:
        counts = extracted([Path(name).resolve() for name in argv], Path(folder))
    for name, text in counts.missing:
        print(f"{name}: no message has: {text}")
    told = f"{counts.pages} pages, {counts.texts} texts, {counts.words} words"
    print(f"{told}: {len(counts.missing)} texts are in no message")
    return 1 if counts.missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
