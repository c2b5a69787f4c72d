"""The lines of an answer before they are read: edges, empty bullets, indentation of the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qa_model import Line

LONGEST = 60  # rows that a formula may have
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


def formulas_as_code(texts: Sequence[str]) -> Sequence[str]:
    """Rows where each formula between lines of ``$$`` is code: nothing in it is markup.

    The site shows TeX as it is written, since it loads no script from elsewhere.
    """
    found: list[str] = []
    at = 0
    while at < len(texts):
        end = _formula_end(texts, at)
        indent = texts[at][: len(texts[at]) - len(texts[at].lstrip())]
        if end > at:
            body = "\n".join(texts[at:end]).strip().removeprefix("$$").removesuffix("$$")
            rows = [row for row in body.split("\n") if row.strip()]
            found += [f"{indent}```latex", *(f"{indent}{row.strip()}" for row in rows)]
            found.append(f"{indent}```")
        else:
            found.append(texts[at])
        at = max(end, at + 1)
    return found


def _formula_end(texts: Sequence[str], at: int) -> int:
    """Where a formula ends that begins with a line; the line itself for none."""
    row = texts[at].strip()
    if not row.startswith("$$") or "`" in row:
        return at
    if len(row) > len("$$$$") and row.endswith("$$"):
        return at + 1 if row.count("$$") == 2 else at  # noqa: PLR2004 - both ends
    for end in range(at + 1, min(at + LONGEST, len(texts))):
        if "`" in texts[end] or "$$" in texts[end]:
            closes = texts[end].rstrip().endswith("$$") and texts[end].count("$$") == 1
            return end + 1 if closes and "`" not in texts[end] else at
    return at
