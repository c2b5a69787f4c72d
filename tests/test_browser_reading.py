"""Around an answer, in a real browser: choice, other language, foot, terms, list, paper."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import accessibility_findings
from playwright.sync_api import BrowserContext, Locator, Page, Route, ViewportSize, expect

NewContext = Callable[..., BrowserContext]
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
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


def shown_places(page: Page) -> list[str]:
    return page.locator(".toc-tree .scroll-current > a").all_inner_texts()


@pytest.mark.browser_context_args(viewport={"width": 1500, "height": 900})
def test_the_contents_beside_the_text_show_the_question_that_was_jumped_to(page: Page) -> None:
    page.goto(f"{EN}{GANS}")
    expect(page.locator(".toc-tree .scroll-current")).to_have_count(1)
    assert shown_places(page) == ["How do diffusion models compare with GANs?"]
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator(".toc-tree li:last-child.scroll-current").last).to_be_visible()
    expect(page.locator(".back-to-top")).not_to_be_visible()
    page.evaluate("scrollBy(0, -200)")
    expect(page.locator(".back-to-top")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", [PHONE, NARROW, {"width": 1400, "height": 900}])
@pytest.mark.parametrize("path", [f"{EN}{GANS} h2", f"{KO}{GANS} h2", "ko/glossary.html#term-LoRA"])
def test_what_was_jumped_to_stands_below_all_that_sticks(
    new_context: NewContext, path: str, size: ViewportSize, scripts: bool
) -> None:
    page = new_context(viewport=size, java_script_enabled=scripts).new_page()
    address, _, target = path.partition("#")
    page.goto(f"{address}#{target.split()[0]}")
    box = page.locator(f"#{target}").first.bounding_box()
    above = [bar.bounding_box() for bar in page.locator(".mobile-header, .reading-bar").all()]
    bottom = max(each["y"] + each["height"] if each else 0 for each in above)
    assert box is not None
    assert bottom <= box["y"] < 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_for_colors_goes_round_and_is_remembered(
    new_context: NewContext, scheme: str
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(EN)
    seen = []
    for _ in range(3):
        page.locator(".theme-toggle:visible").click()
        seen.append(page.locator("body").get_attribute("data-theme"))
    other = "light" if scheme == "dark" else "dark"
    assert seen == [other, scheme, "auto"]
    page.locator(".theme-toggle:visible").click()
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-theme", other)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [EN, KO])
def test_axe_finds_nothing_with_everything_open(
    new_context: NewContext, path: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 1300, "height": 900}).new_page()
    page.goto(path)
    page.locator(".reading-bar .other-language-button").click()
    expect(page.locator(".other-language").first).to_be_attached()
    page.locator("summary").first.click()
    page.keyboard.press("Tab")
    page.locator("a.glossary-term").first.focus()
    expect(note(page)).to_be_visible()
    assert accessibility_findings(page) == []


@pytest.mark.parametrize("path", [EN, KO])
def test_a_narrow_page_with_everything_open_needs_no_sideways_scrolling(
    new_context: NewContext, path: str
) -> None:
    page = new_context(viewport=NARROW).new_page()
    page.goto(path)
    page.locator(".reading-bar .other-language-button").click()
    expect(page.locator(".other-language").first).to_be_attached()
    page.locator("summary").first.click()
    page.locator("a.glossary-term").first.focus()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


SHIFTS = """globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


def late(route: Route) -> None:
    """Let a file come when the page has been shown without it."""
    time.sleep(0.3)
    route.continue_()


@pytest.mark.parametrize("path", [EN, "ko/", "ko/search.html", "en/study.html"])
def test_nothing_moves_while_a_page_with_a_past_comes_up_on_a_slow_line(
    new_context: NewContext, path: str
) -> None:
    context = new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(EN)
    page.evaluate(
        """localStorage.setItem('mundap-reading', '"plain"');
        localStorage.setItem('mundap-seen', '{"q-diffusion-models-compare-gans": 1}');
        localStorage.setItem('mundap-places',
          '{"topics/generative-ai": "q-diffusion-models-compare-gans"}');"""
    )
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.route("**/*.js*", late)
    page.goto(path)
    expect(page.locator(".header-right .search-opener")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("globalThis.shifts") == 0
    # What runs out of the page is cut off, so the page itself is as wide as the window.
    assert page.locator("article").evaluate("(e) => e.getBoundingClientRect().right") <= 390
