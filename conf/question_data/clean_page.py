"""A written page, cleaned once for all that is made of it: its Markdown and its data."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree
from sphinx.application import Sphinx
from topics import QUESTION_PREFIX

from .clean_html import BOX_TITLE, Element, make_clean, parsed
from .markdown import as_markdown

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
PLAIN_WORDS: Final = "plain-words"
SECTION: Final = "section"


class Answers(NamedTuple):
    """The answer in depth, and the box in plain words without its title, if there is one."""

    depth: Element
    plain: Element | None


class CleanPage:
    """The clean elements of a page; addresses in it are the page's own.

    Args:
        body: The HTML of the page, as Sphinx writes it.
    """

    def __init__(self, body: str) -> None:
        self.body, self._root = body, parsed(body)
        named = {each.get("id", ""): each for each in self._root.iter(SECTION)}
        self._questions = {
            name: each for name, each in named.items() if name.startswith(QUESTION_PREFIX)
        }
        boxes = [each for each in self._root.iter("div") if PLAIN_WORDS in _classes(each)]
        titles = [each for box in boxes for each in box if BOX_TITLE in _classes(each)]
        make_clean(self._root, lambda address: address, set(self._questions.values()))
        for name, elements in ((PLAIN_WORDS, boxes), (BOX_TITLE, titles)):
            for each in elements:
                each.set("class", name)

    def markdown(self) -> str:
        """Return the page as Markdown."""
        root = deepcopy(self._root)
        etree.strip_tags(root, SECTION)
        etree.strip_attributes(root, "class")
        return as_markdown(root)

    def answers(self, name: str, link: Callable[[str], str]) -> Answers:
        """Return the answers to a question.

        Args:
            name: The question's id.
            link: Gets each address of the page, returns the one to write.
        """
        depth = deepcopy(self._questions[name])
        etree.strip_tags(depth, SECTION)
        take_out(next(depth.iter(*HEADINGS), None))
        for element in depth.iter("a", "img"):
            address = "href" if element.tag == "a" else "src"
            if address in element.attrib:
                element.set(address, link(element.get(address, "")))
        plain = depth.find(f".//blockquote[@class='{PLAIN_WORDS}']")
        if plain is not None:
            take_out(plain)
            take_out(plain.find(f"p[@class='{BOX_TITLE}']"))
        return Answers(depth, plain)


def take_out(element: Element | None) -> None:
    """Remove an element, if there is one, and what follows it."""
    if element is not None and (parent := element.getparent()) is not None:
        parent.remove(element)


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def clean_page(app: Sphinx, body: str) -> CleanPage:
    """Return the page that is being written; several extensions ask for the same one."""
    kept: CleanPage | None = app.__dict__.get("clean_page")
    if kept is None or kept.body != body:
        kept = app.__dict__["clean_page"] = CleanPage(body)
    return kept
