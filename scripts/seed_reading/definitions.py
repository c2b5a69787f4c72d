"""Addresses of reference links and texts of footnotes: they stand apart from their use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from page_writing.inline_pieces import label_of
from qa_model import Line

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


def find_definitions(lines: Sequence[Line], hidden: Sequence[bool]) -> Definitions:
    """What a document defines, code and comments aside."""
    found = Definitions()
    at = 0
    while at < len(lines):
        row = lines[at].text
        if "]:" not in row or hidden[at]:
            at += 1
        elif reference := REFERENCE.match(row):
            label = label_of(reference["label"])
            title = (reference["title"] or "  ")[1:-1].strip()
            url = reference["pointed"] or reference["url"] or ""
            found.references.setdefault(label, (url, title))
            found.lines[lines[at].number] = label
            at += 1
        elif note := FOOTNOTE.match(row):
            end = at + 1
            while end < len(lines) and lines[end].text.startswith(("    ", "\t")):
                end += 1
            first = Line(lines[at].number, note[2])
            found.footnotes.setdefault(note[1], (first, *lines[at + 1 : end]))
            at = end
        else:
            at += 1
    return found


def used_footnotes(lines: Sequence[Line]) -> list[str]:
    """The labels of the footnotes that an answer refers to, in order."""
    labels = (label for line in lines if "[^" in line.text for label in USED.findall(line.text))
    return list(dict.fromkeys(labels))
