"""Plain HTML, Markdown and text of a part of a page: what a reader reads, without the site's own.

The three forms are of one source, so that none of them says more than another. Only elements and
attributes that are listed here get through: whoever shows the HTML elsewhere needs to trust us
for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
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
# Sphinx escapes each `<` and `>` in texts and attributes, so that this finds tags and nothing else;
# in markup that is not Sphinx's, what is no tag is text, and is escaped.
TOKEN: Final = re.compile(
    r"""<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>"""
    r"""|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|[^<]+|<""",
    re.DOTALL,
)
ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
SPACES: Final = re.compile(r"\s+")
# The elements that are written for one of a page, from the outside; None for one that may not stay.
Elements = tuple[str, ...] | None


class _Cleaner:
    """Writes what may stay while it reads, in one pass; `opened` has the elements that are open."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self.link = link
        self.written: list[str] = []
        self.opened: list[tuple[str, Elements]] = []

    def cleaned(self, html: str) -> str:
        """Return the clean form of a part of a page."""
        for found in TOKEN.finditer(html):
            end, tag, attributes = found.groups()
            if tag and end:
                self._end(tag.lower())
            elif tag:
                self._start(tag.lower(), attributes)
            elif not found[0].startswith(("<!--", "<s")):
                self._text(found[0])
        while self.opened:
            self._close()
        return "".join(self.written).strip()

    @property
    def in_chrome(self) -> bool:
        """Whether what is read now stands in something that may not stay."""
        return bool(self.opened) and self.opened[-1][1] is None

    def _start(self, tag: str, written: str) -> None:
        attributes = _attributes(written)
        elements = None if self.in_chrome else _elements(tag, attributes)
        if elements:
            *outer, inner = elements
            self.written += [f"<{name}>" for name in outer]
            self.written.append(f"<{inner}{self._kept(inner, attributes)}{'/' * (inner in VOID)}>")
        if tag not in VOID:
            self.opened.append((tag, elements))

    def _kept(self, name: str, attributes: dict[str, str]) -> str:
        wanted = {"lang", *ATTRIBUTES.get(name, ())}
        kept = {key: value for key, value in attributes.items() if key in wanted}
        kept |= {key: self.link(kept[key]) for key in ("href", "src") if key in kept}
        return "".join(f" {key}={_quoted(value)}" for key, value in kept.items())

    def _end(self, tag: str) -> None:
        """Close the innermost element of this name, and those in it that nobody has closed."""
        if any(name == tag for name, _elements in self.opened):
            while self._close() != tag:
                pass

    def _close(self) -> str:
        name, elements = self.opened.pop()
        self.written += [f"</{each}>" for each in reversed(elements or ())]
        return name

    def _text(self, text: str) -> None:
        """Write text: white space between blocks is a line break, elsewhere a space."""
        if self.in_chrome:
            return
        inside = [name for _tag, elements in self.opened for name in elements or ()]
        if "pre" not in inside:
            between = not text.strip() and (not inside or inside[-1] not in TEXT_IN)
            text = "\n" if between else SPACES.sub(" ", text)
        self.written.append(escape(unescape(text), quote=False))


def _attributes(written: str) -> dict[str, str]:
    if not written:
        return {}
    found = ATTRIBUTE.findall(written)
    return {name.lower(): unescape(one or two or three) for name, one, two, three in found}


def _elements(tag: str, attributes: dict[str, str]) -> Elements:
    classes = attributes.get("class", "").split()
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    if tag in CHROME or hidden or not CHROME_CLASSES.isdisjoint(classes):
        return None
    if BOX_TITLE in classes:
        return ("p", "strong")
    name = "blockquote" if BOX in classes else tag
    return (name,) if name in INLINE or name in BLOCKS else ()


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
