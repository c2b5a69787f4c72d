"""The same pages for others: plain Sphinx with Furo, Material for MkDocs, VitePress.

Plain Sphinx translates with our catalogs. The other two read a folder of Markdown for each
language, so the translations are put into the pages beforehand, which is not measured.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import polib

CONF: Final = """\
project = "Plain"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
exclude_patterns = ["seeds"]
locale_dirs = ["../locales"]
gettext_compact = False
"""
MKDOCS: Final = """\
site_name: Plain
docs_dir: pages
theme:
  name: material
markdown_extensions: [admonition, attr_list, pymdownx.superfences, pymdownx.highlight]
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: ko, name: 한국어}
"""
VITEPRESS: Final = """\
export default {
  title: "Plain",
  outDir: "../out",
  ignoreDeadLinks: true,
  locales: { en: { label: "English", lang: "en" }, ko: { label: "한국어", lang: "ko" } },
  themeConfig: { search: { provider: "local" } },
};
"""
OURS: Final = re.compile(
    r"^(:::+|```+)\{(questions|topics|downloads|translation-progress)\}\n(.*\n)*?\1\n", re.MULTILINE
)
SPHINX_ONLY: Final = re.compile(r"^(:::+|```+)\{(index|toctree)\}.*\n(.*\n)*?\1\n", re.MULTILINE)
BOX: Final = re.compile(
    r"^:::\{admonition\} (.*)\n(?::class: .*\n)?\n((?:.*\n)*?):::\n", re.MULTILINE
)
TARGET: Final = re.compile(r"^\(([\w-]+)\)=\n\n(#+ .*)$", re.MULTILINE)
LEFT: Final = re.compile(r"^(:::+|```+)\{([\w-]+)\}.*\n(.*\n)*?\1\n", re.MULTILINE)
ROLE: Final = re.compile(r"\{\w+\}(`[^`]*`)")
MARKER: Final = re.compile(r"^(\s*(?:[-*]|#+|\d+\.)\s+)?(.*)$")


def make_plain(project: Path, folder: Path) -> None:
    """Copy a project's pages and catalogs without what only Mundap's own directives fill.

    Args:
        project: A project whose seeds are split.
        folder: Where the copy goes; replaced if it is there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "locales"):
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("*.mo"))
    for path in (folder / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(OURS.sub("", text), encoding="utf-8")
    (folder / "conf").mkdir()
    (folder / "conf/conf.py").write_text(CONF, encoding="utf-8")


def make_mkdocs(project: Path, folder: Path) -> None:
    """Write a project's pages in both languages for Material for MkDocs."""
    _write_pages(project, folder, lambda title, text: f'!!! note "{title}"\n\n{_indented(text)}\n')
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")


def make_vitepress(project: Path, folder: Path, packages: Path) -> None:
    """Write a project's pages in both languages for VitePress, whose packages are elsewhere."""
    _write_pages(project, folder, lambda title, text: f"::: tip {title}\n{text}:::\n")
    (folder / "node_modules").symlink_to(packages)
    (folder / "pages/.vitepress").mkdir()
    (folder / "pages/.vitepress/config.mjs").write_text(VITEPRESS, encoding="utf-8")


def _write_pages(project: Path, folder: Path, box: Callable[[str, str], str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted((project / "docs").rglob("*.md")):
        name = path.relative_to(project / "docs")
        if "seeds" in name.parts:
            continue
        text = path.read_text(encoding="utf-8")
        catalog = (project / "locales/ko/LC_MESSAGES" / name).with_suffix(".po")
        for code, words in (("en", text), ("ko", translated(text, catalog))):
            page = folder / "pages" / code / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(common_markdown(words, box), encoding="utf-8")


def translated(page: str, catalog: Path) -> str:
    """Return a page with each line that is a message of a catalog in the catalog's language."""
    entries = polib.pofile(str(catalog)) if catalog.is_file() else []
    known = {entry.msgid: entry.msgstr for entry in entries if entry.translated()}

    def line(text: str) -> str:
        found = MARKER.match(text)
        return f"{found[1] or ''}{known.get(found[2], found[2])}" if found else text

    return "\n".join(map(line, page.split("\n")))


def common_markdown(page: str, box: Callable[[str, str], str]) -> str:
    """Return a page of MyST as Markdown, its headings with ids, its boxes as `box` makes them."""
    page = SPHINX_ONLY.sub("", OURS.sub("", page))
    page = BOX.sub(lambda found: box(found[1], found[2]), page)
    page = TARGET.sub(r"\2 {#\1}", LEFT.sub("", page))
    return ROLE.sub(r"\1", page).removeprefix("% ")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
