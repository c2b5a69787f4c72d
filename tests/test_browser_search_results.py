"""What the search box shows of a result, how one is chosen, and where it leads."""

from __future__ import annotations

import re

import pytest
from browser import until
from playwright.sync_api import Page, expect
from search_pages import TOPIC, results

MARKED = """() => [...CSS.highlights.get("search") ?? []].map((range) => [
    range.toString(), range.startContainer.parentElement.closest("section").id])"""
HOLD_FRAMES = "() => { globalThis.requestAnimationFrame = () => 0; }"
LINES = """(lines) => lines.map((line) => [
    line.querySelector(".search-title")?.textContent ?? "", line.hash])"""
NO_LINE = ["", ""]
RANKED = """async (query) => (await (await questionSearch.open()).search(query))
    .results.map(({title, id}) => [title, `#${id}`])"""


def unwritten(page: Page, query: str) -> list[list[str]]:
    """Type a query and draw no frame after it; return title and hash of each of its results."""
    page.evaluate(HOLD_FRAMES)
    page.get_by_role("combobox").fill(query)
    ranked: list[list[str]] = page.evaluate(RANKED, query)
    return ranked


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


def test_results_of_few_topics_stand_under_the_topics_in_the_order_of_the_ranking(
    page: Page,
) -> None:
    page.goto("en/")
    results(page, "fine-tuning")
    order = "(all) => all.map((option) => option.hash)"
    shown = page.get_by_role("option").evaluate_all(order)
    assert shown == [found for _, found in page.evaluate(RANKED, "fine-tuning")]
    groups = page.locator("[role=group] > .search-group").all_inner_texts()
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize(
    ("edition", "before", "query"), [("en", "attention", "learning"), ("ko", "어텐션", "학습")]
)
def test_no_line_shows_a_question_of_the_query_before(
    page: Page, edition: str, before: str, query: str
) -> None:
    page.goto(f"{edition}/")
    options = results(page, before)
    ranked = unwritten(page, query)
    shown = options.evaluate_all(LINES)
    wrong = [pair for pair in zip(shown, ranked, strict=True) if pair[0] not in (pair[1], NO_LINE)]
    assert (wrong, NO_LINE in shown) == ([], True)


def test_a_line_without_its_question_leads_nowhere_until_an_arrow_calls_for_it(page: Page) -> None:
    page.goto("en/")
    options = results(page, "attention")
    ranked = unwritten(page, "learning")
    number = options.evaluate_all(LINES).index(NO_LINE)
    options.nth(number).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(number + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ranked[number][1]}")


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
