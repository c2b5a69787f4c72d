"""What the pages and scripts of an edition have that a style sheet can be about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from kept import digest, kept_json

LINK: Final = re.compile(
    r'<link (?:media="(?P<media>\w+)" )?rel="stylesheet" type="text/css" '
    r'href="(?P<static>[^"?]*_static/)(?P<name>[^"?]+)[^"]*" />\s*'
)
TAG: Final = re.compile(r"<([a-z][\w-]*)")
ATTRIBUTE: Final = re.compile(r'\b(?:class|id)="([^"]*)"')
SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STYLE: Final = re.compile(r' style="[^"]*"|<style>.*?</style>', re.DOTALL)
WORD: Final = re.compile(r"[\w-]+")
# Elements that a browser adds where a page leaves them out.
IMPLIED: Final = ("html", "head", "body", "tbody")
SEARCH_DATA: Final = "search"  # folder of texts that are never markup, and may be large


@dataclass
class Used:
    """Names of elements, classes and ids, styles, and the style sheets that pages load."""

    names: set[str] = field(default_factory=lambda: set(IMPLIED))
    styles: set[str] = field(default_factory=set)
    # Sheets by name, with the medium that they are for, in the order in which pages load them.
    sheets: dict[str, str] = field(default_factory=dict)

    def add(self, names: Iterable[str], styles: Iterable[str], own: dict[str, str]) -> None:
        """Take in what a page or a script has."""
        self.names.update(names)
        self.styles.update(styles)
        self.sheets = own | self.sheets if len(own) > len(self.sheets) else self.sheets | own


def in_page(page: str) -> list[Any]:
    """Return what a page has, for `Used.add`."""
    names, styles = set(TAG.findall(page)), set(STYLE.findall(page))
    for value in ATTRIBUTE.findall(page):
        names.update(value.split())
    for script in SCRIPT.findall(page):
        more, further, _ = in_script(script)
        names.update(more)
        styles.update(further)
    sheets = {found["name"]: found["media"] or "" for found in LINK.finditer(page)}
    return [sorted(names), sorted(styles), sheets]


def in_script(script: str) -> list[Any]:
    """Return what a script has: any word of it may become a class or an element."""
    words = sorted(set(WORD.findall(script)))
    return [words, [f"var({word})" for word in words if word.startswith("--")], {}]


def used_in(edition: Path, kept: Path) -> Used:
    """Return what the pages and scripts of an edition have.

    Args:
        edition: The folder of the edition.
        kept: Where the parts of the outcome are kept, one for each file.
    """
    used = Used()
    for path in sorted(edition.rglob("*.html")):
        used.add(*_part(path, kept / path.relative_to(edition), in_page))
    for path in sorted(edition.rglob("*.js")):
        name = path.relative_to(edition)
        if SEARCH_DATA not in path.relative_to(edition / "_static").parts:
            used.add(*_part(path, kept / name, in_script))
    return used


def _part(path: Path, kept: Path, find: Callable[[str], list[Any]]) -> Any:
    content = path.read_bytes()
    return kept_json(kept, digest(content), partial(find, content.decode()))
