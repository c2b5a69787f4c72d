"""Trees of nodes are walked as docutils walks them, and what was written is free at once."""

from __future__ import annotations

import gc
import weakref
from typing import Any, cast

import pytest
from doctree_memory import take_apart, tidy
from docutils import nodes
from docutils.utils import Reporter, new_document
from quick_trees import _docutils_findall, findall
from sphinx.application import Sphinx

CONDITIONS = [None, nodes.Text, nodes.Element, nodes.section, lambda node: node.children]


def tree() -> nodes.document:
    document = new_document("page.md")
    link = nodes.reference("", "a link", nodes.strong("", "strong"))
    section = nodes.section("", nodes.title("", "Title"), nodes.paragraph("", "See ", link))
    document += nodes.section("", section, nodes.bullet_list(), nodes.paragraph("", "End"))
    return document


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("include_self", [True, False])
def test_a_tree_is_walked_in_the_order_of_docutils(condition: Any, *, include_self: bool) -> None:
    for start in tree().findall():
        expected = list(map(id, _docutils_findall(start, condition, include_self)))
        assert expected == list(map(id, findall(start, condition, include_self)))


def test_a_doctree_that_was_taken_apart_is_no_garbage() -> None:
    document = tree()
    section = weakref.ref(document[0])
    gc.disable()
    try:
        take_apart(document)
        del document
        assert section() is None
    finally:
        gc.enable()


def test_a_translated_text_is_of_the_document_of_its_page() -> None:
    page, translated = tree(), new_document("page.md:1:<translated>")
    translated += nodes.paragraph("", "", nodes.strong("", "강조"))
    paragraph = next(page.findall(nodes.paragraph))
    paragraph.children = list(translated[0].children)  # as Sphinx puts a translation into a page
    paragraph[0].parent = paragraph
    paragraph[0].document = translated
    tidy(cast("Sphinx", None), page)
    assert {node.document for node in page.findall()} == {page}


def test_a_page_keeps_no_note_of_a_target_that_nothing_refers_to() -> None:
    page = tree()
    for level in ("INFO", "WARNING"):
        number = getattr(Reporter, f"{level}_LEVEL")
        page.note_transform_message(nodes.system_message(level, level=number, type=level))
    tidy(cast("Sphinx", None), page)
    assert [message["type"] for message in page.transform_messages] == ["WARNING"]
