"""Clean HTML as Markdown, by a library in Rust: in a large site, each page is made so, too."""

from __future__ import annotations

import re
from typing import Final

import html_to_markdown as library
from lxml import etree

from .clean_html import OPEN, Element, parsed, wrap_inside, written
from .formula_texts import DOLLAR, place, put_formulas, take_formulas

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


def to_markdown(html: str) -> str:
    """Return clean HTML as CommonMark with tables; a term stands above its definition."""
    return as_markdown(parsed(html))


def as_markdown(root: Element) -> str:
    """Return what is below a root as Markdown; the root is no use after that."""
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
