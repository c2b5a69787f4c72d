"""The policy for scripts: the site keeps to it, and a script that is smuggled in does not run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from content_security import digests, headers, policy, with_policy
from playwright.sync_api import Page
from site_languages import read_languages

CODES = [language.code for language in read_languages().all]
PAGES = [
    "",
    "404.html",
    *(
        f"{code}/{page}"
        for code in CODES
        for page in (
            "index.html",
            "topics/index.html",
            "topics/distributed-training-and-inference.html",
            "search.html?q=LLM",
            "study.html",
            "genindex.html",
            "glossary.html",
            "downloads.html",
            "contributing/progress.html",
            "404.html",
        )
    ),
]


NEW = "const s = document.createElement('script');"
SMUGGLED = [
    f"{NEW} s.textContent = 'window.ran = 1'; document.body.append(s)",
    f"{NEW} s.src = 'data:text/javascript,window.ran=1'; document.body.append(s)",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
]
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective));
"""


@pytest.mark.parametrize("address", PAGES)
def test_no_page_breaks_the_policy(page: Page, address: str) -> None:
    # A violation is an error in the console, at which the fixture fails the test.
    page.add_init_script(WATCH)
    found = page.goto(address)
    assert found is not None
    assert found.status == 200
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.broken") == []


@pytest.mark.parametrize("smuggle", SMUGGLED)
def test_an_injected_script_does_not_run(
    page: Page, page_problems: list[str], smuggle: str
) -> None:
    page.goto("ko/topics/generative-ai.html")
    page.evaluate(f"() => {{ {smuggle} }}")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in problem for problem in page_problems)
    page_problems.clear()


def test_eval_does_not_run(page: Page, page_problems: list[str]) -> None:
    page.goto("en/")
    # Playwright's own evaluate may do all; what the page itself starts may not.
    page.evaluate("() => { setTimeout('window.ran = 1', 0) }")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert any("unsafe-eval" in problem for problem in page_problems)
    page_problems.clear()


def test_the_site_works_from_a_disk(page: Page, site: Path) -> None:
    page.goto((site / "ko" / "topics" / "fine-tuning.html").as_uri())
    page.get_by_role("button", name=re.compile("자동")).first.click()
    assert page.evaluate("document.body.dataset.theme") in {"dark", "light"}


def test_every_page_has_its_policy_before_anything_that_runs(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert (path.name, text.count("Content-Security-Policy")) == (path.name, 1)
        place = text.index("Content-Security-Policy")
        assert (path.name, place < text.index("<title>")) == (path.name, True)
        scripts = text.partition("<script")[0]
        assert (path.name, place < len(scripts)) == (path.name, True)


def test_the_policy_has_no_way_around_it() -> None:
    scripts = re.search(r"script-src ([^;]*)", policy([]))
    assert scripts is not None
    assert scripts[1].strip() == "'self'"


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("<script>one()</script><script>two()</script>", 2),
        ('<script src="a.js"></script>', 0),
        ('<script type="application/ld+json">{}</script>', 0),
        ("<p>no script</p>", 0),
    ],
)
def test_only_scripts_that_stand_in_the_page_need_a_digest(page: str, number: int) -> None:
    assert len(digests(page)) == number


def test_the_digest_is_the_one_that_browsers_compute() -> None:
    # The example of MDN's page on script-src.
    assert digests("<script>doSomething();</script>") == [
        "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
    ]
    page = '<meta charset="utf-8"><script>doSomething();</script>'
    assert "'sha256-RFW" in with_policy(page, digests(page))


def test_headers_keep_for_ever_only_what_names_its_content(tmp_path: Path) -> None:
    for name in ("en/search/words-0f5fda3ad1.js", "en/search/words-1f5fda3ad1.js", "en/index.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    lines = headers(tmp_path, ["'sha256-x'"]).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["/*", "/en/search/words-*"]
    assert lines[-1] == "  Cache-Control: public, max-age=31536000, immutable"
    told = next(line for line in lines if "Content-Security-Policy" in line)
    assert ("script-src 'self' 'sha256-x';" in told, "frame-ancestors 'none'" in told) == (
        True,
        True,
    )
