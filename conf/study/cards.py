"""The questions of a topic with their answers, as data that the study page loads."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from page_parts.files import write_data
from page_parts.questions import questions_on
from page_parts.slices import Section, closing, sections
from sphinx.application import Sphinx

TITLE: Final = re.compile(
    r'<h[1-6]\b[^>]*>(.*?)(?:<a class="headerlink"[^>]*>[^<]*</a>)?</h[1-6]>', re.DOTALL
)
SECTION: Final = re.compile(r"</?section\b[^>]*>\n?")
FOOT: Final = '<div class="question-foot">'
STATE: Final = re.compile(r'<p class="[^"]*\btranslation-state\b[^"]*">.*?</p>\n?', re.DOTALL)
ID: Final = re.compile(r'(<[a-z][^<>]*?) id="[^"]*"')
LINK: Final = re.compile(r'(<a\b[^<>]*?\bhref=")([^"]*)"')


def write_cards(app: Sphinx, docname: str, body: str, page: str) -> None:
    """Write the cards of a topic.

    Args:
        app: The application.
        docname: The topic.
        body: Its HTML, as Sphinx wrote it.
        page: The page on which the cards will be shown; links are made to start there.
    """
    builder: Any = app.builder
    here, there = builder.get_target_uri(docname), builder.get_target_uri(page)
    names = [question.id for question in questions_on(app, docname)]
    parts = sections(body, set(names))
    cards = [{"id": name, **_card(parts[name], here, there)} for name in names]
    value = {"title": app.env.titles[docname].astext(), "link": here, "cards": cards}
    write_data(app, f"study/{docname}", value)


def _card(section: Section, here: str, there: str) -> dict[str, str]:
    title = TITLE.search(section.html)
    answer = _flat(STATE.sub("", _without_foot(section.body))).strip()
    classes = " ".join(["answer", *section.classes.split(), "docutils", "container"])
    return {
        "question": _moved(f"<span>{title[1] if title else ''}</span>", here, there),
        "answer": _moved(f'<div class="{classes}">\n{answer}\n</div>', here, there),
    }


def _without_foot(html: str) -> str:
    if (start := html.find(FOOT)) < 0:
        return html
    return html[:start] + html[closing(html, "div", start + len(FOOT)) + len("</div>") :]


def _flat(html: str) -> str:
    """Headings in an answer become captions: a card has no sections, so none to point at."""
    return SECTION.sub("", TITLE.sub(r'<p class="rubric">\1</p>', html))


def _moved(html: str, here: str, there: str) -> str:
    """Let links start from another page, and leave ids on the page that has them."""
    up = "../" * there.count("/")

    def move(found: re.Match[str]) -> str:
        uri = unescape(found[2])
        moved = uri if urlsplit(uri).scheme else up + urljoin(here, uri)
        return f'{found[1]}{escape(moved)}"'

    return LINK.sub(move, ID.sub(r"\1", html))
