"""Sphinx extension: what a page is about, as JSON-LD in the vocabulary of schema.org.

A topic is a `Quiz` of flashcards: Google's documentation has that for questions with one answer
by the site's own authors (Education Q&A), while `QAPage` is for answers by users and `FAQPage`
for authorities. https://developers.google.com/search/docs/appearance/structured-data
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from question_data.collect import parts_of, title_of
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from topics import counts, question_id, sections_of


def quiz(doctree: nodes.document, url: str, language: str) -> dict[str, Any]:
    """Return a topic as flashcards.

    Args:
        doctree: The translated topic.
        url: Its public address, or "" when that is not known.
        language: The language of the edition.
    """
    title = title_of(doctree)
    cards = [_card(section, url) for section in sections_of(doctree) if _is(section)]
    return _known(
        {
            "@type": "Quiz",
            "name": title,
            "url": url,
            "inLanguage": language,
            "about": {"@type": "Thing", "name": title},
            "isAccessibleForFree": True,
            "learningResourceType": "Flashcards",
            "hasPart": cards,
        }
    )


def _is(section: nodes.section) -> bool:
    return question_id(section) is not None


def _card(section: nodes.section, url: str) -> dict[str, Any]:
    parts, _box = parts_of(section)
    text = "\n\n".join(" ".join(part.astext().split()) for part in parts)
    return _known(
        {
            "@type": "Question",
            "eduQuestionType": "Flashcard",
            "text": title_of(section),
            "url": f"{url}#{question_id(section)}" if url else "",
            "acceptedAnswer": {"@type": "Answer", "text": text},
        }
    )


def breadcrumbs(trail: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the way to a page: names and public addresses, the page itself last."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in ("", [])}


def script(graph: list[dict[str, Any]]) -> str:
    """Return the content of a script element; no text in it can end the element."""
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _add(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if doctree is None:
        return
    url, language = context.get("pageurl") or "", app.config.language
    graph: list[dict[str, Any]] = []
    if pagename == app.config.root_doc:
        site = {"@type": "WebSite", "name": _("Mundap"), "url": url, "inLanguage": language}
        graph.append(_known({**site, "description": context.get("page_description", "")}))
    elif url:
        graph.append(breadcrumbs(_trail(app, pagename)))
    if pagename in counts(app.env):
        graph.append(quiz(doctree, url, language))
    context["structured_data"] = script(graph) if graph else ""


def _trail(app: Sphinx, pagename: str) -> list[tuple[str, str]]:
    relations = getattr(app.builder, "relations", None) or app.env.collect_relations()
    trail: list[tuple[str, str]] = []
    name: str | None = pagename
    while name:
        title = " ".join(app.env.titles[name].astext().split())
        url = app.config.html_baseurl + app.builder.get_target_uri(name)
        trail.insert(0, (_("Mundap") if name == app.config.root_doc else title, url))
        name = relations[name][0] if name in relations else None
    return trail


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _add)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
