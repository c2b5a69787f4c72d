"""Parts of a page's HTML, as Sphinx wrote it: a question's answers are not written once more.

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
BOX: Final = re.compile(r'<div class="[^"]*\bplain-words\b[^"]*">')
BOX_TITLE: Final = re.compile(r'\s*<p class="admonition-title">.*?</p>', re.DOTALL)
PARAGRAPH: Final = re.compile(r"\s*<p\b[^>]*>.*?</p>", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """The classes of a section, and what stands in it."""

    classes: str
    html: str

    @property
    def body(self) -> str:
        """What stands below the heading."""
        return HEADING.sub("", self.html, count=1)


@dataclass(frozen=True)
class Answers:
    """The HTML of a question's answer in depth, and of the one in plain words, if it has one."""

    depth: str
    plain: str | None

    @property
    def plain_without_wording(self) -> str:
        """The answer in plain words without its first paragraph."""
        return PARAGRAPH.sub("", self.plain or "", count=1)


def answers_of(section: Section) -> Answers:
    """Return the answers of a question from what stands in its section."""
    body = section.body
    if not (found := BOX.search(body)):
        return Answers(body, None)
    end = closing(body, "div", found.end())
    plain = BOX_TITLE.sub("", body[found.end() : end], count=1)
    return Answers(body[: found.start()] + body[end + len("</div>") :].lstrip(), plain)


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
