"""An input method composes Hangul in the search box (composition events as Chromium sends them)."""

from __future__ import annotations

import pytest
from browser import until
from playwright.sync_api import CDPSession, Locator, Page, expect

STEPS = ["ㅇ", "야", "양"]
COMPOSING_KEY = """([key, order]) => {
    const field = document.activeElement;
    const send = (event) => field.dispatchEvent(event);
    const end = () => send(new CompositionEvent("compositionend", { data: "화" }));
    const press = (isComposing) => send(new KeyboardEvent("keydown",
        { key, bubbles: true, cancelable: true, isComposing, keyCode: isComposing ? 229 : 13 }));
    send(new CompositionEvent("compositionstart"));
    const kept = order === "key first" ? press(true) : (end(), press(false));
    if (order === "key first") end();
    return kept;
}"""


@pytest.fixture
def field(page: Page) -> Locator:
    page.goto("ko/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    expect(page.get_by_role("dialog").get_by_role("heading", name="주제")).to_be_visible()
    until(page, "globalThis.questionSearch !== undefined")
    return field


@pytest.fixture
def ime(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def compose(ime: CDPSession, text: str) -> None:
    ime.send(
        "Input.imeSetComposition",
        {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
    )


def test_results_come_while_a_syllable_is_composed(
    page: Page, field: Locator, ime: CDPSession
) -> None:
    page.keyboard.insert_text("양자")
    compose(ime, "ㅎ")
    expect(field).to_have_value("양자ㅎ")
    expect(page.get_by_role("option").first).to_contain_text("양자화")
    compose(ime, "화")
    expect(field).to_have_value("양자화")
    expect(page.get_by_role("option").first).to_contain_text("양자화")


def test_every_step_of_a_composition_reaches_the_field_untouched(
    page: Page, field: Locator, ime: CDPSession
) -> None:
    values = []
    for step in STEPS:
        compose(ime, step)
        page.wait_for_timeout(30)
        values.append(field.input_value())
    ime.send("Input.insertText", {"text": "양"})
    values.append(field.input_value())
    assert values == ["ㅇ", "야", "양", "양"]


@pytest.mark.parametrize("order", ["key first", "end first"])
@pytest.mark.parametrize("key", ["Enter", "ArrowDown", "Escape"])
def test_a_key_that_ends_a_composition_does_nothing_else(
    page: Page, field: Locator, key: str, order: str
) -> None:
    page.keyboard.insert_text("양자화")
    expect(page.get_by_role("option").first).to_be_visible()
    before = page.url
    kept = page.evaluate(COMPOSING_KEY, [key, order])
    page.wait_for_timeout(100)
    state = (
        kept,
        page.url == before,
        field.input_value(),
        field.get_attribute("aria-activedescendant"),
    )
    assert state == (True, True, "양자화", None)


def test_the_enter_after_a_composition_opens_the_first_result(
    page: Page, field: Locator, ime: CDPSession
) -> None:
    page.keyboard.insert_text("양자")
    compose(ime, "화")
    expect(field).to_have_value("양자화")
    ime.send("Input.insertText", {"text": "화"})
    link = page.get_by_role("option").first
    expect(link).to_contain_text("양자화")
    address = link.evaluate("(link) => link.href")
    page.wait_for_timeout(50)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    assert field is not None
