"""The questions of a topic with their answers, as data that the study page loads."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from page_parts.files import write_data
from page_parts.fragments import fragment
from page_parts.parts import question_sections, title_of
from sphinx import addnodes
from sphinx.application import Sphinx
from topics import question_id

NO_ANSWER: Final = (nodes.title, nodes.target, fragment, addnodes.index)
BELOW_ANSWER: Final = "translation-state"


def write_cards(app: Sphinx, docname: str, doctree: nodes.document, page: str) -> None:
    """Write the cards of a topic.

    Args:
        app: The application.
        docname: The topic.
        doctree: The topic, translated and with its links resolved.
        page: The page on which the cards will be shown; links are made to start there.
    """
    builder: Any = app.builder
    here, there = builder.get_target_uri(docname), builder.get_target_uri(page)
    cards = [_card(builder, section, here, there) for section in question_sections(doctree)]
    value = {"title": app.env.titles[docname].astext(), "link": here, "cards": cards}
    write_data(app, f"study/{docname}", value)


def _card(builder: Any, section: nodes.section, here: str, there: str) -> dict[str, str]:
    answer = nodes.container(classes=["answer", *section["classes"]])
    for child in section.children:
        if not isinstance(child, NO_ANSWER) and BELOW_ANSWER not in _classes(child):
            answer += child.deepcopy()
    title = title_of(section)
    question = nodes.inline("", "", *[child.deepcopy() for child in title.children])
    for part in (answer, question):
        _move_links(part, here, there)
    return {
        "id": question_id(section) or "",
        "question": str(builder.render_partial(question)["fragment"]).strip(),
        "answer": str(builder.render_partial(answer)["fragment"]).strip(),
    }


def _classes(node: nodes.Node) -> list[str]:
    return list(node.get("classes", ())) if isinstance(node, nodes.Element) else []


def _move_links(part: nodes.Element, here: str, there: str) -> None:
    """Let links start from another page, and leave ids on the page that has them."""
    up = "../" * there.count("/")
    for node in part.findall(nodes.Element):
        node["ids"] = []
        if isinstance(node, nodes.reference):
            uri = node.get("refuri", "") or f"#{node.attributes.pop('refid', '')}"
            if not urlsplit(uri).scheme:
                node["refuri"] = up + urljoin(here, uri)
