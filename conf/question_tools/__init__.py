"""Sphinx extension: the foot of each question.

It copies the question's address, leads to related questions and to the sources that the answer
links to, says where the question comes from and, where the repository's address is known, lets
readers report a mistake and edit the notes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from docutils import nodes
from editorial_file import EDITORIAL
from kept import folder_of_all
from kept_together import together
from markupsafe import Markup, escape
from page_facts import add_facts
from page_parts.parts import add_parts, render
from page_parts.questions import (
    SiteQuestion,
    SiteTextsCollector,
    question_link,
    questions_on,
    site_questions,
)
from question_state import repository
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from topics import question_id, topics_in_order

from .data import SOURCES, Source, read_related, read_sources
from .related import most_alike, with_choice

HERE: Final = Path(__file__).parent


def foot(app: Sphinx, section: nodes.section) -> str:
    """Return the foot of a question."""
    name = question_id(section) or ""
    related, sources = _facts(app)
    questions = site_questions(app)
    others = [questions[other] for other in related.get(name, ())]
    return render(
        HERE / "foot.html",
        related=[{"link": question_link(app, each), "title": _title(each)} for each in others],
        references=references(section),
        source=sources.get(name),
        **_addresses(name, sources.get(name)),
    )


def _title(question: SiteQuestion) -> Markup:
    return Markup(together(escape(question.title)))  # noqa: S704 - escaped, and one element more


def references(section: nodes.section) -> list[dict[str, str]]:
    """Return the pages elsewhere that an answer links to: address, and what to call it."""
    found: dict[str, str] = {}
    for link in section.findall(nodes.reference):
        address = link.get("refuri", "")
        if urlsplit(address).scheme in {"http", "https"} and not _is_ours(link):
            found.setdefault(address, short_name(address))
    return [{"address": address, "name": name} for address, name in found.items()]


def _is_ours(link: nodes.Element) -> bool:
    return "translation-state" in link.parent.get("classes", ())


def short_name(address: str) -> str:
    """Return an address as a reader would say it: no scheme, no `www.`, no slash at the end."""
    parts = urlsplit(address)
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/")


def _addresses(name: str, source: Source | None) -> dict[str, str]:
    """Return the links to the repository, empty if it is not known."""
    if not (ours := repository()):
        return {"report": "", "edit": "", "seed": ""}
    # Short, since every question has one; page.js fills in more when a reader comes to the link.
    report = urlencode({"title": name}, quote_via=quote)
    seed = f"docs/seeds/{quote(source.seed)}" if source else "docs/seeds"
    lines = f"#L{source.first}-L{source.last}" if source else ""
    return {
        "report": f"{ours}/issues/new?{report}",
        "edit": f"{ours}/{'edit' if source else 'tree'}/main/{seed}",
        "seed": f"{ours}/blob/main/{seed}{lines}",
    }


def _facts(app: Sphinx) -> tuple[dict[str, list[str]], dict[str, Source]]:
    """Return what is related and where questions come from; worked out once a build."""
    kept: list[Any] = app.__dict__.setdefault("question_facts", [])
    if not kept:
        questions = site_questions(app)
        docs = Path(app.srcdir)
        try:
            chosen = read_related(docs / EDITORIAL, questions.values())
            kept.append(with_choice(_alike(app), chosen))
            kept.append(read_sources(docs / SOURCES))
        except ValueError as error:
            raise ExtensionError(str(error)) from error
    return kept[0], kept[1]


def _alike(app: Sphinx) -> dict[str, list[str]]:
    texts = SiteTextsCollector.kept(app.env)
    pages = {name: texts[name] for name in topics_in_order(app.env) if name in texts}
    ids = [each.id for name in pages for each in questions_on(app, name)]
    return most_alike(ids, pages, folder_of_all(app, "related"))


def _shown(app: Sphinx, docname: str) -> list[Any]:
    """Return what the feet of a page's questions show of other questions and of the notes."""
    related, sources = _facts(app)
    questions = site_questions(app)
    return [
        [sources.get(each.id), [[to, questions[to].title] for to in related.get(each.id, ())]]
        for each in questions_on(app, docname)
    ]


def texts() -> dict[str, str]:
    """Return what the copy button says, and what a report begins with."""
    return {
        "copied": _("Link copied"),
        "notCopied": _("The link is in the address bar."),
        "mistake": _("Mistake in: {title}"),
        "whatIsWrong": _("Page: {address}\n\nWhat is wrong, and how would it be right?\n\n"),
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    add_parts(app, HERE, foot=foot, texts=texts)
    add_facts(app, _shown)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
