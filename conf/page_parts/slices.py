"""Sections of a page's HTML, as Sphinx wrote it: an answer is not written once more for a card.

Sphinx escapes `<` in texts and attributes and closes what it opens, so that tags can be counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

OPENING: Final = re.compile(r'<section\b[^>]*?\bid="([^"]*)"[^>]*>')
CLASSES: Final = re.compile(r'\bclass="([^"]*)"')
HEADING: Final = re.compile(r"\s*(?:<span[^>]*></span>\s*)*<h[1-6]\b.*?</h[1-6]>", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """The classes of a section, and what stands in it."""

    classes: str
    html: str

    @property
    def body(self) -> str:
        """What stands below the heading."""
        return HEADING.sub("", self.html, count=1)


def sections(body: str, names: set[str]) -> dict[str, Section]:
    """Return the sections of these ids."""
    found = {}
    for opening in OPENING.finditer(body):
        if opening[1] in names:
            inside = body[opening.end() : closing(body, "section", opening.end())]
            classes = CLASSES.search(opening[0])
            found[opening[1]] = Section(classes[1] if classes else "", inside)
    return found


def closing(html: str, tag: str, start: int) -> int:
    """Return where the element ends that was opened right before `start`."""
    depth = 1
    for found in _tags(tag).finditer(html, start):
        depth += -1 if found[0].startswith("</") else 1
        if not depth:
            return found.start()
    return len(html)


@cache
def _tags(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</?{tag}\b")
