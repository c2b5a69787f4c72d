"""The search box opens, loads what it needs, and closes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import until
from playwright.sync_api import Page, Route, expect
from screens import PHONE, NewContext
from search_pages import DESKTOP, TOPIC, open_box, results


@pytest.mark.parametrize(
    ("platform", "key"), [("Linux", "/"), ("Linux", "Control+k"), ("MacIntel", "Meta+k")]
)
def test_a_key_opens_the_box_and_the_same_shortcut_closes_it(
    page: Page, platform: str, key: str
) -> None:
    page.add_init_script(
        f"Object.defineProperty(navigator, 'platform', {{get: () => '{platform}'}})"
    )
    page.goto("ko/")
    page.keyboard.press(key)
    box = page.get_by_role("dialog", name="사이트 검색")
    expect(box.get_by_role("combobox", name="질문 검색")).to_be_focused()
    page.keyboard.press("Control+k" if platform == "Linux" else "Meta+k")
    expect(box).not_to_be_visible()


def test_a_korean_keyboard_opens_it_too(page: Page) -> None:
    page.goto("ko/")
    key = "{key: 'ㅏ', code: 'KeyK', ctrlKey: true}"
    page.evaluate(f"document.dispatchEvent(new KeyboardEvent('keydown', {key}))")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_slash_in_the_field_is_a_letter(page: Page) -> None:
    page.goto("en/")
    field = open_box(page)
    page.keyboard.type("top-k/top-p")
    expect(field).to_have_value("top-k/top-p")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_button_opens_the_box_and_gets_the_focus_back(
    new_context: NewContext, size: dict[str, int]
) -> None:
    page = new_context(viewport=size).new_page()
    page.goto("en/")
    button = page.get_by_role("button", name="Search")
    button.click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_nothing_of_the_search_is_loaded_before_a_reader_reaches_for_it(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"ko/{TOPIC}", wait_until="networkidle")
    assert [url for url in asked if "/search/" in url or "search-box" in url] == []
    page.get_by_role("button", name="검색").hover()
    until(page, "globalThis.questionSearch !== undefined")
    assert [url for url in asked if "engine-" in url] != []


def test_what_is_typed_before_the_box_is_loaded_is_not_lost(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:  # Playwright takes no method of a built-in type
        held.append(route)

    page.route("**/search-box.js*", hold)
    page.goto("en/")
    with page.expect_request("**/search-box.js*"):
        page.keyboard.press("/")
    page.keyboard.type("dropout")
    held[0].continue_()
    expect(page.get_by_role("option").first).to_contain_text("dropout")
    expect(page.get_by_role("combobox")).to_have_value("dropout")


def test_escape_clears_and_then_closes(page: Page) -> None:
    page.goto("en/")
    results(page, "dropout")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_value("")
    expect(page.get_by_role("dialog").get_by_role("heading", name="Topics")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_a_click_beside_the_box_closes_it(page: Page) -> None:
    page.goto("en/")
    open_box(page)
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_the_search_works_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / "ko" / TOPIC).as_uri())
    results(page, "양자화").first.click()
    expect(page).to_have_url(re.compile("^file:.*#q-.*quanti"))
    until(page, "CSS.highlights.has('search')")


def test_without_storage_the_search_works_and_keeps_nothing(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
    )
    page.goto("en/")
    results(page, "dropout").first.click()
    expect(page).to_have_url(re.compile("#q-"))
    expect(page.locator("h2").first).to_be_visible()


def test_an_index_that_does_not_load_is_told_and_tried_again(
    page: Page, page_problems: list[str]
) -> None:
    page.route("**/search/index.js", lambda route: route.abort())
    page.goto("en/")
    open_box(page).fill("dropout")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.unroute("**/search/index.js")
    again.click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert all("ERR_FAILED" in line for line in page_problems), page_problems
    page_problems.clear()
