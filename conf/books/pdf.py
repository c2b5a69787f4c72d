"""An edition as PDF: questions as data for the template book.typ."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from page_head import shorten
from taken_along import made_at, topics_of
from typesetting import typeset

from .formulas import steps

HERE: Final = Path(__file__).parent
LONGEST_TITLE: Final = 300  # characters; Typst gives up on a heading with some 500 words of Korean
DEEPEST: Final = 14  # elements in elements that Typst can walk through
WORDS: Final = ("In plain words", "Contents", "References")
ABOUT: Final = "Study notes on machine learning, written as questions and answers."


def tree(html: str) -> list[Any]:
    """Return HTML as what Typst can walk through: texts, and dictionaries for elements.

    Texts stay data on the way into the book, so nothing in them can be taken for Typst's markup.
    """
    soup = BeautifulSoup(html, "html.parser")
    return [node for child in soup.children if (node := _node(child)) is not None]


def _node(element: Any, depth: int = 0) -> Any:
    if isinstance(element, NavigableString):
        return str(element) if element.strip() or not _is_between_blocks(element) else None
    if not isinstance(element, Tag):
        return None
    if element.name == "math":
        tex, block = str(element.get("alttext", "")), element.get("display") == "block"
        return {"name": "math", "steps": steps(element), "block": block, "children": [tex]}
    if depth == DEEPEST:
        return {"name": "span", "children": [element.get_text(" ")]}
    children = [_node(child, depth + 1) for child in element.children]
    node = {"name": element.name, "children": children}
    if element.get("lang"):
        node["lang"] = str(element["lang"])
    if href := str(element.get("href", "")):
        node |= {"href": href, "target": href.partition("#")[2]}
    return node


def _is_between_blocks(space: NavigableString) -> bool:
    beside = (space.previous_sibling, space.next_sibling)
    return _is_block(space.parent) or any(
        isinstance(each, Tag) and each.get("display") == "block" for each in beside
    )


def _is_block(element: Tag | None) -> bool:
    return element is None or element.name in {
        "[document]",
        "ul",
        "ol",
        "blockquote",
        "table",
        "tr",
    }


def book(content: dict[str, Any], text: Callable[[str], str]) -> dict[str, Any]:
    """Return all that the template needs, in the language of the edition."""
    topics = [
        {
            "id": topic["id"],
            "title": shorten(topic["title"], LONGEST_TITLE),
            "questions": [_question(question) for question in questions],
        }
        for topic, questions in topics_of(content)
    ]
    return {
        "title": content["title"],
        "about": text(ABOUT),
        "language": content["language"],
        "url": content["url"],
        "words": {word: text(word) for word in WORDS},
        "topics": topics,
    }


def _question(question: dict[str, Any]) -> dict[str, Any]:
    plain = question["plain"]
    return {
        "id": question["id"],
        "title": shorten(question["question"], LONGEST_TITLE),
        "url": question["url"] if question["url"].startswith("http") else "",
        "answer": tree(question["answer"]["html"]),
        "plain": {"title": plain["question"] or "", "body": tree(plain["html"])} if plain else None,
        "references": question["references"],
    }


def write_pdf(path: Path, content: dict[str, Any], text: Callable[[str], str]) -> None:
    """Set an edition as a book.

    Args:
        path: The file to write.
        content: What questions.json of the edition has.
        text: Gets a text of the interface, returns it in the language of the edition.

    Raises:
        ExtensionError: The book cannot be set; nothing is written.
    """
    texts = {"book": json.dumps(book(content, text), ensure_ascii=False)}
    path.write_bytes(typeset(HERE / "book.typ", texts, "pdf", made_at()))
