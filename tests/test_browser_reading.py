"""Which answers a page shows, in a real browser: in depth, plain, in two languages, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from screens import NewContext

EN = "en/topics/generative-ai.html"
KO = "ko/topics/generative-ai.html"
DIFFUSION = "#q-diffusion-models-generate-images"
GANS = "#q-diffusion-models-compare-gans"


def top_of(element: Locator) -> float:
    return float(element.evaluate("(element) => element.getBoundingClientRect().top"))


def depth_and_plain(page: Page) -> list[bool]:
    """Return whether the first question shows its answer in depth, and in plain words."""
    section = page.locator(DIFFUSION)
    return [section.locator("> p").first.is_visible(), section.locator(".plain-words").is_visible()]


def test_the_choice_of_answers_holds_on_every_page_and_in_both_languages(page: Page) -> None:
    page.goto(EN)
    assert depth_and_plain(page) == [True, True]
    page.get_by_role("radio", name="Plain words").check(force=True)
    assert depth_and_plain(page) == [False, True]
    page.goto(KO)
    expect(page.get_by_role("radio", name="쉬운 말로")).to_be_checked()
    assert depth_and_plain(page) == [False, True]
    page.get_by_role("radio", name="자세히").check(force=True)
    assert depth_and_plain(page) == [True, False]


def test_where_there_is_no_plain_answer_the_one_in_depth_stays(page: Page) -> None:
    page.goto(EN)
    page.get_by_role("radio", name="Plain words").check(force=True)
    only_depth = page.locator('section[id^="q-"]:not(.has-plain) > p').first
    expect(only_depth).to_be_visible()


@pytest.mark.parametrize("choice", ["In depth", "Plain words"])
def test_the_question_that_is_read_stays_where_it_is_when_the_choice_changes(
    page: Page, choice: str
) -> None:
    page.goto(EN)
    heading = page.locator(f"{GANS} > h2")
    heading.evaluate("(element) => scrollBy(0, element.getBoundingClientRect().top - 120)")
    before = top_of(heading)
    page.get_by_role("radio", name=choice).check(force=True)
    assert top_of(heading) == pytest.approx(before, abs=1)


def test_the_choice_is_made_by_arrow_keys_and_heard(page: Page) -> None:
    page.goto(EN)
    page.get_by_role("radio", name="Both").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Plain words")).to_be_checked()
    said = page.get_by_role("status").filter(has_text="Answers in plain words")
    expect(said).to_have_count(1)


def test_a_remembered_choice_is_there_before_the_first_script_file_has_come(
    new_context: NewContext, page_problems: list[str]
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(EN)
    page.get_by_role("radio", name="In depth").check(force=True)
    context.route("**/*.js*", lambda route: route.abort())
    page = context.new_page()
    page.goto(EN)
    assert depth_and_plain(page) == [True, False]
    page_problems.clear()  # the scripts were held back on purpose


def test_without_scripts_both_answers_stand_there_and_nothing_that_needs_them(
    new_context: NewContext,
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(EN)
    assert depth_and_plain(page) == [True, True]
    for name in (".reading-bar", ".copy-link", ".list-tools", "button.other-language-button"):
        expect(page.locator(name).first).not_to_be_visible()
    page.locator("summary", has_text="Related questions").first.click()
    expect(page.locator(".question-related a").first).to_be_visible()
    page.locator("a.glossary-term").first.click()
    assert "glossary.html#term-" in page.url


def test_one_question_is_shown_in_the_other_language_and_again_alone(page: Page) -> None:
    page.goto(KO)
    section = page.locator(DIFFUSION)
    button = section.get_by_role("button", name="English")
    button.click()
    below = section.locator('.other-language[lang="en"]')
    expect(below.first).to_have_text("How do diffusion models generate images?")
    assert below.nth(1).inner_text().startswith("They gradually add noise to images")
    expect(page.locator(".other-language")).to_have_count(below.count())
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page.locator(".other-language")).to_have_count(0)


def test_the_whole_page_is_shown_in_korean_below_the_english(page: Page) -> None:
    page.goto(EN)
    page.locator(".reading-bar").get_by_role("button", name="한국어").click()
    expect(page.locator("h1 + .other-language")).to_have_text("생성형 AI")
    questions = page.locator('section[id^="q-"] > h2')
    expect(page.locator("h2 + .other-language[lang=ko]")).to_have_count(questions.count())
    expect(page.locator(DIFFUSION).get_by_role("button", name="한국어")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_question_stays_under_the_eye_when_the_other_language_comes(page: Page) -> None:
    page.goto(KO)
    heading = page.locator(f"{GANS} > h2")
    heading.evaluate("(element) => scrollBy(0, element.getBoundingClientRect().top - 120)")
    before = top_of(heading)
    page.locator(".reading-bar").get_by_role("button", name="English").click()
    expect(page.locator(f"{GANS} .other-language").first).to_be_visible()
    assert top_of(heading) == pytest.approx(before, abs=1)


def test_a_page_on_a_disk_shows_the_other_language_too(site: Path, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto((site / KO).as_uri())
    page.locator(DIFFUSION).get_by_role("button", name="English").click()
    expect(page.locator(".other-language").first).to_be_visible()


def test_paper_has_every_answer_and_the_addresses_of_links_and_nothing_to_press(page: Page) -> None:
    page.goto("en/topics/distributed-training-and-inference.html")
    page.evaluate("localStorage.setItem('mundap-reading', '\"plain\"')")
    page.goto(EN)
    page.locator(".list-filter").fill("gan")
    page.emulate_media(media="print")
    assert depth_and_plain(page) == [True, True]
    expect(page.locator(".question-list > li:visible")).to_have_count(10)
    expect(page.locator("button:visible, input:visible")).to_have_count(0)
    page.goto("en/topics/distributed-training-and-inference.html")
    link = page.locator('article section[id^="q-"] p a[href^="https"]').first
    shown = link.evaluate("(element) => getComputedStyle(element, '::after').content")
    assert link.get_attribute("href") in shown
