"""The text of a marked line: what stands in its bold or its link, and what stands behind that."""

from __future__ import annotations

import re

from seed_reading.decorations import Shape, with_bold

BOLD_END = re.compile(r"\*\*|__|</(?:b|strong)\s*>", re.IGNORECASE)
LABEL = re.compile(r"\([^()]*\)[.:]?$")
CLOSING = re.compile(
    r"(?:\s*(?:</(?!su[bp])[a-z1-6]+\s*>|<br\s*/?>|<a\b[^<>]*>|\{\#[^}]*\}|(?<=\s)\#+))+\s*$",
    re.IGNORECASE,
)
CLOSERS = (">", "}", "#")  # what such an end ends with
# A link that a line begins with, and what follows it: most often a dash and a short answer.
LINKED = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*\)\s*(?:[-–—:]\s+(?=\S))?"
)


def bold_text(text: str, shape: Shape) -> tuple[str, str, Shape]:
    """Where bold ends: the text in it, what stands behind it, and the shape of that."""
    end = BOLD_END.search(text)
    if end is None:
        return text, "", with_bold(shape, "")
    inside, behind = text[: end.start()], text[end.end() :]
    tail = tidy(behind)
    if not any(map(str.isalnum, tail)):
        return inside + (f" {tail}" if tail not in ("", ":", ".", "#") else tail), "", shape
    if shape.sign and LABEL.match(inside):  # "**Q1 (wood).** Which …"
        return f"{inside} {tail}", "", with_bold(shape, "")
    asks_on = tail.endswith(("?", "？")) and not inside.endswith(("?", "？", ":"))
    if shape.head or behind[0].isalnum() or asks_on:
        return f"**{inside}**{behind}", "", with_bold(shape, "")
    return inside, behind.strip(), with_bold(shape, "lead")


def linked_text(text: str, rest: str) -> tuple[str, str, str]:
    """A text that may begin with a link: what is marked, what it says, what stands behind it."""
    link = LINKED.match(text) if text[:1] == "[" else None
    if link is None or rest:
        return text, text, rest
    behind = text[link.end() :]
    if behind and not link[0].rstrip().endswith(("-", "–", "—", ":")):
        return text, f"{link[1]} {behind}", ""
    return text[: link.end()].rstrip(" -–—:"), link[1], behind


def tidy(text: str) -> str:
    """The text of a mark without closing hashes, tags and anchors around it."""
    bare = text.strip()
    return CLOSING.sub("", bare).strip() if bare[-1:] in CLOSERS else bare
