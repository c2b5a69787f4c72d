"""What tests of the search box share: how it is opened and asked, and the sizes of screens."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

TOPIC = "topics/generative-ai.html"
DESKTOP = {"width": 1280, "height": 860}
HALF = {"width": 640, "height": 430}  # the same desktop at 200 % zoom


def open_box(page: Page) -> Locator:
    """Open the box by its key; return the field, which has the focus."""
    page.keyboard.press("/")
    field = page.get_by_role("dialog").get_by_role("combobox")
    expect(field).to_be_focused()
    return field


def results(page: Page, query: str) -> Locator:
    """Search in the box; return the results when there are some and all are written."""
    open_box(page).fill(query)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(page.locator(".search-unwritten")).to_have_count(0)
    return options
