"""What a reader must see of the lines of a source, and whether a page has it.

This is the other side of the proof: it knows lines and what they may have that nobody sees (marks,
tags, numbers of lists), nothing of how the page is written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from urllib.parse import unquote

from qa_model import Line

from page_writing.html_tags import KNOWN, TAG, without_comments
from page_writing.page_reader import WORD, letters

ITEM_MARK = re.compile(r"^(?:[\s>*+-]|\d+[.)](?=\s|$)|o(?= ))+")
FENCE_LINE = re.compile(r"^(?:[\s>*+-]|\d+[.)](?=\s|$))*(?:`{3,}[^`]*|~{3,}.*)$")
ITEM_MARKS = re.compile(r"^(?:[ \t>*+-]|\d+[.)](?=\s|$)|o(?= ))+", re.MULTILINE)
FENCE_LINES = re.compile(rf"{ITEM_MARKS.pattern[:-1]}*(?:`{{3,}}[^`\n]*|~{{3,}}.*)$", re.MULTILINE)
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]:?")
LINKED = re.compile(r"\](?:\(#[^()\s]*\)|\[(?:[^\[\]\\]|\\.)*\](?!\[))")
LABEL = re.compile(r"\]\[[^\[\]]*\]")
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
WINDOW = 600  # letters that a page may have more than its source at one place: addresses, titles
RAW = "\ufffe"  # no character: it stands in no seed
SKIPPED = "\0"  # stands for a line that is shown in other words


def shown_whole(found: str, lines: Sequence[Line]) -> bool:
    """Whether the letters of all lines are found in one piece, as they are where no link is."""
    text = "\n".join([line.text for line in lines])
    if "<!--" in text:  # what is in a comment over several lines is not to be seen
        return False
    text = ITEM_MARKS.sub("", FENCE_LINES.sub("", text))
    if "<" in text:  # what looks like a tag over several lines may be none
        return letters("".join([_seen(row) for row in text.split("\n")])) in found
    return letters(_seen(text)) in found


def source_texts(lines: Iterable[Line], skipped: Container[int] = ()) -> Iterator[str]:
    """What a reader should see of each line of an answer, as it stands in its seed.

    Foreign lines, marks of footnotes, numbers of list items and names of code are left out, and
    of HTML and links what leads elsewhere now.
    """
    in_comment = False
    for line in lines:
        text = line.text
        if in_comment:
            in_comment, text = "-->" not in text, text.partition("-->")[2]
        if "<!--" in text and "-->" not in text:
            in_comment, text = True, text.partition("<!--")[0]
        if line.number in skipped:
            yield SKIPPED
        elif text[:1].isalpha() and text[:2] != "o ":
            yield _told(text)
        elif not FENCE_LINE.match(text):
            yield _told(ITEM_MARK.sub("", text))


def _told(text: str) -> str:
    """What is seen of a text; where that can be seen in two ways, with the other behind ``RAW``."""
    if "&" not in text and "][" not in text:
        return _seen(text)
    return f"{_seen(text)}{RAW}{LABEL.sub(']', text)}"


def _seen(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\&", "&amp;").replace("\\<", "&lt;")
    if "[" in text or "](" in text:
        text = LINKED.sub("]", FOOTNOTE_MARK.sub(" ", text))
    if "<" in text:
        text = without_comments(TAG.sub(_unless_known, text))
    return html.unescape(text) if "&" in text else text


def _unless_known(found: re.Match[str]) -> str:
    return " " if found["name"].lower() in KNOWN else found[0]


def holds(found: str, wanted: Iterable[str]) -> bool:
    """Whether the letters of all lines are among those found, in their order.

    A line is taken as a whole where it comes next; else word by word, as early as can be: markup or
    an address may be between, and the same line may come again.
    """
    at, ahead = 0, len(found)
    for told in wanted:
        if told is SKIPPED:
            ahead = len(found)
            continue
        line, _, raw = told.partition(RAW)
        end = _line_end(found, line, at, ahead)
        if end < 0 and "%" in line and ESCAPE.search(line):
            end = _line_end(found, unquote(line), at, ahead)  # how the parser writes addresses
        if end < 0 and raw:  # code shows entities as they were written, links hide their labels
            end = _line_end(found, raw, at, ahead)
        if end < 0:
            return False
        at, ahead = end, WINDOW
    return True


def _line_end(found: str, line: str, at: int, ahead: int) -> int:
    whole = letters(line)
    if found.startswith(whole, at):
        return at + len(whole)
    return _words_end(found, WORD.findall(line), at, ahead)


def _end(found: str, wanted: str, at: int, ahead: int) -> int:
    place = found.find(wanted, at, at + ahead + len(wanted))
    return place + len(wanted) if place >= 0 else -1


def _words_end(found: str, wanted: Iterable[str], at: int, ahead: int) -> int:
    for word in wanted:
        at = _end(found, word, at, ahead)
        if at < 0:
            return -1
    return at
