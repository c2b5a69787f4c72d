"""Plain HTML of a part of a page: what a reader reads, without the site's own.

Only elements and attributes that are listed here get through: whoever shows the HTML elsewhere
needs to trust us for nothing else. lxml is written in C: in a large site, this is done for every
answer and once more for every page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any, Final

from formulas import elements as mathml
from lxml import etree

INLINE: Final = frozenset("a abbr br code em img strong sub sup".split())
BLOCKS: Final = frozenset(
    (
        "blockquote dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
        "table tbody td th thead tr ul"
    ).split()
)
KEPT: Final = INLINE | BLOCKS | mathml.ELEMENTS
TEXT_IN: Final = INLINE | {"p", "dt", "td", "th"}  # where white space is a space
ATTRIBUTES: Final = dict.fromkeys(mathml.ELEMENTS, mathml.ATTRIBUTES) | {
    name: frozenset(kept.split())
    for name, kept in {"a": "href", "img": "src alt", "abbr": "title", "ol": "start"}.items()
}
VOID: Final = frozenset(("br", "hr", "img"))
# What the site adds to a text: it means nothing outside of a page, nor do the words in it.
CHROME: Final = frozenset("script style template button svg nav form input dialog progress".split())
CHROME_CLASSES: Final = frozenset(
    "headerlink translation-state reading-bar question-foot plain-mark list-tools".split()
)
BOX: Final = "admonition"
BOX_TITLE: Final = "admonition-title"
SPACES: Final = re.compile(r"[^\S ]\s*| \s+")  # all but single spaces, which may stay
PARSER: Final = etree.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
GONE: Final = "template"  # becomes the name of elements that go with what is in them
OPEN: Final = "span"  # and of those whose content stays
Element = etree._Element  # noqa: SLF001 - the name that its own stubs and documentation use
NONE: Final = frozenset[Element]()


def clean(html: str, link: Callable[[str], str]) -> str:
    """Return HTML of plain elements alone.

    Args:
        html: A part of a page, as Sphinx writes it.
        link: Gets each address of the part, returns the one to write.
    """
    root = parsed(html)
    make_clean(root, link)
    return written(root)


def make_clean(
    root: Element, link: Callable[[str], str], left_alone: AbstractSet[Element] = NONE
) -> None:
    """Leave plain elements alone below a root.

    Args:
        root: A part of a page.
        link: Gets each address of the part, returns the one to write.
        left_alone: Elements that stay although they are not plain, for who looks them up later.
    """
    for pre in root.iter("pre"):
        etree.strip_tags(pre, OPEN)  # the colors of code, more elements than all others together
    left = [root]
    while left:  # no look into what goes, which is half of a page
        for element in left.pop():
            if element not in left_alone:
                _keep(element, link)
            if element.tag != GONE:
                left.append(element)
    etree.strip_elements(root, GONE, with_tail=False)
    etree.strip_tags(root, OPEN)
    code = {element for pre in root.iter("pre", "math") for element in pre.iter()}
    for element in root.iter():
        _space(element, code)


def parsed(html: str) -> Element:
    """Return a part of a page as a tree below a root that is not part of it."""
    return etree.fromstring(f"<div>{html}</div>", PARSER)[0][0]


def written(root: Element) -> str:
    """Return what is below a root as HTML that is XML, too."""
    for element in root.iter():
        if not element.text and not len(element) and element.tag not in VOID:
            element.text = ""  # or it would be written as an empty tag
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")].strip()


def _keep(element: Element, link: Callable[[str], str]) -> None:
    """Clean an element's name and attributes; mark it if it has to go."""
    tag, attributes = element.tag, element.items()
    if tag not in KEPT:
        element.tag = GONE if tag in CHROME else OPEN
    if attributes and element.tag != GONE:
        _keep_attributes(element, dict(attributes), link)


def _keep_attributes(
    element: Element, attributes: dict[Any, Any], link: Callable[[str], str]
) -> None:
    classes = attributes.get("class", "").split()
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    if hidden or not CHROME_CLASSES.isdisjoint(classes):
        element.tag = GONE
    elif BOX_TITLE in classes:
        element.tag = "p"
        wrap_inside(element, "strong")
    elif BOX in classes:
        element.tag = "blockquote"
    wanted = ATTRIBUTES.get(element.tag, ())
    for name, value in attributes.items():
        if name not in wanted and name != "lang":
            del element.attrib[name]
        elif name in {"href", "src"}:
            element.set(name, link(value))


def wrap_inside(element: Element, tag: str) -> None:
    """Put all that is in an element into a new one in it."""
    inner = element.makeelement(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _space(element: Element, code: set[Element]) -> None:
    """Let white space between blocks be a line break, elsewhere a space."""
    text, tail = element.text, element.tail
    if text and element not in code:
        element.text = _spaced(text, element.tag)
    if tail and (parent := element.getparent()) is not None and parent not in code:
        element.tail = _spaced(tail, parent.tag)


def _spaced(text: str, inside: str) -> str:
    return "\n" if inside not in TEXT_IN and text.isspace() else SPACES.sub(" ", text)
