"""Hostile input of the search is text: in the query, in titles and in answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect
from reading_project import built
from search_hostile import hostile_queries
from search_pages import open_box, results
from site_project import INDEX, Once, Project

QUERIES = hostile_queries()
PAUSE = 500  # milliseconds without a key until the box says what it has found
# A lone surrogate is no text that the protocol takes: the query comes as JSON.
ENTER = """(field, query) => {
    field.value = JSON.parse(query);
    field.dispatchEvent(new Event("input"));
}"""
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202eabc\u200f"
ESCAPED = HOSTILE.replace("<", "\\<")
PAGE = f"""\
# Notes on {ESCAPED}

:::{{questions}}
:::

(q-first)=

## What does {ESCAPED} show?

It shows {ESCAPED} as text.
"""
KOREAN = {
    f"Notes on {ESCAPED}": f"{ESCAPED} 노트",
    f"What does {ESCAPED} show?": f"{ESCAPED} 표시는 무엇인가요?",
    f"It shows {ESCAPED} as text.": f"{ESCAPED} 표시는 글입니다.",
}


@pytest.fixture
def ran(page: Page) -> list[str]:
    """What a script on the page has said: nothing of what is hostile may run."""
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return said


def build_hostile(folder: Path) -> None:
    project = Project(folder)
    project.write({"index": INDEX, "generative-ai": PAGE})
    project.translate("generative-ai", KOREAN)
    for language in ("en", "ko"):
        built(project, language)


@pytest.fixture(scope="session")
def hostile_site(once: Once) -> Path:
    """Both editions of a topic, a question and an answer that are full of markup."""
    return once("hostile", build_hostile) / "out"


def enter(field: Locator, query: str) -> None:
    """Put a query into the field at once, and let the pause pass after which the box speaks."""
    field.evaluate(ENTER, json.dumps(query))
    field.page.clock.fast_forward(PAUSE)


def test_hostile_queries_are_text(page: Page, ran: list[str]) -> None:
    page.clock.install()
    page.goto("en/")
    field, box = open_box(page), page.get_by_role("dialog")
    wrong = []
    for name, query in QUERIES:
        enter(field, "")
        expect(box.get_by_role("status")).to_be_empty()
        enter(field, query)
        expect(box.get_by_role("status")).not_to_be_empty()
        fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if not fits or box.locator("script, img, [onerror]").count():
            wrong.append(name)
    assert (wrong, ran) == ([], [])


def test_a_lone_surrogate_is_searched_for_like_any_letter(page: Page) -> None:
    page.goto("en/")
    open_box(page).evaluate(ENTER, json.dumps(dict(QUERIES)["a lone surrogate"]))
    expect(page.get_by_role("dialog")).to_contain_text("No question was found for")


def shown(place: Locator, part: str) -> str:
    return str(place.locator(part).first.evaluate("(element) => element.textContent"))


@pytest.mark.parametrize("edition", ["en", "ko"])
def test_markup_in_topic_title_and_answer_is_text_in_the_box(
    page: Page, hostile_site: Path, ran: list[str], edition: str
) -> None:
    page.goto((hostile_site / edition / "index.html").as_uri())
    open_box(page)
    box = page.get_by_role("dialog")
    expect(box.locator(".search-item").first).to_be_visible()
    assert HOSTILE in shown(box, ".search-item")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()  # the browser closes it a moment after the key
    line = results(page, "onerror").first
    parts = [shown(line, f".search-{part}") for part in ("title", "topic", "sentence")]
    assert [part for part in parts if HOSTILE not in part] == []
    assert box.locator("script, img, [onerror]").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator("#q-first")).to_be_in_viewport()
    assert ran == []


@pytest.mark.parametrize("edition", ["en", "ko"])
def test_markup_in_title_and_answer_is_text_on_the_search_page(
    page: Page, hostile_site: Path, ran: list[str], edition: str
) -> None:
    page.goto((hostile_site / edition / "search.html").as_uri() + "?q=onerror")
    main = page.get_by_role("main")
    line = main.get_by_role("option").first
    expect(line).to_be_visible()
    assert HOSTILE in shown(line, ".search-title")
    assert HOSTILE in shown(line, ".search-sentence")
    assert main.locator("script, img, [onerror]").count() == 0
    assert ran == []
