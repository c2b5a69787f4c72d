"""Formulas of clean HTML in Markdown and in text: as TeX, which is what people write and search."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from lxml import etree

# No characters: they stand for a formula, by its number, and for a dollar, until Markdown is made.
PLACE: Final = re.compile("\ue000(\\d{1,6})\ue001")
DOLLAR: Final = "\ue002"
BAR: Final = re.compile(r"(?<!\\)\|")


def take_formulas(root: etree._Element, write: Callable[[int, str], str]) -> list[str]:
    """Put text in the place of each formula; return these as Markdown has them, in their order.

    Args:
        root: Clean HTML.
        write: Gets the number of a formula and its TeX, returns what to put there.
    """
    found = []
    for number, formula in enumerate(list(root.iter("math"))):
        tex, end = formula.get("alttext", ""), "$$" if formula.get("display") else "$"
        in_cell = next(formula.iterancestors("td", "th"), None) is not None
        found.append(end + (BAR.sub(r"\\|", tex) if in_cell else tex) + end)
        tail = formula.tail
        formula.clear()
        formula.tag, formula.tail = "p" if end == "$$" else "span", tail
        formula.text = write(number, tex)
    return found


def place(number: int, _tex: str) -> str:
    """Return what stands for a formula while Markdown is made."""
    return f"\ue000{number}\ue001"


def put_formulas(markdown: str, formulas: Sequence[str]) -> str:
    """Return Markdown with the formulas in their places; a dollar elsewhere begins none."""

    def put(found: re.Match[str]) -> str:
        number = int(found[1])
        return formulas[number] if number < len(formulas) else found[0]

    return PLACE.sub(put, markdown).replace(DOLLAR, "\\$")
