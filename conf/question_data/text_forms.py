"""Markdown and text of plain HTML, and its links.

All forms are of one source, so that none of them says more than another. Like lxml, the library is
not written in Python: in a large site, this is done for every answer and once more for every page.
"""

from __future__ import annotations

import re
from typing import Final

import html_to_markdown as library
from lxml import etree

from .clean_html import BLOCKS, OPEN, Element, parsed, wrap_inside, written
from .formula_texts import DOLLAR, place, put_formulas, take_formulas

TIGHT: Final = frozenset(("br", "dt", "li", "ol", "tr", "ul"))  # one line break after them
# Text that would begin a tag or a character reference for whoever reads the Markdown.
MARKUP: Final = re.compile(r"[<&](?=[A-Za-z/!?#])")
# Members, not names, since the library looks names up anew for each text.
OPTIONS: Final = library.ConversionOptions(
    heading_style=library.HeadingStyle.ATX,
    list_indent_type=library.ListIndentType.SPACES,
    highlight_style=library.HighlightStyle.NONE,
    whitespace_mode=library.WhitespaceMode.NORMALIZED,
    newline_style=library.NewlineStyle.SPACES,
    code_block_style=library.CodeBlockStyle.BACKTICKS,
    inline_data_media=library.InlineDataMedia.KEEP,
    hidden_content=library.HiddenContent.DROP,
    url_escape_style=library.UrlEscapeStyle.ANGLE,
    link_style=library.LinkStyle.INLINE,
    output_format=library.OutputFormat.MARKDOWN,
    tier_strategy=library.TierStrategy.AUTO,
    bullets="-",
    escape_asterisks=True,
    compact_tables=True,
    extract_metadata=False,
    autolinks=False,
    expand_abbreviations=False,
)


def as_markdown(root: Element) -> str:
    """Return what is below a root as CommonMark with tables; the root is no use after that.

    A term stands above its definition.
    """
    formulas = take_formulas(root, place)
    code = {element for each in root.iter("pre", "code") for element in each.iter()}
    for element in list(root.iterdescendants()):
        _prepare(element, code)
    etree.strip_tags(root, OPEN)
    text = (library.convert(written(root), OPTIONS).content or "").strip()
    return put_formulas(text, formulas)


def _prepare(element: Element, code: set[Element]) -> None:
    """Say for the library what Markdown has no other way to say, or what it says otherwise."""
    parent, text, tail = element.getparent(), element.text, element.tail
    if text and element not in code:
        element.text = _written_out(text)
    if tail and parent not in code:
        element.tail = _written_out(tail)
    if element.tag == "dt":
        element.tag = "p"
        wrap_inside(element, "strong")
    elif element.tag == "blockquote":  # the library writes an empty line above a section
        wrap_inside(element, "blockquote")
        element.tag = "section"
    elif element.tag == "p" and _is_alone_in_item(parent):
        element.tag = OPEN


def _written_out(text: str) -> str:
    """Return text in which nothing begins a tag, a character reference or a formula."""
    text = MARKUP.sub(_as_reference, text) if "<" in text or "&" in text else text
    return text.replace("$", DOLLAR) if "$" in text else text


def _is_alone_in_item(parent: Element | None) -> bool:
    """Return whether a paragraph of this parent needs no empty lines around it."""
    return parent is not None and parent.tag == "li" and len(parent.findall("p")) == 1


def _as_reference(found: re.Match[str]) -> str:
    return "&lt;" if found[0] == "<" else "&amp;"


def as_text(root: Element) -> str:
    """Return the words below a root; the root is no use after that.

    Paragraphs are apart by an empty line, items by none.
    """
    take_formulas(root, lambda _number, tex: tex)
    inside = {element for item in root.iter("li") for element in item.iterdescendants()}
    for element in root.iterdescendants():
        if element.tag == "li":
            element.text = f"- {element.text or ''}"
        if end := _end(element, inside):
            _add_text(element, end)
    lines = "\n".join(" ".join(line.split()) for line in _words(root).splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _end(element: Element, inside: set[Element]) -> str:
    """Return what follows an element."""
    tag = element.tag
    if tag not in BLOCKS and tag != "br":
        return ""
    if tag == "li" and any(each.tag in BLOCKS for each in element.iterdescendants()):
        return ""
    return "\n" if tag in TIGHT or element in inside else "\n\n"


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def links_of(html: str) -> list[tuple[str, str]]:
    """Return the address and the words of each link in clean HTML."""
    links = parsed(html).iter("a")
    return [(link.get("href", ""), " ".join(_words(link).split())) for link in links]


def _words(element: Element) -> str:
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)
