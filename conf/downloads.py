"""Sphinx extension: the directive `{downloads}`, what readers of an edition can take along.

It lists what the extensions that conf.py switches on will make; the sizes are filled in when the
site is finished.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import question_data
from books.volumes import print_file
from docutils import nodes
from page_facts import add_site_facts
from site_languages import Languages, read_languages
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator
from taken_along import FOLDER, NAME
from topics import counts

SIZE: Final = re.compile(r'(<span class="download-size" data-file="([^"]*)">)[^<]*(</span>)')


class downloads_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the list goes."""


class download_size(nodes.Inline, nodes.Element):  # noqa: N801
    """The size of `file`, relative to the page."""


class DownloadsDirective(SphinxDirective):
    """What can be taken along: books, decks, data."""

    def run(self) -> list[nodes.Node]:
        """Return a node that is filled when the page is written."""
        return [downloads_list()]


def offers(extensions: list[str], code: str, questions: int) -> list[tuple[str, str, str]]:
    """Return the file, the title and the use of each thing to take along.

    Args:
        extensions: Those of conf.py.
        code: The edition; files are below its folder.
        questions: How many questions it has.
    """
    stem = f"{FOLDER}/{NAME}-{code}"
    every = "-".join(language.code for language in read_languages().all)
    found = []
    if "books" in extensions:
        found.append(
            (
                print_file(stem, questions),
                _("Book for print (PDF)"),
                _("With contents and page numbers"),
            )
        )
        found.append(
            (f"{stem}.epub", _("Book for e-readers (EPUB)"), _("Text that fits any screen"))
        )
    if "anki_decks" in extensions:
        update = _("A newer deck updates your cards and keeps your progress")
        found.append((f"{stem}.apkg", _("Anki deck"), update))
        both = f"../{FOLDER}/{NAME}-{every}.apkg"
        found.append((both, _("Anki deck in all languages"), _("Both languages on each card")))
    if "question_data" in extensions:
        found.append((question_data.file_name(code), _("Data (JSON)"), _("All questions as JSON")))
    if "page_markdown" in extensions:
        found.append(("llms.txt", _("Markdown (llms.txt)"), _("All pages as Markdown")))
    return found


class FillDownloads(SphinxPostTransform):
    """Replaces the node by a list of links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Fill this page's list."""
        uri = str(self.app.builder.get_target_uri(self.env.current_document.docname))
        for place in list(self.document.findall(downloads_list)):
            place.replace_self(self._list("../" * uri.count("/")))

    def _list(self, up: str) -> nodes.bullet_list:
        cards = nodes.bullet_list(classes=["downloads"])
        questions = sum(counts(self.env).values())
        for file, title, use in offers(self.config.extensions, self.config.language, questions):
            link = nodes.reference("", title, refuri=up + file, internal=True)
            size = download_size(file=up + file)
            head = nodes.paragraph("", "", nodes.strong("", "", link), nodes.Text(" "), size)
            cards += nodes.list_item("", head, nodes.paragraph("", use, classes=["download-use"]))
        return cards


def _begin_size(writer: HTML5Translator, node: download_size) -> None:
    # No name of ours can have a character that an attribute may not have.
    writer.body.append(f'<span class="download-size" data-file="{node["file"]}">')


def _end_size(writer: HTML5Translator, node: download_size) -> None:
    writer.body.append("</span>")


def finish_site(site: Path, languages: Languages, _kept: Path) -> None:
    """Fill in the sizes of all files that are there."""
    for language in languages.all:
        for page in sorted((site / language.code).rglob("*.html")):
            text = page.read_text(encoding="utf-8")
            if "download-size" in text:
                page.write_text(_with_sizes(page, text), encoding="utf-8", newline="\n")


def _with_sizes(page: Path, text: str) -> str:
    def fill(found: re.Match[str]) -> str:
        file = page.parent / found[2]
        size = f"{max(1, round(file.stat().st_size / 1000))} kB" if file.is_file() else ""
        return found[1] + size + found[3]

    return SIZE.sub(fill, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_node(downloads_list)
    app.add_node(download_size, html=(_begin_size, _end_size))
    app.add_directive("downloads", DownloadsDirective)
    app.add_post_transform(FillDownloads)
    add_site_facts(app, lambda app: print_file("", sum(counts(app.env).values())))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
