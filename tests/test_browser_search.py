"""The search box: how it opens, what it shows, and where a result leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import accessibility_findings, until
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

NewContext = Callable[..., BrowserContext]
TOPIC = "topics/generative-ai.html"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}
HALF = {"width": 640, "height": 430}  # the same desktop at 200 % zoom
MARKED = """() => [...CSS.highlights.get("search") ?? []].map((range) => [
    range.toString(), range.startContainer.parentElement.closest("section").id])"""


def open_box(page: Page) -> Locator:
    page.keyboard.press("/")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_focused()
    return field


def results(page: Page, query: str) -> Locator:
    open_box(page).fill(query)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    return options


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


@pytest.mark.parametrize(
    ("edition", "query", "mark"),
    [
        ("en", "quantize", "quantization"),
        ("ko", "양자화", "양자화는"),
        ("ko", "quantization", "양자화는"),
        ("ko", "didwkghk", "양자화는"),
    ],
)
def test_a_result_marks_the_words_as_they_stand_in_the_question(
    page: Page, edition: str, query: str, mark: str
) -> None:
    page.goto(f"{edition}/")
    expect(results(page, query).locator("mark").get_by_text(mark, exact=True).first).to_be_visible()


def test_a_result_names_the_term_of_this_edition(page: Page) -> None:
    page.goto("ko/")
    term = results(page, "파인튜닝").first.locator(".search-term")
    expect(term).to_have_text("파인튜닝 → 미세 조정")


@pytest.mark.parametrize(("edition", "count"), [("en", r"^\d+ results$"), ("ko", r"^결과 \d+개$")])
def test_the_number_of_results_is_read_out(page: Page, edition: str, count: str) -> None:
    page.goto(f"{edition}/")
    results(page, "transformer")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(count))


def selected(page: Page) -> str | None:
    return page.locator("[role=option][aria-selected=true]").first.get_attribute("id", timeout=1000)


def test_arrows_choose_and_wrap_over_the_field(page: Page) -> None:
    page.goto("en/")
    options = results(page, "overfitting")
    field = page.get_by_role("combobox")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    first = selected(page)
    expect(field).to_have_attribute("aria-activedescendant", str(first))
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert selected(page) == first


def test_home_and_end_stay_in_the_text(page: Page) -> None:
    page.goto("en/")
    results(page, "overfitting")
    page.keyboard.press("Home")
    page.keyboard.type("x")
    page.keyboard.press("End")
    page.keyboard.type("y")
    expect(page.get_by_role("combobox")).to_have_value("xoverfittingy")


def test_enter_lands_on_the_question_with_its_words_marked(page: Page) -> None:
    page.goto("ko/")
    link = results(page, "모델 양자화").first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{link.removeprefix('./').split('/ko/')[-1]}")
    identifier = link.split("#")[1]
    expect(page.locator(f"[id='{identifier}']")).to_be_in_viewport()
    until(page, "CSS.highlights.has('search')")
    marks = page.evaluate(MARKED)
    assert {section for _, section in marks} == {identifier}
    assert "양자화는" in {text for text, _ in marks}


def test_escape_takes_the_marks_away_and_nothing_stays_in_the_address(page: Page) -> None:
    page.goto("ko/")
    results(page, "양자화").first.click()
    until(page, "globalThis.CSS.highlights.has('search')")
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []
    page.reload()
    page.wait_for_load_state("networkidle")
    assert (page.evaluate(MARKED), "?" in page.url) == ([], False)


def test_a_result_on_the_same_page_closes_the_box_and_is_marked(page: Page) -> None:
    page.goto(f"en/{TOPIC}")
    results(page, "diffusion models generate images").first.click()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.locator("#q-diffusion-models-generate-images")).to_be_in_viewport()
    until(page, "CSS.highlights.has('search')")


@pytest.mark.parametrize("how", ["Control+Enter", "middle"])
def test_a_result_opens_in_a_new_tab_marked_and_the_box_stays(page: Page, how: str) -> None:
    page.goto("en/")
    first = results(page, "dropout").first
    with page.context.expect_page() as opened:
        first.click(button="middle") if how == "middle" else page.keyboard.press(how)
    until(opened.value, "CSS.highlights.has('search')")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert opened.value.url == first.evaluate("(link) => link.href")


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


def test_results_of_few_topics_stand_under_the_topics_in_the_order_of_the_ranking(
    page: Page,
) -> None:
    page.goto("en/")
    results(page, "fine-tuning")
    order = "(all) => all.map((option) => option.hash)"
    shown = page.get_by_role("option").evaluate_all(order)
    ranked = page.evaluate(
        """async () => (await (await questionSearch.open()).search("fine-tuning"))
        .results.map(({id}) => `#${id}`)"""
    )
    assert shown == ranked
    groups = page.locator("[role=group] > .search-group").all_inner_texts()
    assert len(groups) == len(set(groups))


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
