"""Around a question, in a real browser: its address, its foot, terms, the list of questions."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from screens import PHONE, NewContext

EN = "en/topics/generative-ai.html"
KO = "ko/topics/generative-ai.html"
GANS = "#q-diffusion-models-compare-gans"


@pytest.mark.parametrize("key", ["click", "Enter"])
def test_a_questions_address_is_copied_and_the_button_says_so(
    new_context: NewContext, base_url: str, key: str
) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(EN)
    button = page.locator(GANS).get_by_role("button", name="Copy link")
    button.click() if key == "click" else button.press(key)
    expect(page.locator(GANS).get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{EN}{GANS}"


def test_a_report_is_filled_in_when_a_reader_comes_to_its_link(page: Page, base_url: str) -> None:
    page.goto(KO)
    link = '<a class="report-link" href="https://example.org/new?title=q">x</a>'
    foot = page.locator(f"{GANS} > .question-foot")
    foot.evaluate("(foot, link) => foot.insertAdjacentHTML('beforeend', link)", link)
    foot.locator(".report-link").focus()
    filled = parse_qs(urlsplit(foot.locator(".report-link").get_attribute("href") or "").query)
    heading = page.locator(f"{GANS} > h2").inner_text().removesuffix("#")
    assert heading in filled["title"][0]
    assert f"{base_url}{KO}{GANS}\n\n" in filled["body"][0]


def test_the_two_questions_on_training_against_inference_lead_to_each_other(page: Page) -> None:
    page.goto("en/topics/distributed-training-and-inference.html")
    first = "How does distributed inference differ from distributed training?"
    second = (
        "What are the key differences between distributed training and distributed inference "
        "requirements?"
    )
    for one, other in ((first, second), (second, first)):
        section = page.locator("section", has=page.get_by_role("heading", name=one, level=2)).last
        section.get_by_text("Related questions").click()
        section.get_by_role("link", name=other).click()
        expect(page.locator("section:target > h2")).to_contain_text(other)


def note(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def test_a_definition_comes_by_mouse_stays_under_it_and_leaves_by_escape(page: Page) -> None:
    page.goto(EN)
    term = page.locator("a.glossary-term").first
    term.hover()
    expect(note(page)).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "term-note")
    note(page).hover()
    page.wait_for_timeout(400)
    expect(note(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(note(page)).not_to_be_visible()


def test_a_definition_comes_by_keyboard_in_the_language_of_the_page(page: Page) -> None:
    page.goto(KO)
    page.keyboard.press("Tab")
    page.locator("a.glossary-term").first.focus()
    expect(note(page)).to_be_visible()
    assert re.search("[가-힣]", note(page).inner_text())
    page.keyboard.press("Escape")
    expect(note(page)).not_to_be_visible()
    expect(page.locator("a.glossary-term").first).to_be_focused()


def test_a_first_tap_shows_the_definition_and_a_second_leads_to_the_glossary(
    new_context: NewContext,
) -> None:
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.goto(EN)
    term = page.locator("a.glossary-term").first
    term.tap()
    expect(note(page)).to_be_visible()
    box = note(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.locator("h1").tap()
    expect(note(page)).not_to_be_visible()
    term.tap()
    term.tap()
    page.wait_for_url("**/glossary.html#term-*")


FILTERED = [
    (EN, "gan", ["How do diffusion models compare with GANs?"]),
    (EN, "GPT-2 arch", ["What architectural improvements enabled the transition from GPT-2"]),
    (KO, "잠재", ["생성 모델에서 잠재 공간"]),
    (KO, "잠ㅈ", ["생성 모델에서 잠재 공간"]),
    (KO, "ㅈㅈ ㄱㄱ", ["생성 모델에서 잠재 공간"]),
    (EN, "xyzzy", []),
]


@pytest.mark.parametrize(("path", "typed", "expected"), FILTERED)
def test_the_list_shows_what_has_the_words_that_are_typed(
    page: Page, path: str, typed: str, expected: list[str]
) -> None:
    page.goto(path)
    page.locator(".list-filter").fill(typed)
    expect(page.locator(".question-list > li:visible")).to_have_count(len(expected))
    for entry, text in zip(
        page.locator(".question-list > li:visible").all(), expected, strict=True
    ):
        expect(entry).to_contain_text(text)
    page.locator(".list-filter").press("Escape")
    expect(page.locator(".question-list > li:visible")).to_have_count(10)


def test_what_was_read_and_where_one_was_is_remembered_until_it_is_forgotten(page: Page) -> None:
    page.goto(EN)
    page.locator(f"{GANS} .question-foot").scroll_into_view_if_needed()
    page.locator(f"{GANS} > h2").evaluate("(e) => scrollBy(0, e.getBoundingClientRect().top - 80)")
    expect(page.locator(".seen-mark").first).to_have_text(re.compile("read"))
    page.goto(KO)
    go_on = page.get_by_role("link", name="이어서 읽기")
    expect(go_on).to_have_attribute("href", GANS)
    expect(page.locator(".seen-mark").first).to_be_attached()
    page.get_by_role("button", name="읽은 기록 지우기").click()
    expect(page.locator(".seen-mark")).to_have_count(0)
    page.reload()
    expect(page.locator(".seen-mark")).to_have_count(0)
    expect(page.get_by_role("link", name="이어서 읽기")).to_have_count(0)
