"""The search box before a search and after one that found nothing; every state on every screen."""

from __future__ import annotations

import re

import pytest
from browser import accessibility_findings
from playwright.sync_api import Page, expect
from screens import PHONE, NewContext
from search_pages import DESKTOP, HALF, TOPIC, open_box, results


def test_the_start_screen_leads_to_the_topics_by_keyboard(page: Page) -> None:
    page.goto("ko/")
    open_box(page)
    expect(page.get_by_role("dialog").get_by_role("heading", name="주제")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/ko/{re.escape(TOPIC)}$"))


def test_chosen_searches_are_remembered_and_can_be_removed(page: Page) -> None:
    page.goto("ko/")
    for query in ("dropout", "양자화", "데이터 병렬화"):
        results(page, query)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#q-"))
        page.goto("en/")
    open_box(page)
    recent = page.get_by_role("dialog").locator("section").filter(has_text="Recent searches")
    names = recent.locator(".search-item")
    expect(names).to_have_text(["데이터 병렬화", "양자화", "dropout"])
    recent.get_by_role("button", name="Remove “양자화” from the recent searches").click()
    expect(names).to_have_text(["데이터 병렬화", "dropout"])
    names.nth(1).click()
    expect(page.get_by_role("combobox")).to_have_value("dropout")
    page.get_by_role("combobox").fill("")
    recent.get_by_role("button", name="Remove all").click()
    expect(recent).to_have_count(0)
    assert page.evaluate("localStorage.getItem('mundap-recent-searches')") is None


def test_a_search_that_finds_nothing_says_so_and_leads_on(page: Page) -> None:
    page.goto("ko/")
    open_box(page).fill("김치찌개 레시피")
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("김치찌개 레시피 검색 결과가 없습니다.")
    expect(box.get_by_role("status")).to_have_text("결과가 없습니다")
    expect(box.get_by_role("link", name="색인")).to_be_visible()
    box.get_by_role("link", name="English 문서에서 찾기").click()
    expect(page).to_have_url(re.compile("/en/search.html"))
    expect(page.get_by_role("combobox")).to_have_value("김치찌개 레시피")


def test_what_was_meant_is_taken_over_by_one_click(page: Page) -> None:
    page.goto("ko/")
    results(page, "didwkghk")
    page.get_by_role("button", name="양자화", exact=True).click()
    expect(page.get_by_role("combobox")).to_have_value("양자화")
    expect(page.get_by_role("combobox")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_any_state(
    new_context: NewContext, size: dict[str, int], scheme: str
) -> None:
    page = new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto("ko/")
    page.evaluate("localStorage.setItem('mundap-recent-searches', '[\"양자화\"]')")
    found = {}
    field = open_box(page)
    expect(page.get_by_role("dialog").get_by_role("heading", name="주제")).to_be_visible()
    found["start"] = accessibility_findings(page)
    for query in ("didwkghk", "미세 조정", "김치찌개 레시피"):
        field.fill(query)
        expect(page.get_by_role("dialog").get_by_role("status")).not_to_be_empty()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".search-unwritten")).to_have_count(0)  # a few results in each frame
        found[query] = accessibility_findings(page)
    assert [line for lines in found.values() for line in lines] == []


@pytest.mark.parametrize("size", [PHONE, HALF], ids=["phone", "zoomed"])
def test_the_whole_box_fits_a_small_screen(new_context: NewContext, size: dict[str, int]) -> None:
    page = new_context(viewport=size).new_page()
    page.goto("ko/")
    results(page, "미세 조정")
    expect(page.get_by_role("button", name="닫기")).to_be_in_viewport(ratio=1)
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_phones_keyboard_does_not_cover_the_results(new_context: NewContext) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto("ko/")
    results(page, "미세 조정")
    page.evaluate(
        """() => {
        Object.defineProperty(visualViewport, "height", { get: () => 400 });
        visualViewport.dispatchEvent(new Event("resize"));
    }"""
    )
    bottom = "(box) => box.getBoundingClientRect().bottom"
    assert page.get_by_role("dialog").evaluate(bottom) == 400
