"""Hostile input of the search is text: in the query, in titles and in answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from search_pages import open_box


@pytest.mark.parametrize(
    "query",
    [
        "가나다라 " * 2000,
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        ".*+?^${}()|[]\\",
        "\u202eabc\u200f model",
        "'\"`{query}{n}",
        "__proto__ constructor toString",
    ],
    ids=["long", "markup", "regex", "right-to-left", "quotes", "names"],
)
def test_a_hostile_query_is_text(page: Page, query: str) -> None:
    page.goto("en/")
    open_box(page).fill(query)
    expect(page.get_by_role("dialog").get_by_role("status")).not_to_be_empty()
    box = page.get_by_role("dialog")
    assert box.locator("script, img, [onerror]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_lone_surrogate_is_searched_for_like_any_letter(page: Page) -> None:
    page.goto("en/")
    field = open_box(page)
    field.evaluate(
        """(field) => { field.value = "zzzz \\ud83d"; field.dispatchEvent(new Event("input")); }"""
    )
    expect(page.get_by_role("dialog")).to_contain_text("No question was found for")
