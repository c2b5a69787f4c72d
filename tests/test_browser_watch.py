"""What the shared fixtures promise: a page that misbehaves is noticed."""

import pytest
from browser import accessibility_findings
from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("script", "noticed"),
    [
        ("console.error('spilt')", "console error: spilt"),
        ("console.warn('drops')", "console warning: drops"),
        ("setTimeout(() => { throw new Error('burst') })", "burst"),
        ("open('http://127.0.0.1:1/tracker')", "asked another host"),
    ],
)
def test_a_page_that_misbehaves_is_noticed(
    page: Page, page_problems: list[str], script: str, noticed: str
) -> None:
    page.goto("")
    page.evaluate(script)
    page.wait_for_timeout(100)
    problems = "\n".join(page_problems)
    page_problems.clear()
    assert noticed in problems


def test_an_inaccessible_element_is_found_with_its_place(page: Page) -> None:
    page.goto("")
    page.evaluate("document.body.innerHTML = '<main><h1>Hi</h1><img id=bare></main>'")
    [finding] = [line for line in accessibility_findings(page) if line.startswith("image-alt")]
    assert finding.startswith("image-alt (critical) at #bare: ")
