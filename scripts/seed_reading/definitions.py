"""Addresses of reference links and texts of footnotes: they stand apart from their use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from page_writing.inline_pieces import label_of
from qa_model import Line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

QUOTED = re.compile(r"^(?: {0,3}> ?)+")
TITLE = ('"', "'", "(")  # what a title on the next line begins with
LONGEST = 8  # lines that a definition may be broken over
REFERENCE = re.compile(
    r"""[ ]{0,3}\[(?P<label>[^\]\[^][^\]\[]*)\]:\s*(?:<(?P<pointed>[^<>]*)>|(?P<url>\S+))
    (?:\s+(?P<title>"[^"]*"|'[^']*'|\([^()]*\)))?\s*$""",
    re.VERBOSE,
)
FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:\s*(.*)$")
USED = re.compile(r"\[\^([^\]\s]+)\](?![:(])")


@dataclass(slots=True)
class Definitions:
    """What a document defines: addresses by label, footnotes by label, and on which lines."""

    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)  # of addresses: the line, and its label


def find_definitions(lines: Sequence[Line], hidden: Sequence[int]) -> Definitions:
    """What a document defines, code and comments aside.

    An address stands below a blank line or another one: within a paragraph it would be text.
    """
    found = Definitions()
    at, free = 0, True
    while at < len(lines):
        row, start = QUOTED.sub("", lines[at].text), at
        if free and row[:4].lstrip()[:1] == "[" and not hidden[at]:
            at = _note(lines, at, found) if row.lstrip()[1:2] == "^" else _address(lines, at, found)
        free = at > start or not row.strip() or bool(hidden[start]) or row[:1] == "#"
        at = max(at, start + 1)
    return found


def _note(lines: Sequence[Line], at: int, found: Definitions) -> int:
    """Take a footnote that begins at a line; where it ends, or the line itself for none."""
    note = FOOTNOTE.match(lines[at].text)
    if note is None:
        return at
    end = at + 1
    while end < len(lines) and lines[end].text.startswith(("    ", "\t")):
        end += 1
    first = Line(lines[at].number, note[2])
    found.footnotes.setdefault(note[1], (first, *lines[at + 1 : end]))
    return end


def _address(lines: Sequence[Line], at: int, found: Definitions) -> int:
    """The same for the address of a link."""
    reference = REFERENCE.match(QUOTED.sub("", lines[at].text))
    after = lines[at + 1].text.lstrip()[:1] if at + 1 < len(lines) else ""
    if reference is None or after in TITLE:
        return _parsed_address(lines, at, found)
    title = (reference["title"] or "  ")[1:-1].strip()
    url = reference["pointed"] or reference["url"] or ""
    _define(found, [lines[at]], reference["label"], (url, title))
    return at + 1


def _parsed_address(lines: Sequence[Line], at: int, found: Definitions) -> int:
    """The same for one over several lines, or with escapes in it: found by the parser."""
    rows = list(takewhile(str.strip, (line.text for line in lines[at : at + LONGEST])))
    if not any("]:" in row for row in rows):
        return at
    env: dict[str, Any] = {}
    _parser().parse("\n".join(rows), env)
    end = at
    for label, known in env.get("references", {}).items():
        first, last = known["map"]
        if at + first == end:
            end = at + last
            address = (unquote(known["href"]), known["title"])
            _define(found, lines[at + first : end], label, address)
    return end


def _define(
    found: Definitions, lines: Sequence[Line], label: str, address: tuple[str, str]
) -> None:
    found.references.setdefault(label_of(label), address)
    found.lines |= {line.number: label_of(label) for line in lines}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - hardly a document needs it

    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def used_footnotes(lines: Sequence[Line]) -> list[str]:
    """The labels of the footnotes that an answer refers to, in order."""
    labels = (label for line in lines if "[^" in line.text for label in USED.findall(line.text))
    return list(dict.fromkeys(labels))
