"""Lines in which nothing marks a topic or a question: code, comments, formulas, front matter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from seed_reading.contents import front_matter

DEEPEST = 6  # elements in elements that are told apart
NEARLY = 2  # columns that an underline may be longer or shorter than its title
FENCE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}(?!.*`)|~{3,})")


def code_lines(texts: Sequence[str], whole: str) -> bytearray:
    """Which lines are code, mathematics or comment (1), so that no mark in them counts.

    Args:
        texts: The lines of a document.
        whole: The same in one piece.
    """
    ends = _Ends(texts, whole)
    hidden = bytearray(len(texts))
    last = -1
    for at in sorted({0, *ends.fences, *ends.opened, *ends.formulas}):
        if at > last:
            end = ends.of(at)
            hidden[at : end + 1] = b"\1" * (end + 1 - at)
            last = max(last, end)
    return hidden


class _Ends:
    """Finds where code, comments and formulas end; their marks are looked up once."""

    def __init__(self, texts: Sequence[str], whole: str) -> None:
        self.texts, self.whole = texts, whole
        self.fences = [at for at in self._with("```") if FENCE.match(texts[at])]
        tildes = (at for at in self._with("~~~") if not _underlines(at, texts))
        self.fences += [at for at in tildes if FENCE.match(texts[at])]
        self.fences.sort()
        self.fencing = {*self.fences}
        self.opened = self._with("<!--")
        self.comments = self._with("-->") if self.opened else []
        self.formulas = self._with("$$")

    def _with(self, mark: str) -> list[int]:
        """The lines that have a mark."""
        return (
            [at for at, text in enumerate(self.texts) if mark in text] if mark in self.whole else []
        )

    def of(self, at: int) -> int:
        """The last line of what a line opens; the line before it if it opens nothing."""
        text = self.texts[at]
        if at in self.fencing and (found := FENCE.match(text)):
            return self._fence(at, found[1])
        if "<!--" in text and "-->" not in text and not text.partition("<!--")[0].strip():
            return _next(self.comments, at, at)
        if text.count("$$") == 1 and text.strip().startswith("$$"):
            return _next(self.formulas, at, at)
        if at == 0 and text.rstrip() == "---":
            return front_matter(self.texts)[0] - 1
        return at - 1

    def _fence(self, at: int, fence: str) -> int:
        """Where fenced code ends; if another opens before it is closed, at the end of its block."""
        closing = re.compile(rf"[\s>]*{re.escape(fence[0])}{{{len(fence)},}}\s*$")
        width, place = _width(self.texts[at]), bisect_right(self.fences, at)
        if place < len(self.fences):
            after = self.fences[place]
            if closing.match(self.texts[after]):
                return after
            if self.texts[after].strip()[:1] != fence[0] or _width(self.texts[after]) > width:
                later = (n for n in self.fences[place : place + 50] if closing.match(self.texts[n]))
                if found := next(later, 0):
                    return found
        elif not width:
            return len(self.texts) - 1
        return self._block(at, width)

    def _block(self, at: int, width: int) -> int:
        """The last line of the block of a fence that is not closed."""
        for after in range(at + 1, len(self.texts)):
            row = self.texts[after]
            if (row.strip() and _width(row) < width) if width else not row.strip():
                return after - 1
        return len(self.texts) - 1


def _underlines(at: int, texts: Sequence[str]) -> bool:
    """Whether a row of tildes stands below a title of about its length."""
    row, title = texts[at].rstrip(), texts[at - 1].rstrip() if at else ""
    alone = at < 2 or not texts[at - 2].strip()  # noqa: PLR2004 - the line above the title
    return bool(title) and alone and {*row} == {"~"} and abs(len(row) - len(title)) <= NEARLY


def _next(places: Sequence[int], at: int, default: int) -> int:
    place = bisect_right(places, at)
    return places[place] if place < len(places) else default


def _width(text: str) -> int:
    return len(text) - len(text.lstrip())


def details_depths(texts: Sequence[str]) -> list[int]:
    """How deep each line stands in ``<details>`` in ``<details>``; nothing where none is in one.

    Nothing, too, where one is not closed: the depth would grow from there on.
    """
    if "<details" not in "\n".join(texts):
        return []
    found, depth = [], 0
    for text in texts:
        tagged = "details" in text
        depth += len(re.findall(r"<details\b", text)) if tagged else 0
        found.append(depth)
        depth -= text.count("</details") if tagged else 0
        if depth < 0:
            return []
    deepest = min(max(found), DEEPEST)
    return [] if depth or deepest == 1 else [min(at, deepest) for at in found]
