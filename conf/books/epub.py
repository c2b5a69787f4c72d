"""An edition as EPUB 3: a chapter for each topic, with every question in the contents."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Final

from ebooklib import epub
from jinja2 import Environment, FileSystemLoader
from kept import digest, kept
from taken_along import NAME, made_at, portable, same_bytes, topics_of

Page = Callable[[Callable[[], bytes]], bytes]
HERE: Final = Path(__file__).parent
ABOUT: Final = "Study notes on machine learning, written as questions and answers."


class Chapter(epub.EpubHtml):  # type: ignore[misc]  # ebooklib has no types
    """A chapter; `page` gets what makes its XHTML, returns it, and may have kept it.

    `body` returns what stands in it.
    """

    def __init__(self, body: Callable[[], str], page: Page, **facts: Any) -> None:
        super().__init__(**facts)
        self.body, self.page = body, page

    def get_content(self, default: object = None) -> bytes:
        """Return the chapter as XHTML."""
        return self.page(partial(self._make, default))

    def _make(self, default: object) -> bytes:
        self.content = self.body()
        return bytes(super().get_content(default))


def _identifier(content: dict[str, Any]) -> str:
    name = f"{NAME}/{content['url']}/{content['language']}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def write_epub(
    path: Path, content: dict[str, Any], text: Callable[[str], str], folder: Path
) -> None:
    """Write an edition as a book for e-readers.

    Args:
        path: The file to write.
        content: What questions.json of the edition has.
        text: Gets a text of the interface, returns it in the language of the edition.
        folder: Where chapters are kept.
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
    chapters = [
        Chapter(lambda: front, _anew, title=content["title"], file_name="title.xhtml"),
        *_topics(content, text, folder),
    ]
    for chapter in chapters:
        chapter.lang = language
        chapter.add_item(style)
    _assemble(book, chapters, content, text, style)
    modified = datetime.fromtimestamp(made_at(), UTC)
    # No list of pages, for which each chapter would be parsed again; and nothing is packed yet,
    # since all parts are written again without the time of today.
    options = {"mtime": modified, "raise_exceptions": True}
    options |= {"compresslevel": 0, "epub3_pages": False}
    epub.write_epub(str(path), book, options)
    same_bytes(path)


def _topics(content: dict[str, Any], text: Callable[[str], str], folder: Path) -> Iterator[Chapter]:
    places = {q["id"]: f"{q['topic']['id']}.xhtml#{q['id']}" for q in content["questions"]}
    loader = FileSystemLoader(HERE)
    pages = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = pages.get_template("chapter.xhtml")
    linked = json.dumps(places).encode()  # what links in any chapter lead to
    for topic, questions in topics_of(content):
        facts = {"topic": topic, "questions": questions, "text": text, "inside": _inside(places)}
        said = json.dumps([topic, questions])
        chapter = Chapter(
            partial(template.render, facts),
            partial(
                kept, folder / content["language"] / topic["id"], digest(said.encode(), linked)
            ),
            title=topic["title"],
            file_name=f"{topic['id']}.xhtml",
        )
        chapter.properties += ["mathml"] if "<math" in said else []
        yield chapter


def _anew(make: Callable[[], bytes]) -> bytes:
    return make()


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
