"""The study page in a real browser: choose, answer, grade, come back, take the progress along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browser import accessibility_findings
from playwright.sync_api import Page, expect
from screens import NARROW, PHONE, NewContext

TOPIC = "topics/generative-ai"
FIRST = "q-diffusion-models-generate-images"
TITLE = "How do diffusion models generate images?"
CARD = {"state": 2, "step": None, "stability": 3.5, "difficulty": 5, "due": 2000, "last": 1000}


def progress(cards: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "mundap-study", "version": 1, "cards": cards}


def remember(page: Page, cards: dict[str, Any]) -> None:
    text = json.dumps(progress(cards))
    page.evaluate("(text) => localStorage.setItem('mundap-study', text)", text)


def known(page: Page) -> dict[str, Any]:
    text = page.evaluate("localStorage.getItem('mundap-study')")
    return dict(json.loads(text)["cards"]) if text else {}


def choose(page: Page, language: str = "en", *, random: bool = False) -> None:
    """Open the page with one topic chosen, its questions in their order."""
    page.goto(f"{language}/study.html")
    page.locator(".study-all input").uncheck()
    page.locator(f'input[value="{TOPIC}"]').check()
    page.locator('input[name="random"]').set_checked(random)


def start(page: Page, language: str = "en") -> None:
    choose(page, language)
    page.locator(".study-start .study-button").click()
    expect(page.locator(".study-question")).to_be_visible()


@pytest.mark.parametrize("key", [" ", "Enter", "click"])
def test_an_answer_is_hidden_until_it_is_asked_for(page: Page, key: str) -> None:
    start(page)
    expect(page.get_by_role("heading", name=TITLE)).to_be_focused()
    expect(page.locator(".study-answer")).not_to_be_visible()
    button = page.get_by_role("button", name="Show the answer")
    button.click() if key == "click" else page.keyboard.press(key)
    expect(page.locator(".study-answer")).to_contain_text("They gradually add noise")
    expect(page.get_by_role("group", name="How well did you know it?")).to_be_visible()


@pytest.mark.parametrize(("grade", "state"), [(1, 1), (2, 1), (3, 1), (4, 2)])
def test_a_key_grades_the_answer_and_the_next_question_comes(
    page: Page, grade: int, state: int
) -> None:
    start(page)
    page.keyboard.press(str(grade))
    assert known(page) == {}
    page.keyboard.press("Enter")
    page.keyboard.press(str(grade))
    expect(page.get_by_role("heading", level=2, name=TITLE)).to_have_count(0)
    assert {name: card["state"] for name, card in known(page).items()} == {FIRST: state}


def test_what_was_not_known_comes_back_before_the_sitting_ends(page: Page) -> None:
    start(page)
    for grade in ["1"] + ["4"] * 9:
        page.keyboard.press("Enter")
        page.keyboard.press(grade)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Done for now")).to_be_focused()
    expect(page.locator(".study-result")).to_contain_text("You answered 11 times and knew 10.")


def test_due_questions_come_first_and_those_that_are_not_due_do_not_come(page: Page) -> None:
    page.goto("en/study.html")
    late = {**CARD, "due": 9e12}
    ids = page.locator(f'input[value="{TOPIC}"]').get_attribute("data-ids") or ""
    names = ids.split()
    remember(page, {**dict.fromkeys(names, late), names[3]: CARD})
    choose(page)
    page.locator(".study-start .study-button").click()
    expect(page.locator(".study-left")).to_have_text("1 left")
    expect(page.locator(".study-question")).to_contain_text("GANs")


def test_when_nothing_is_due_the_page_says_when_and_lets_one_go_on(page: Page) -> None:
    page.goto("en/study.html")
    ids = page.locator(f'input[value="{TOPIC}"]').get_attribute("data-ids") or ""
    late = {**CARD, "due": 9e12}
    remember(page, dict.fromkeys(ids.split(), late))
    choose(page)
    page.locator(".study-start .study-button").click()
    expect(page.locator(".study-message")).to_contain_text("Nothing is due in these topics")
    page.get_by_role("button", name="Repeat them all the same").click()
    expect(page.locator(".study-left")).to_have_text("10 left")


def test_progress_is_one_in_both_languages_and_shown_for_each_topic(page: Page) -> None:
    page.goto("en/study.html")
    remember(page, {FIRST: CARD})
    page.goto("ko/study.html")
    row = page.locator("label", has=page.locator(f'input[value="{TOPIC}"]'))
    expect(row.locator(".study-state")).to_have_text("새 질문 9 · 복습 1 · 익힘 1")
    assert row.locator("progress").evaluate("(bar) => bar.value") == pytest.approx(0.1)


def test_a_topic_leads_straight_to_its_first_question(page: Page) -> None:
    page.goto("ko/topics/fine-tuning.html")
    page.locator(".reading-bar").get_by_role("link", name="공부하기").click()
    expect(page.locator(".study-topic")).to_have_text("모델 미세 조정")
    expect(page.locator(".study-left")).to_have_text("10개 남음")


def test_a_random_order_is_another_order_of_the_same_questions(page: Page) -> None:
    choose(page)
    orders = page.evaluate(
        """(ids) => [true, true, true, false].map((random) =>
             mundap.deck.plan(ids, { random, all: false }, 0))""",
        [f"q-{number}" for number in range(40)],
    )
    wanted = [f"q-{number}" for number in range(40)]
    assert orders[3] == wanted
    assert [sorted(order) == sorted(wanted) for order in orders] == [True] * 4
    assert wanted not in orders[:3]


def test_progress_travels_as_a_file_and_the_later_review_counts(
    page: Page, new_context: NewContext, tmp_path: Path
) -> None:
    page.goto("en/study.html")
    remember(page, {FIRST: CARD, "q-other": CARD})
    page.get_by_text("My progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    other = new_context().new_page()
    other.goto("ko/study.html")
    later = {**CARD, "last": 1500, "stability": 7}
    remember(other, {FIRST: later})
    other.locator('input[type="file"]').set_input_files(saved)
    expect(other.locator(".study-message")).to_have_text("질문 2개의 공부 기록을 가져왔습니다.")
    assert known(other) == {FIRST: later, "q-other": CARD}


BAD_FILES = {
    "no JSON": "{",
    "another file": '{"cards": {}}',
    "another version": json.dumps({**progress({}), "version": 2}),
    "no card": json.dumps(progress({FIRST: 1})),
    "a list": json.dumps({**progress({}), "cards": [CARD]}),
    "an id with markup": json.dumps(progress({"q-<b>": CARD})),
    "a text for a number": json.dumps(progress({FIRST: {**CARD, "stability": "3"}})),
    "an impossible number": json.dumps(progress({FIRST: {**CARD, "difficulty": 11}})),
    "a step too far": json.dumps(progress({FIRST: {**CARD, "state": 1, "step": 7}})),
    "one wrong among right ones": json.dumps(progress({"q-a": CARD, "q-b": {}})),
    "nothing": "null",
}


def test_a_file_that_is_no_progress_changes_nothing(page: Page) -> None:
    page.goto("en/study.html")
    remember(page, {FIRST: CARD})
    for name, text in BAD_FILES.items():
        file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
        page.evaluate("document.querySelector('.study-message').textContent = ''")
        page.locator('input[type="file"]').set_input_files(file)  # type: ignore[arg-type]
        expect(page.locator(".study-message"), name).to_contain_text("Nothing was changed")
        assert (name, known(page)) == (name, {FIRST: CARD})


def test_progress_is_forgotten_only_after_a_yes(page: Page) -> None:
    page.goto("en/study.html")
    remember(page, {FIRST: CARD})
    page.get_by_text("My progress").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Forget everything").click()
    assert known(page) == {FIRST: CARD}
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    assert known(page) == {}


def test_damaged_memory_is_no_obstacle(page: Page) -> None:
    page.goto("en/study.html")
    page.evaluate("localStorage.setItem('mundap-study', '{\"cards\":')")
    start(page)


def test_the_page_works_from_a_disk(site: Path, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(f"{(site / 'ko/study.html').as_uri()}?topics={TOPIC}")
    page.keyboard.press("Space")
    expect(page.locator(".study-answer")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_scripts_the_page_says_what_it_would_do_and_leads_to_the_topics(
    new_context: NewContext, language: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{language}/study.html")
    assert "JavaScript" in page.locator("article").inner_text()
    expect(page.locator("article form")).not_to_be_visible()
    page.locator("article li a").first.click()
    expect(page.locator(".question-list")).to_be_visible()


def test_a_thumb_reaches_the_grades_on_a_phone(new_context: NewContext) -> None:
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    start(page)
    page.get_by_role("button", name="Show the answer").tap()
    for button in page.locator(".study-grades button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["y"] > PHONE["height"] / 2
        assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_narrow_page_needs_no_sideways_scrolling(new_context: NewContext, language: str) -> None:
    page = new_context(viewport=NARROW).new_page()
    choose(page, language)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    page.locator(".study-start .study-button").click()
    expect(page.locator(".study-question")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".study-grades")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_axe_finds_nothing_at_any_moment(
    new_context: NewContext, language: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme, viewport=PHONE).new_page()
    choose(page, language)
    page.locator(".study-progress summary").click()
    found = accessibility_findings(page)
    page.locator(".study-start .study-button").click()
    expect(page.locator(".study-question")).to_be_focused()
    found += accessibility_findings(page)
    page.keyboard.press("Space")
    expect(page.locator(".study-grades")).to_be_visible()
    found += accessibility_findings(page)
    page.keyboard.press("4")
    page.locator(".study-end").click()
    expect(page.locator(".study-done")).to_be_visible()
    assert found + accessibility_findings(page) == []
