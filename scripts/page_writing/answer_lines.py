"""The lines of an answer before they are read: edges, empty bullets, indentation of the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qa_model import Line

from page_writing.inline_pieces import is_surely_formula

LONGEST = 60  # rows that a formula may have
FORMULA_ENDS = {"$$": "$$", "\\[": "\\]"}
FENCE = re.compile(r"[\s>*+-]*(`{3,}|~{3,})")
EMPTY_BULLETS = frozenset("-*+")
PLAIN_BULLETS = frozenset("•·▪◦‣○●∙o")
PLAIN_BULLET = re.compile(r"( {0,3})([•·▪◦‣○●∙]|o(?= ))( {0,4})(?=[^\s•·▪◦‣○●∙])")
BULLET = re.compile(r"\s*[-*+]\s")
RULE = re.compile(
    r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:</?(?:br|hr|p|div|details|center)\s*/?>\s*)+)$",
    re.IGNORECASE,
)


def empty_bullets(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that are a bullet with nothing behind it."""
    texts = [line.text for line in lines]
    if EMPTY_BULLETS.isdisjoint(map(str.strip, texts)):
        return []
    empty = _empty(texts)
    return [line.number for line, none in zip(lines, empty, strict=True) if none]


def _empty(texts: Sequence[str]) -> list[bool]:
    """Which lines are a bullet with nothing behind it, nor further in on the next line."""
    pairs = zip(texts, [*texts, ""][1:], strict=True)
    return [
        text.strip() in EMPTY_BULLETS and not (after.strip() and _width(after) > _width(text))
        for text, after in pairs
    ]


def _width(text: str) -> int:
    return len(text) - len(text.lstrip())


def rules_around(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines at an answer's edges that only part it from the next."""
    first, last = _inner(lines)
    return [line.number for line in (*lines[:first], *lines[last:]) if line.text.strip()]


def trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """An answer without the blank lines, rules and lone tags at its edges."""
    first, last = _inner(lines)
    return lines[first:last]


def _inner(lines: Sequence[Line]) -> tuple[int, int]:
    first, last = 0, len(lines)
    while last and _parts(lines[last - 1].text):
        last -= 1
    while first < last and _parts(lines[first].text):
        first += 1
    return first, last


def _parts(text: str) -> bool:
    """Whether a line only parts what is around it."""
    if text[:1].isalnum():
        return False
    row = text.lstrip()
    return not row or (row[0] in "-*_<" and bool(RULE.match(row)))


def dedent(texts: Sequence[str], offset: int = 0) -> Sequence[str]:
    """Take an answer's own indentation off, as far as a line has that much.

    An answer is indented as a whole when it hangs below a numbered question, or when it stands
    under a dash; else indentation is that of code.
    """
    if not EMPTY_BULLETS.isdisjoint(map(str.strip, texts)):
        texts = [text for text, none in zip(texts, _empty(texts), strict=True) if not none]
    if "\t" in "\n".join(texts):
        texts = [text.expandtabs(4) for text in texts]
    if not offset and texts and texts[0].strip() and not texts[0][0].isspace():
        return texts
    indents = [len(text) - len(text.lstrip()) for text in texts if text.strip()]
    first = next((text for text in texts if text.strip()), "")
    indent = indents[0] if BULLET.match(first) else min(indents, default=0)
    if offset and any(width >= offset for width in indents):
        indent = max(indent, offset)
    return [text[min(indent, len(text) - len(text.lstrip())) :] for text in texts]


def plain_bullets(texts: Sequence[str]) -> Sequence[str]:
    """Rows where the bullets of plain text are those of Markdown, which would join such rows.

    ``o`` is one in front of two spaces, or where several rows have it at the same place.
    """
    if PLAIN_BULLETS.isdisjoint({text.lstrip()[:1] for text in texts}):
        return texts
    found = {at: row for at, text in enumerate(texts) if (row := PLAIN_BULLET.match(text))}
    places = Counter(row[1] for row in found.values() if row[2] == "o")
    rows, fenced = [*texts], False
    for at, text in enumerate(texts):
        fenced ^= text.lstrip().startswith(("```", "~~~"))
        row = None if fenced else found.get(at)
        if row and (row[2] != "o" or len(row[3]) > 1 or places[row[1]] > 1):
            rows[at] = f"{row[1]}-{row[3] or ' '}{text[row.end() :]}"
    return rows


def formulas_fenced(texts: Sequence[str]) -> Sequence[str]:
    r"""Rows where each formula with rows of its own stands in a fence: nothing in it is markup.

    It is the fence that GitHub has for formulas. They begin and end with ``$$``, or with ``\[``
    and ``\]``, at the edges of rows.
    """
    found: list[str] = []
    at, fence = 0, ""
    while at < len(texts):
        if (mark := FENCE.match(texts[at])) and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]  # in code, dollars are dollars
        end = at if fence else _formula_end(texts, at)
        found += _fenced(texts[at:end]) if end > at else [texts[at]]
        at = max(end, at + 1)
    return found


def _fenced(rows: Sequence[str]) -> list[str]:
    """The rows of a formula between fences, without the marks of its ends."""
    indent = rows[0][: len(rows[0]) - len(rows[0].lstrip())]
    body = [row.strip() for row in "\n".join(rows).strip()[2:-2].split("\n")]
    return [indent + row for row in ("```math", *filter(None, body), "```")]


def _formula_end(texts: Sequence[str], at: int) -> int:
    """Where a formula ends that begins with a line; the line itself for none."""
    row = texts[at].strip()
    mark = FORMULA_ENDS.get(row[:2])
    if mark is None or "`" in row:
        return at
    last = at
    while mark not in texts[last].strip()[2 * (last == at) :]:
        last += 1
        if last == min(at + LONGEST, len(texts)) or "`" in texts[last]:
            return at
    body = "\n".join(texts[at : last + 1]).strip()[2:]
    is_one = body.endswith(mark) and body.count(mark) == 1 and len(body) > len(mark)
    return last + 1 if is_one and (mark == "$$" or is_surely_formula(body[:-2])) else at
