"""Plain HTML, Markdown and text of a part of a page: what a reader reads, without the site's own.

The three forms are of one source, so that none of them says more than another. Only elements and
attributes that are listed here get through: whoever shows the HTML elsewhere needs to trust us
for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

INLINE: Final = frozenset("a abbr br code em img strong sub sup".split())
BLOCKS: Final = frozenset(
    (
        "blockquote dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
        "table tbody td th thead tr ul"
    ).split()
)
TEXT_IN: Final = INLINE | {"p", "dt", "td", "th"}  # where white space is a space
ATTRIBUTES: Final = {"a": ["href"], "img": ["src", "alt"], "abbr": ["title"], "ol": ["start"]}
VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What the site adds to a text: it means nothing outside of a page, nor do the words in it.
CHROME: Final = frozenset("script style template button svg nav form input dialog progress".split())
CHROME_CLASSES: Final = frozenset(
    "headerlink translation-state reading-bar question-foot plain-mark list-tools".split()
)
BOX: Final = "admonition"
BOX_TITLE: Final = "admonition-title"
Attributes = list[tuple[str, str | None]]


class _Cleaner(HTMLParser):
    """Writes what may stay while it reads, in one pass.

    `opened` has the elements that are open: each with the tags that end what was written for it,
    or with None if neither it nor anything in it may stay.
    """

    def __init__(self, link: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.link = link
        self.written: list[str] = []
        self.opened: list[tuple[str, tuple[str, ...] | None]] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write the tag of an element that may stay."""
        ends = self._ends(tag, dict(attrs))
        for place, name in enumerate(ends or (), 1):
            known = dict(attrs) if place == len(ends or ()) else {}
            self.written.append(f"<{name}{self._attributes(name, known)}{'/' * (name in VOID)}>")
        if tag not in VOID:
            self.opened.append((tag, ends))

    def _ends(self, tag: str, attrs: dict[str, str | None]) -> tuple[str, ...] | None:
        """Return the elements to write for one, from the outside; None if it may not stay."""
        classes = (attrs.get("class") or "").split()
        hidden = "hidden" in attrs or attrs.get("aria-hidden") == "true"
        if self.in_chrome or tag in CHROME or hidden or not CHROME_CLASSES.isdisjoint(classes):
            return None
        if BOX_TITLE in classes:
            return ("p", "strong")
        name = "blockquote" if BOX in classes else tag
        return (name,) if name in INLINE or name in BLOCKS else ()

    def _attributes(self, name: str, attrs: dict[str, str | None]) -> str:
        wanted = {"lang", *ATTRIBUTES.get(name, ())}
        kept = {key: value or "" for key, value in attrs.items() if key in wanted}
        kept |= {key: self.link(kept[key]) for key in ("href", "src") if key in kept}
        return "".join(f" {key}={_quoted(value)}" for key, value in kept.items())

    @property
    def in_chrome(self) -> bool:
        """Whether what is read now stands in something that may not stay."""
        return bool(self.opened) and self.opened[-1][1] is None

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this name, and those in it that nobody has closed."""
        if any(name == tag for name, _ends in self.opened):
            while self._close() != tag:
                pass

    def _close(self) -> str:
        name, ends = self.opened.pop()
        self.written += [f"</{end}>" for end in reversed(ends or ())]
        return name

    def handle_data(self, data: str) -> None:
        """Write text: white space between blocks is a line break, elsewhere a space."""
        if self.in_chrome:
            return
        inside = [name for _tag, ends in self.opened for name in ends or ()]
        if "pre" not in inside:
            between = not data.strip() and (not inside or inside[-1] not in TEXT_IN)
            data = "\n" if between else re.sub(r"\s+", " ", data)
        self.written.append(escape(data, quote=False))

    def cleaned(self, html: str) -> str:
        """Return the clean form of a part of a page."""
        self.feed(html)
        self.close()
        while self.opened:
            self._close()
        return "".join(self.written).strip()


def _quoted(value: str) -> str:
    text = escape(value, quote=False)
    if '"' not in text:
        return f'"{text}"'
    return '"' + text.replace('"', "&quot;") + '"' if "'" in text else f"'{text}'"


def clean(html: str, link: Callable[[str], str]) -> str:
    """Return HTML of plain elements alone.

    Args:
        html: A part of a page, as Sphinx writes it.
        link: Gets each address of the part, returns the one to write.
    """
    return _Cleaner(link).cleaned(html)


def parse(html: str) -> BeautifulSoup:
    """Return clean HTML as a tree, for `to_markdown` and then `to_text`, which changes it."""
    return BeautifulSoup(html, "html.parser")


def to_markdown(tree: BeautifulSoup) -> str:
    """Return clean HTML as CommonMark with tables, its headings marked with `#`."""
    converter = MarkdownConverter(heading_style="ATX", bullets="-", escape_underscores=False)
    return re.sub(r"\n{3,}", "\n\n", str(converter.convert_soup(tree))).strip()


def to_text(tree: BeautifulSoup) -> str:
    """Return the words of clean HTML: paragraphs are apart by an empty line, items by none."""
    for element in tree.find_all("li"):
        element.insert(0, "- ")
    for element in tree.find_all([*sorted(BLOCKS), "br"]):
        tight = element.name in {"br", "tr", "dt", "ul", "ol"} or element.find_parent("li")
        is_wrapper = element.name == "li" and element.find(sorted(BLOCKS))
        element.append("" if is_wrapper else "\n" if tight or element.name == "li" else "\n\n")
    lines = "\n".join(" ".join(line.split()) for line in tree.get_text().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
