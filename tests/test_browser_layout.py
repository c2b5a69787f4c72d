"""How a topic lies in its window, in a real browser: places, colors, widths; nothing moves."""

from __future__ import annotations

import time

import pytest
from browser import accessibility_findings
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect
from screens import NARROW, PHONE, NewContext

EN = "en/topics/generative-ai.html"
KO = "ko/topics/generative-ai.html"
GANS = "#q-diffusion-models-compare-gans"


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


@pytest.mark.parametrize("size", [PHONE, {"width": 1400, "height": 900}])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        (EN, ["Dark colors", "Light colors", "Automatic colors"]),
        (KO, ["다크 모드", "라이트 모드", "자동 모드"]),
    ],
)
def test_the_colors_are_read_out_when_they_change(
    new_context: NewContext, path: str, said: list[str], size: ViewportSize
) -> None:
    page = new_context(viewport=size, color_scheme="light").new_page()
    page.goto(path)
    container = page.locator(".theme-toggle-container:visible")
    assert container.get_by_role("status").text_content() == ""
    for text in said:
        container.get_by_role("button").press("Enter")
        expect(container.get_by_role("status")).to_have_text(text)


def note(page: Page) -> Locator:
    return page.get_by_role("tooltip")


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
