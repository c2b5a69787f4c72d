"""All questions of the site, for the extensions that lead from one to another."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.util.nodes import extract_messages
from topics import question_id, topics_in_order

from .parts import question_sections, title_of


@dataclass(frozen=True)
class SiteQuestion:
    """A question: its id, its topic, its title as shown, and its texts in the source language."""

    id: str
    docname: str
    title: str
    title_source: str
    texts: tuple[str, ...]


def site_questions(app: Sphinx) -> dict[str, SiteQuestion]:
    """Return the questions of all topics by id, in the order of the site; read once."""
    kept: dict[str, SiteQuestion] = app.__dict__.setdefault("site_questions", {})
    if not kept:
        kept.update({each.id: each for each in _read(app)})
    return kept


def questions_on(app: Sphinx, docname: str) -> list[SiteQuestion]:
    """Return the questions of one page."""
    return _kept(app.env).get(docname, [])


def _read(app: Sphinx) -> Iterator[SiteQuestion]:
    for docname in topics_in_order(app.env):
        yield from questions_on(app, docname)


def _kept(env: BuildEnvironment) -> dict[str, list[SiteQuestion]]:
    kept: dict[str, list[SiteQuestion]] = env.__dict__.setdefault("page_questions", {})
    return kept


class SiteQuestionCollector(EnvironmentCollector):
    """Keeps the questions of each page, so that no doctree has to be read again for them."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget the questions of a page."""
        _kept(env).pop(docname, None)

    def merge_other(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over what another process read."""
        _kept(env).update({k: v for k, v in _kept(other).items() if k in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Keep the questions of a page that was just read."""
        docname = app.env.current_document.docname
        if found := list(_of_page(docname, doctree)):
            _kept(app.env)[docname] = found


def _of_page(docname: str, doctree: nodes.document) -> Iterator[SiteQuestion]:
    for section in question_sections(doctree):
        title = title_of(section)
        texts = [
            (node.rawsource or node.astext()).strip()
            for node, _message in extract_messages(section)
            if isinstance(node, nodes.paragraph)
        ]
        source = (title.rawsource or title.astext()).strip()
        name = question_id(section) or ""
        yield SiteQuestion(name, docname, title.astext(), source, tuple(texts))


def question_link(app: Sphinx, question: SiteQuestion) -> str:
    """Return the link to a question from the page that is being written."""
    here = app.env.current_document.docname
    page = "" if here == question.docname else app.builder.get_relative_uri(here, question.docname)
    return f"{page}#{question.id}"
