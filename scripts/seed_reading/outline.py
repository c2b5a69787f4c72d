"""What a seed is made of, before anybody decides what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from page_writing.answer_lines import rules_around
from qa_model import Entry, Line, Passage

EDGE = "a rule, a break or a tag at the edge of a text"
STARRED = re.compile(r"\*\*(?P<bold>.+)\*\*|\*(?P<slanted>[^*]+)\*")
ROWS = re.compile(r"^([-=_~*#])\1{2,}\s+|\s+([-=_~*#])\2{2,}$")  # "------ Name ------"
NUMBER = re.compile(r"\d+[.)]\s+")


@dataclass(slots=True)
class Outline:
    """What a seed is made of.

    ``entries`` are its questions in order, ``passages`` the text of no question, ``topics`` the
    lines that name a topic (the line's number and the name), ``structure`` says of each further
    line that is no answer why it is none ("" for a blank line), ``readings`` how its parts were
    read. ``anchors`` are the lines that links in the document can lead to, ``references`` the
    addresses of reference links.
    """

    title: str = ""
    title_line: int = 0
    entries: list[Entry] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    topics: list[tuple[int, str]] = field(default_factory=list)
    structure: dict[int, str] = field(default_factory=dict)
    readings: list[str] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)


def plain_title(text: str) -> str:
    """The wording of a heading without number, and without what is drawn around it."""
    bare = NUMBER.sub("", text.strip(), count=1).strip()
    bare = ROWS.sub("", bare) or bare if bare[:1] in "-=_~*#" else bare
    whole = STARRED.fullmatch(bare) if bare[:1] == "*" else None
    return " ".join((whole["bold"] or whole["slanted"] if whole else bare).split())


def settle(outline: Outline) -> None:
    """Give every passage its place: a topic's own, or a page by itself.

    Text before the first question goes together: to the only topic, or to a page that has the
    document's title.
    """
    names = {entry.topic for entry in outline.entries}
    first = outline.entries[0].line
    lead = next(iter(names)) if len(names) == 1 else outline.title
    kept: list[Passage] = []
    homes: dict[str, Passage] = {}
    for passage in outline.passages:
        filled = len(rules_around(passage.lines)) < sum(bool(n.text.strip()) for n in passage.lines)
        own = passage.topic in names
        leading = not own and (passage.line < first or not passage.topic)
        name = lead if leading else passage.topic
        if filled and name in homes and (own or leading):
            _append(homes[name], passage, name if own else "")
        elif filled:
            passage.topic, shown = name, passage.topic
            if leading and shown not in ("", name, outline.title):
                passage.lines.insert(0, Line(passage.line, f"## {shown}"))
            homes.setdefault(name, passage)
            kept.append(passage)
        else:
            outline.structure |= dict.fromkeys(rules_around(passage.lines), EDGE)
    outline.passages = kept


def _append(home: Passage, passage: Passage, name: str) -> None:
    """Add a passage to another, below its own heading."""
    if passage.line and passage.topic != name:
        home.lines += [Line(0, ""), Line(passage.line, f"## {passage.topic}"), Line(0, "")]
    home.lines += passage.lines
