"""Sphinx extension: the page `study`, on which readers test themselves.

The page asks the questions of the topics that a reader chooses; what is due comes back by FSRS.
Progress stays in the browser and in files that the reader saves. Without scripts the page says
what it would do and leads to the topics.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from page_parts import on_pages
from page_parts.files import joined, write
from page_parts.parts import add_parts, parts_of, render
from page_parts.questions import site_questions
from page_parts.scripts import linked
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from topics import count_text, counts, topics_in_order

from .cards import write_cards

HERE: Final = Path(__file__).parent
PAGE: Final = "study"
MODULES: Final = ("fsrs.js", "deck.js", "files.js", "times.js", "study.js")


def bar(app: Sphinx, document: nodes.document) -> str:
    """Return the link from a topic to its questions on the page."""
    name = app.env.current_document.docname
    uri = app.builder.get_relative_uri(name, PAGE)
    return render(HERE / "study-link.html", uri=uri, topic=name)


def texts() -> dict[str, str]:
    """Return the words that the script fills in."""
    return {
        "studyState": _("{new} new · {due} due · {learned} learned"),
        "studyLeft": _("{n} left"),
        "studyNothing": _("Nothing is due in these topics. The next question comes back {when}."),
        "studyDone": _("You answered {n} times and knew {right}."),
        "studyNext": _("The next question comes back {when}."),
        "studyChoose": _("Choose at least one topic."),
        "studyForget": _("Forget your progress in every topic?"),
        "studyForgotten": _("Your progress is forgotten."),
        "studyTaken": _("The progress of {n} questions is here now."),
        "studyRefused": _("This file is no progress of Mundap. Nothing was changed."),
        "studyUnkept": _("This browser keeps nothing: your progress ends with this page."),
        "studyFailed": _("The questions could not be loaded. Try again."),
    }


def topics(app: Sphinx) -> list[dict[str, Any]]:
    """Return the topics: link, title, number of questions and their ids."""
    ids: dict[str, list[str]] = {}
    for question in site_questions(app).values():
        ids.setdefault(question.docname, []).append(question.id)
    return [
        {
            "name": name,
            "link": app.builder.get_relative_uri(PAGE, name),
            "title": app.env.titles[name].astext(),
            "count": count_text(counts(app.env)[name]),
            "ids": " ".join(ids.get(name, ())),
        }
        for name in topics_in_order(app.env)
    ]


def _write_script(app: Sphinx, builder: Builder) -> None:
    if on_pages(app):
        write(app, "study.js", f'"use strict";\n{linked(HERE / name for name in MODULES)}')
        write(app, "study.css", joined([HERE / "study.css"]))
        parts_of(app).pages.add(PAGE)


def _add_to_page(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if not on_pages(app):
        return
    pages = context.setdefault("further_pages", [])
    pages.append({"name": PAGE, "title": _("Study")})
    if doctree and pagename in counts(app.env):
        write_cards(app, pagename, context["body"], PAGE)
    if pagename == PAGE:
        app.add_js_file("study.js", loading_method="defer")
        app.add_css_file("study.css")


def _add_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if on_pages(app):
        yield PAGE, {"study_topics": topics(app)}, "study.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    add_parts(app, HERE, bar=bar, texts=texts)
    app.connect("write-started", _write_script)
    app.connect("html-page-context", _add_to_page, priority=410)
    app.connect("html-collect-pages", _add_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
