"""The pages are accessible: axe-core, the keyboard, a phone, dark mode, print."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from browser import accessibility_findings
from playwright.sync_api import Page, ViewportSize, expect
from screens import NARROW, PHONE, NewContext

PAGES = [
    "",
    "404.html",
    "en/",
    "ko/",
    "en/topics/generative-ai.html",
    "ko/topics/generative-ai.html",
    "en/glossary.html",
    "ko/search.html",
    "ko/404.html",
    "en/contributing/builds.html",
]
# What sticks out of a page, unless it scrolls by itself.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("article *")].filter(
    (each) => each.getBoundingClientRect().right > width && !each.closest("pre, .table-wrapper"),
  );
  const found = out.map((each) => each.textContent.trim().slice(0, 40));
  return document.documentElement.scrollWidth > width ? ["the page", ...found] : found;
}"""
# What has the focus, if it lies under something that sticks to the top.
COVERED = """() => {
  const top = document.activeElement.getBoundingClientRect().top;
  const bars = [...document.querySelectorAll(".reading-bar, .mobile-header")]
    .map((bar) => bar.getBoundingClientRect())
    .filter((box) => box.height && box.top < 60 && box.bottom > 0);
  const below = Math.max(0, ...bars.map((box) => box.bottom));
  return top < below ? [document.activeElement.textContent.trim()] : [];
}"""
DESKTOP: ViewportSize = {"width": 1500, "height": 900}
SCREENS: dict[str, ViewportSize] = {"desktop": DESKTOP, "phone": PHONE}
SCHEMES: Final = ("light", "dark")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_screen(page: Page, path: str) -> None:
    found = {}
    for name, size in SCREENS.items():
        page.set_viewport_size(size)
        page.goto(path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[name, scheme] = accessibility_findings(page)
    assert [*found.values()] == [[]] * 4, found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_the_menu_is_open(new_context: NewContext, scheme: str) -> None:
    page = new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto("ko/topics/generative-ai.html")
    page.get_by_role("checkbox", name="메뉴").check(force=True)
    expect(page.locator(".sidebar-tree")).to_be_visible()
    assert accessibility_findings(page) == []


@pytest.mark.parametrize("code", ["en", "ko"])
def test_no_page_needs_sideways_scrolling_on_the_narrowest_screen(
    new_context: NewContext, site: Path, code: str
) -> None:
    page = new_context(viewport=NARROW).new_page()
    found = {}
    for path in sorted((site / code).rglob("*.html")):
        name = path.relative_to(site).as_posix()
        page.goto(name)
        if wide := page.evaluate(TOO_WIDE):
            found[name] = wide
    assert found == {}


@pytest.mark.parametrize("size", [PHONE, NARROW, DESKTOP])
def test_what_a_keyboard_comes_to_from_below_is_not_covered(
    new_context: NewContext, size: ViewportSize
) -> None:
    page = new_context(viewport=size).new_page()
    page.goto("ko/topics/generative-ai.html")
    page.locator(".copy-link").nth(6).focus()
    covered = []
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        covered += page.evaluate(COVERED)
    assert covered == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_keyboard_reaches_the_text_first_and_then_the_languages(page: Page) -> None:
    page.goto("ko/topics/generative-ai.html")
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert stops == ["본문 바로가기", "문답", "English", "한국어"]


def test_the_skip_link_shows_itself_and_leads_past_the_navigation(page: Page) -> None:
    page.goto("en/topics/generative-ai.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_language_is_switched_by_keyboard_alone(page: Page) -> None:
    page.goto("en/topics/generative-ai.html#q-diffusion-models-generate-images")
    link = page.get_by_role("navigation", name="Language").get_by_role("link", name="한국어")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ko/topics/generative-ai.html#q-diffusion-models-generate-images")


def test_the_phones_menu_opens_by_keyboard_and_its_links_are_then_reachable(
    new_context: NewContext,
) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto("en/")
    topics = page.locator(".sidebar-tree a")
    expect(topics.first).not_to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(topics.first).to_be_visible()
    expect(topics.first).to_be_in_viewport()


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_theme_follows_the_system_and_the_button_overrules_it(new_context: NewContext) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto("ko/")
    dark = background(page)
    page.get_by_role("button", name="라이트 모드, 다크 모드, 자동").click()
    light = background(page)
    assert dark != light
    page.goto("en/topics/generative-ai.html")
    assert background(page) == light


def test_korean_breaks_lines_between_words_and_has_no_slanted_hangul(page: Page) -> None:
    page.goto("ko/")
    style = (
        "(element) => { const s = getComputedStyle(element); return [s.wordBreak, s.fontStyle] }"
    )
    assert page.locator("article em").first.evaluate(style) == ["keep-all", "normal"]


def test_print_shows_the_text_without_the_furniture(page: Page) -> None:
    page.goto("en/topics/generative-ai.html")
    page.emulate_media(media="print")
    expect(page.locator(".sidebar-drawer")).not_to_be_visible()
    expect(page.locator(".plain-words").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
