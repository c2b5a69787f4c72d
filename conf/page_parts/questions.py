"""All questions of the site, for the extensions that lead from one to another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from page_collector import PackedCollector, PageCollector
from sphinx.application import Sphinx
from topics import paragraphs_of, question_id, topics_in_order

from .parts import question_sections, title_of


@dataclass(frozen=True)
class SiteQuestion:
    """A question: its id, its topic, its title as shown and in the source language."""

    id: str
    docname: str
    title: str
    title_source: str


def site_questions(app: Sphinx) -> dict[str, SiteQuestion]:
    """Return the questions of all topics by id, in the order of the site; read once."""
    kept: dict[str, SiteQuestion] = app.__dict__.setdefault("site_questions", {})
    if not kept:
        kept.update({each.id: each for each in _read(app)})
    return kept


def questions_on(app: Sphinx, docname: str) -> list[SiteQuestion]:
    """Return the questions of one page."""
    return SiteQuestionCollector.kept(app.env).get(docname, [])


def _read(app: Sphinx) -> Iterator[SiteQuestion]:
    for docname in topics_in_order(app.env):
        yield from questions_on(app, docname)


class SiteQuestionCollector(PageCollector[list[SiteQuestion]]):
    """Keeps the questions of each page."""

    name = "page_questions"

    def find(self, doctree: nodes.document) -> list[SiteQuestion] | None:
        """Return the questions of a page that has any."""
        return list(_of_page(doctree.settings.env.current_document.docname, doctree)) or None


def _of_page(docname: str, doctree: nodes.document) -> Iterator[SiteQuestion]:
    for section in question_sections(doctree):
        title = title_of(section)
        yield SiteQuestion(question_id(section) or "", docname, title.astext(), _source(title))


class SiteTextsCollector(PackedCollector[str]):
    """Keeps the title and the texts of each question of each page, in the source language.

    As JSON, so that what is packed is the same in each edition.
    """

    name = "page_question_texts"

    def read(self, doctree: nodes.document) -> str | None:
        """Return the texts of a page that has questions."""
        sections = question_sections(doctree)
        return json.dumps(list(map(_texts, sections))) if sections else None


def _texts(section: nodes.section) -> list[str]:
    texts = (each.rawsource.strip() for each in paragraphs_of(section))
    return [_source(title_of(section)), *texts]


def _source(title: nodes.title) -> str:
    return (title.rawsource or title.astext()).strip()


def question_link(app: Sphinx, question: SiteQuestion) -> str:
    """Return the link to a question from the page that is being written."""
    here = app.env.current_document.docname
    page = "" if here == question.docname else app.builder.get_relative_uri(here, question.docname)
    return f"{page}#{question.id}"
