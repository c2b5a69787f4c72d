"""TeX of a stranger as MathML, which browsers and e-readers show without any script.

math-core knows what the notes of others have and writes for MathML Core. It is compiled code, which
nothing can stop in the middle: so what could take it long, or too deep, never gets there. Of what
it writes, only elements and attributes that are listed here get through, each with a plain value.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from lxml import etree
from math_core import LatexError, LatexToMathML

from .elements import ELEMENTS, LENGTHS, NAMESPACE, WORDS

LONGEST: Final = 2000  # characters of a formula; of 765 in real notes, the longest has 353
DEEPEST_BRACES: Final = 30  # in real notes: 3
DEEPEST: Final = 60  # elements in elements
MOST: Final = 4000  # elements of a formula
WIDEST: Final = 10.0  # em that a formula can ask for at once

# What a formula defines could grow without end, and no note needs it.
DEFINES: Final = re.compile(r"\\(?:g?def|let|global|(?:new|renew|provide)command)(?![A-Za-z])")
BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
# Other names of what the library knows.
SAME: Final = (("{split}", "{aligned}"), ("{smallmatrix}", "{matrix}"))
MACROS: Final = {"substack": r"\begin{matrix}#1\end{matrix}", "widetilde": r"\tilde{#1}"}
TAGGED: Final = re.compile(r"\\tag\*?(?![A-Za-z])")
NUMBERED: Final = re.compile(r"\\begin\{(?:equation|align|gather|multline)")

WORD: Final = re.compile(r"[\w+-]{1,30}", re.ASCII)
LENGTH: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(?:r?em)?", re.ASCII)
ALIGNED: Final = re.compile(r"text-align: (left|right)")
APART: Final = re.compile(r"padding-left: ?1em")
JOINED: Final = re.compile(r"padding-(?:left|right): 0")
PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool) -> str | None:
    """Return a formula as MathML.

    Args:
        tex: The formula in TeX, without what marks its ends.
        display: Whether it stands by itself, below the line before it.

    Returns:
        A `math` element that is HTML and XML, with the TeX as its `alttext`; None for what is no
        formula, or none that we can show: then its source is what to show.
    """
    source = " ".join(tex.split())
    if not source or not _is_tame(source):
        return None
    try:
        tame = _known(source, display=display)
        written = _converter().convert_with_local_state(tame, displaystyle=display)
        root = etree.fromstring(written, PARSER)
    except (LatexError, etree.XMLSyntaxError):
        return None
    etree.strip_tags(root, "b", "i")  # in \textbf, where MathML has none
    if not len(root) or not _is_clean(root):
        return None
    root.set("alttext", source)
    text = etree.tostring(root, encoding="unicode")
    return text.replace("<math", f'<math xmlns="{NAMESPACE}"', 1)


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False, max_expansions=100, macros=MACROS)


def _is_tame(tex: str) -> bool:
    """Whether a formula is short and flat enough for a parser that nothing can stop."""
    if len(tex) > LONGEST or DEFINES.search(tex) or not tex.isprintable():
        return False
    depth = deepest = 0
    for found in BRACE.finditer(tex):
        depth += (found[0] == "{") - (found[0] == "}")
        deepest = max(deepest, depth)
    return deepest <= DEEPEST_BRACES


def _known(tex: str, *, display: bool) -> str:
    """Return a formula in words that the library knows."""
    for name, other in SAME:
        tex = tex.replace(name, other)
    if display and TAGGED.search(tex) and not NUMBERED.search(tex):
        return rf"\begin{{equation*}}{tex}\end{{equation*}}"
    return tex


def _is_clean(root: etree._Element) -> bool:
    """Leave what is listed; return whether all elements are, and are not too many."""
    count, level = 0, [root]
    for _depth in range(DEEPEST):
        count += len(level)
        if count > MOST or any(each.tag not in ELEMENTS for each in level):
            return False
        for each in level:
            _clean(each)
        level = [child for each in level for child in each]
        if not level:
            return True
    return False


def _clean(element: etree._Element) -> None:
    attributes = dict(element.items())
    element.attrib.clear()
    style = str(attributes.get("style", ""))
    if found := ALIGNED.search(style):
        element.set("columnalign", found[1])
    if element.tag == "mtable":
        _space_columns(element)
    for name, value in attributes.items():
        if kept := _value(str(name), str(value)):
            element.set(str(name), kept)
    if not element.text and not len(element):
        element.text = ""  # no empty tag, which HTML would take for an open one


def _space_columns(table: etree._Element) -> None:
    """Say by MathML's own attribute how far columns are apart, which the library says by styles."""
    styles = " ".join(cell.get("style", "") for cell in table.iterfind("mtr/mtd"))
    if APART.search(styles):
        table.set("columnspacing", "1em")
    elif JOINED.search(styles):
        table.set("columnspacing", "0em")


def _value(name: str, value: str) -> str:
    """Return the value of an attribute that may stay, else nothing."""
    if name in WORDS:
        return value if WORD.fullmatch(value) else ""
    if name in LENGTHS and (found := LENGTH.fullmatch(value)):
        return f"{max(-WIDEST, min(WIDEST, float(found[1]))):g}em"
    return ""
