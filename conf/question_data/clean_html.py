"""Plain HTML, Markdown and text of a part of a page: what a reader reads, without the site's own.

The three forms are of one source, so that none of them says more than another. Only elements and
attributes that are listed here get through: whoever shows the HTML elsewhere needs to trust us
for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

INLINE: Final = "a abbr br code em img strong sub sup".split()
BLOCKS: Final = (
    "blockquote dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "table tbody td th thead tr ul"
).split()
ATTRIBUTES: Final = {"a": ["href"], "img": ["src", "alt"], "abbr": ["title"], "ol": ["start"]}
# What the site adds to a text: it means nothing outside of a page, nor do the words in it.
CHROME: Final = (
    "script, style, template, button, svg, nav, form, input, dialog, progress, "
    "[hidden], [aria-hidden=true], .headerlink, .translation-state, .reading-bar, .question-foot, "
    ".plain-mark, .list-tools"
)


def clean(html: str, link: Callable[[str], str]) -> str:
    """Return HTML of plain elements alone.

    Args:
        html: A part of a page, as Sphinx writes it.
        link: Gets each address of the part, returns the one to write.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select(CHROME):
        element.decompose()
    for box in soup.select(".admonition"):
        box.name = "blockquote"
    for title in soup.select(".admonition-title"):
        title.name = "strong"
        title.wrap(soup.new_tag("p"))
    for element in soup.select("*"):
        if element.name not in (*INLINE, *BLOCKS):
            element.unwrap()
        else:
            _keep(element, link)
    for text in soup.find_all(string=True):
        if not text.find_parent("pre"):
            text.replace_with("\n" if _between_blocks(text) else re.sub(r"\s+", " ", text))
    return str(soup).strip()


def _between_blocks(text: NavigableString) -> bool:
    inside = text.parent.name if text.parent else ""
    return not text.strip() and inside not in (*INLINE, "p", "dt", "td", "th")


def _keep(element: Tag, link: Callable[[str], str]) -> None:
    wanted = {"lang", *ATTRIBUTES.get(element.name, ())}
    element.attrs = {name: value for name, value in element.attrs.items() if name in wanted}
    for name in ("href", "src"):
        if name in element.attrs:
            element[name] = link(str(element[name]))


def to_markdown(html: str) -> str:
    """Return clean HTML as CommonMark with tables, its headings marked with `#`."""
    converter = MarkdownConverter(heading_style="ATX", bullets="-", escape_underscores=False)
    return re.sub(r"\n{3,}", "\n\n", str(converter.convert(html))).strip()


def to_text(html: str) -> str:
    """Return the words of clean HTML: paragraphs are apart by an empty line, items by none."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all("li"):
        element.insert(0, "- ")
    for element in soup.find_all([*BLOCKS, "br"]):
        tight = element.name in {"br", "tr", "dt", "ul", "ol"} or element.find_parent("li")
        is_wrapper = element.name == "li" and element.find(BLOCKS)
        element.append("" if is_wrapper else "\n" if tight or element.name == "li" else "\n\n")
    lines = "\n".join(" ".join(line.split()) for line in soup.get_text().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
