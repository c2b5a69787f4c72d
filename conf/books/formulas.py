"""Formulas for Typst: MathML as steps that build a formula from the inside out.

Typst can walk through few elements in elements, and must not read a stranger's text as its own
markup. So a formula is a list of steps: each takes some of the parts that are there, and puts one
in their place. `formulas.typ` knows what each step does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bs4 import Tag

DEEPEST: Final = 30  # elements in elements; Typst gives up on some 70 matrices in matrices
INVISIBLE: Final = frozenset("\u2061\u2062\u2063\u2064\ufe00")
FENCES: Final = frozenset("()[]{}|‖⟨⟩⌈⌉⌊⌋⟮⟯")
LARGE: Final = frozenset("∑∏∐∫∬∭∮⋀⋁⋂⋃⨀⨁⨂⨄⨆")
# What stands above or below, and how Typst names it.
MARKS: Final = {
    "⏞": "overbrace",
    "⏟": "underbrace",
    "‾": "overline",
    "¯": "overline",
    "_": "underline",
}
ATTACHED: Final = {
    "msub": "b",
    "msup": "t",
    "msubsup": "bt",
    "munder": "b",
    "mover": "t",
    "munderover": "bt",
}
Step = list[Any]  # what to do, how many parts it takes, and what else it has to know


def steps(formula: Tag) -> list[Step]:
    """Return what Typst has to do for a formula; nothing if it is too deep."""
    found = list(_steps(formula, 0))
    return [] if ["too deep", 0, ""] in found else found


def _steps(element: Tag, depth: int) -> Iterator[Step]:
    name, children = element.name, [child for child in element.children if isinstance(child, Tag)]
    if depth == DEEPEST:
        yield ["too deep", 0, ""]
    elif name in {"mi", "mn", "mo", "mtext"}:
        yield _letters(element)
    elif name == "mspace":
        yield ["space", 0, _width(element)]
    elif name == "mtable":
        yield from _table(element, depth)
    else:
        for child in children:
            yield from _steps(child, depth + 1)
        yield from _joined(element, children)


def _letters(element: Tag) -> Step:
    letters = (letter for letter in element.get_text() if letter not in INVISIBLE)
    text = "".join(" " if letter.isspace() else letter for letter in letters)
    if len(text) != 1 or text == " " or element.name == "mtext":
        return ["operator" if element.name == "mo" and text.strip() else "text", 0, text]
    return ["upright" if element.get("mathvariant") == "normal" else "sign", 0, text]


def _width(element: Tag) -> float:
    return float(str(element.get("width", "")).removesuffix("em") or 0)


def _joined(element: Tag, children: Sequence[Tag]) -> Iterator[Step]:
    """Yield the steps that make one part of an element's children."""
    name, count = element.name, len(children)
    if name in ATTACHED and count == len(ATTACHED[name]) + 1:
        yield _attached(element, children)
    elif name == "mfrac":
        yield ["stack" if element.get("linethickness") == "0" else "frac", count, ""]
    elif name == "mroot":
        yield ["root", count, ""]
    else:
        yield ["fenced" if _is_fenced(children) else "row", count, ""]
        if name in {"msqrt", "mphantom", "menclose"}:
            yield [name, 1, "box" if element.get("notation") == "box" else "strike"]
    if element.get("displaystyle") in {"true", "false"}:
        yield ["display" if element["displaystyle"] == "true" else "inline", 1, ""]


def _attached(element: Tag, children: Sequence[Tag]) -> Step:
    """Return the step for what stands beside, above or below something."""
    places, base, mark = ATTACHED[element.name], children[0], children[-1].get_text()
    if element.name in {"mover", "munder"} and children[-1].name == "mo":
        if mark in MARKS:
            return [MARKS[mark], 2, ""]
        if element.get("accent") == "true" and len(mark) == 1:
            return ["accent", 2, mark]
    if element.name.startswith("ms"):
        return ["scripts", len(places) + 1, places]
    large = base.get_text().strip() in LARGE
    return ["attached" if large else "limits", len(places) + 1, places]


def _is_fenced(children: Sequence[Tag]) -> bool:
    """Return whether brackets at the edges grow with what is between them."""
    edges = [each for each in (*children[:1], *children[-1:]) if each.name == "mo"]
    return any(
        each.get_text() in FENCES and each.get("stretchy") != "false" and not each.get("minsize")
        for each in edges
    )


def _table(element: Tag, depth: int) -> Iterator[Step]:
    rows = [
        row.find_all("mtd", recursive=False) for row in element.find_all("mtr", recursive=False)
    ]
    sides = {str(cell.get("columnalign", "center")) for row in rows for cell in row}
    display = "display" if element.get("displaystyle") == "true" else "row"
    for row in rows:
        for cell in row:
            yield from _steps(cell, depth + 1)
            yield [display, 1, ""]
        if "right" in sides:  # as the rows of an equation are aligned
            yield ["aligned", len(row), ""]
    columns = [1 if "right" in sides else len(row) for row in rows]
    yield ["table", sum(columns), {"columns": columns, "left": sides == {"left"}}]
