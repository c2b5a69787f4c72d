"""A reader changes the language, follows links and comes in through the root page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from screens import NewContext

TOPIC = "topics/generative-ai.html"
QUESTION = "q-diffusion-models-generate-images"
SWITCHES = [("en", "ko", "한국어"), ("ko", "en", "English")]


def switch(page: Page, language: str) -> None:
    page.get_by_role("navigation", name=re.compile("Language|언어")).get_by_role(
        "link", name=language
    ).click()


@pytest.mark.parametrize(("here", "there", "name"), SWITCHES)
def test_the_switch_leads_to_the_same_question(
    page: Page, here: str, there: str, name: str
) -> None:
    page.goto(f"{here}/{TOPIC}")
    last = page.locator("section[id^='q-']").last.get_attribute("id")
    page.goto(f"{here}/{TOPIC}#{last}")
    switch(page, name)
    expect(page).to_have_url(re.compile(rf"/{there}/{re.escape(TOPIC)}#{last}$"))
    expect(page.locator(f"#{last}")).to_be_in_viewport()
    assert page.locator("html").get_attribute("lang") == there


def test_the_switch_takes_along_the_question_that_is_being_read(page: Page) -> None:
    page.goto(f"en/{TOPIC}")
    question = page.locator("section[id^='q-']").nth(4)
    question.evaluate("(section) => section.scrollIntoView(true)")
    reading = question.get_attribute("id")
    switch(page, "한국어")
    expect(page).to_have_url(re.compile(rf"#{reading}$"))


def test_the_switch_works_there_and_back_without_javascript(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"en/{TOPIC}")
    switch(page, "한국어")
    expect(page).to_have_url(re.compile(rf"/ko/{re.escape(TOPIC)}$"))
    switch(page, "English")
    expect(page).to_have_url(re.compile(rf"/en/{re.escape(TOPIC)}$"))


def test_the_site_works_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="한국어").click()
    page.locator(".topic-cards a").nth(1).click()
    switch(page, "English")
    expect(page).to_have_url(f"{(site / 'en').as_uri()}/{TOPIC}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Generative AI")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_reader_gets_from_the_landing_page_to_an_answer(page: Page, language: str) -> None:
    page.goto(f"{language}/")
    assert page.locator(".topic-cards > li").count() == 7
    page.locator(".topic-cards a").nth(1).click()
    page.locator(".question-list a").first.click()
    expect(page).to_have_url(re.compile(rf"/{language}/{re.escape(TOPIC)}#{QUESTION}$"))
    expect(page.locator(f"#{QUESTION} h2")).to_be_in_viewport()


@pytest.mark.parametrize(("locale", "code"), [("ko-KR", "ko"), ("en-GB", "en"), ("fr-FR", None)])
def test_the_root_page_points_out_the_browsers_language(
    new_context: NewContext, locale: str, code: str | None
) -> None:
    page = new_context(locale=locale).new_page()
    page.goto("")
    shown = page.locator("li.suggested").evaluate_all("(all) => all.map((item) => item.lang)")
    assert (shown, len(page.url.split("/"))) == ([code] if code else [], 4)


def test_the_root_page_remembers_a_choice_and_stays_where_it_is(new_context: NewContext) -> None:
    context = new_context(locale="ko-KR")
    page = context.new_page()
    page.goto("")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/index\.html$"))
    page.goto("")
    expect(page.locator("li.suggested")).to_have_attribute("lang", "en")
    expect(page.get_by_text("Your last choice")).to_be_visible()


def test_a_language_chosen_on_a_page_is_remembered_too(new_context: NewContext) -> None:
    page = new_context(locale="en-US").new_page()
    page.goto("en/")
    switch(page, "한국어")
    page.goto("")
    expect(page.locator("li.suggested")).to_have_attribute("lang", "ko")


def test_the_root_page_works_without_javascript(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("")
    links = page.get_by_role("link")
    languages = "(all) => all.map((link) => [link.hreflang, link.closest('[lang]').lang])"
    assert links.evaluate_all(languages) == [["en", "en"], ["ko", "ko"]]
    links.nth(1).click()
    expect(page).to_have_url(re.compile(r"/ko/index\.html$"))


@pytest.mark.parametrize(
    ("missed", "codes"),
    [
        ("en/deep/er/gone.html", ["en"]),
        ("ko/topics/gone.html", ["ko"]),
        ("en/topics/gone.html", ["en", "ko"]),
        ("gone", ["en", "ko"]),
    ],
)
def test_the_404_page_leads_back_from_any_depth(
    page: Page, base_url: str, site: Path, missed: str, codes: list[str]
) -> None:
    own = codes[0] if len(codes) == 1 else "."
    body = (site / own / "404.html").read_text(encoding="utf-8")
    page.route(f"**/{missed}", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(missed)
    links = page.get_by_role("link").evaluate_all("(all) => all.map((a) => a.href)")
    assert links == [f"{base_url}{code}/index.html" for code in codes]
