"""The search page: links to a search, the form without the box, and no JavaScript at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import until
from playwright.sync_api import Page, expect
from screens import NewContext


@pytest.mark.parametrize(("edition", "query"), [("en", "dropout"), ("ko", "양자화")])
def test_a_link_to_a_search_shows_its_results(page: Page, edition: str, query: str) -> None:
    page.goto(f"{edition}/search.html?q={query}")
    expect(page.get_by_role("combobox")).to_have_value(query)
    expect(page.get_by_role("option").first).to_contain_text(query)


def test_the_index_comes_with_the_first_sign_of_a_reader_and_not_with_the_page(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("ko/search.html", wait_until="networkidle")
    assert [url for url in asked if "engine-" in url] == []
    page.keyboard.press("ArrowDown")
    until(page, "globalThis.questionSearch !== undefined")
    assert len([url for url in asked if "engine-" in url]) == 1


def test_the_address_follows_what_is_typed_without_filling_the_history(page: Page) -> None:
    page.goto("ko/")
    page.goto("ko/search.html")
    page.get_by_role("combobox").fill("양자화 & 증류")
    expect(page).to_have_url(
        re.compile(r"\?q=%EC%96%91%EC%9E%90%ED%99%94\+%26\+%EC%A6%9D%EB%A5%98$")
    )
    page.go_back()
    expect(page).to_have_url(re.compile(r"/ko/$"))


def test_a_hostile_address_is_shown_as_text(page: Page) -> None:
    page.goto("en/search.html?q=%3Cimg%20src=x%20onerror=alert(1)%3E%FF")
    expect(page.get_by_role("combobox")).to_have_value(re.compile("^<img src=x onerror=alert"))
    assert page.locator("article img").count() == 0


def test_shortcuts_lead_to_the_field_of_the_page(page: Page) -> None:
    page.goto("en/search.html")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("main").get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_it_works_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / "ko" / "search.html").as_uri() + "?q=didwkghk")
    expect(page.get_by_role("option").first).to_contain_text("양자화")


@pytest.mark.parametrize(("edition", "index"), [("en", "Index"), ("ko", "색인")])
def test_without_javascript_the_form_leads_to_the_index_and_the_topics(
    new_context: NewContext, edition: str, index: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{edition}/")
    page.get_by_role("searchbox").fill("dropout")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{edition}/search.html\?q=dropout$"))
    links = page.get_by_role("main").get_by_role("link")
    expect(links).to_have_count(8)
    expect(page.get_by_role("main").locator("form")).not_to_be_visible()
    links.filter(has_text=index).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(index)
    entries = page.locator(".index-part li > a")
    assert entries.count() > 90
    entries.first.click()
    expect(page).to_have_url(re.compile(rf"/{edition}/.*#"))
