"""An edition as EPUB 3: a chapter for each topic, with every question in the contents."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

from ebooklib import epub
from jinja2 import Environment, FileSystemLoader
from taken_along import NAME, made_at, portable, topics_of

HERE: Final = Path(__file__).parent
ABOUT: Final = "Study notes on machine learning, written as questions and answers."


def _chapter(
    file: str, title: str, language: str, body: str, style: epub.EpubItem
) -> epub.EpubHtml:
    chapter = epub.EpubHtml(title=title, file_name=file, lang=language, content=body)
    chapter.add_item(style)
    if "<math" in body:
        chapter.properties.append("mathml")
    return chapter


def _identifier(content: dict[str, Any]) -> str:
    name = f"{NAME}/{content['url']}/{content['language']}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def write_epub(path: Path, content: dict[str, Any], text: Callable[[str], str]) -> None:
    """Write an edition as a book for e-readers.

    Args:
        path: The file to write.
        content: What questions.json of the edition has.
        text: Gets a text of the interface, returns it in the language of the edition.
    """
    book, language = epub.EpubBook(), content["language"]
    book.set_identifier(_identifier(content))
    book.set_title(content["title"])
    book.set_language(language)
    book.add_metadata("DC", "description", text(ABOUT))
    if content["url"]:
        book.add_metadata("DC", "source", content["url"])
    css = (HERE / "book.css").read_text(encoding="utf-8")
    style = epub.EpubItem("style", "book.css", "text/css", css.encode())
    book.add_item(style)
    front = f"<h1>{escape(content['title'])}</h1><p>{escape(text(ABOUT))}</p>"
    chapters = [_chapter("title.xhtml", content["title"], language, front, style)]
    chapters += [
        _chapter(f"{topic['id']}.xhtml", topic["title"], language, body, style)
        for topic, body in _bodies(content, text)
    ]
    _assemble(book, chapters, content, text, style)
    modified = datetime.fromtimestamp(made_at(), UTC)
    epub.write_epub(str(path), book, {"mtime": modified, "raise_exceptions": True})


def _bodies(content: dict[str, Any], text: Callable[[str], str]) -> list[tuple[Any, str]]:
    places = {q["id"]: f"{q['topic']['id']}.xhtml#{q['id']}" for q in content["questions"]}
    loader = FileSystemLoader(HERE)
    pages = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = pages.get_template("chapter.xhtml")
    return [
        (
            topic,
            template.render(topic=topic, questions=questions, text=text, inside=_inside(places)),
        )
        for topic, questions in topics_of(content)
    ]


def _inside(places: dict[str, str]) -> Callable[[str], str]:
    return lambda html: portable(html, places.get)


def _assemble(
    book: epub.EpubBook,
    chapters: list[epub.EpubHtml],
    content: dict[str, Any],
    text: Callable[[str], str],
    style: epub.EpubItem,
) -> None:
    for chapter in chapters:
        book.add_item(chapter)
    book.toc = [chapters[0]]
    for topic, questions in topics_of(content):
        name = f"{topic['id']}.xhtml"
        links = [epub.Link(f"{name}#{q['id']}", q["question"], q["id"]) for q in questions]
        book.toc.append((epub.Section(topic["title"], name), links))
    book.add_item(epub.EpubNcx())
    nav = epub.EpubNav(title=text("Contents"))
    nav.add_item(style)
    book.add_item(nav)
    book.spine = [chapters[0], nav, *chapters[1:]]
