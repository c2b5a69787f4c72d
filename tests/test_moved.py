"""Addresses of before lead to where their content is now: pages, questions, hosts."""

from __future__ import annotations

import shutil
from pathlib import Path

import moved
import pytest
from bs4 import BeautifulSoup
from moved.table import Moved, read_moved
from playwright.sync_api import Page, expect
from site_project import Once
from sphinx.errors import ExtensionError
from test_incremental import build, small_project

ENTRIES = """\
[[moved]]
from = ["images", "images#q-noise"]
to = "generative-ai"

[[moved]]
from = ["models#q-first", "older#q-first", "older#q-gone"]
to = "generative-ai#q-first"

[[moved]]
from = ["older"]
to = "images"
"""


def build_both(folder: Path) -> None:
    """Build the site with the entries, and again when they are gone."""
    project = small_project(folder)
    editorial = folder / "docs/seeds/editorial.toml"
    editorial.parent.mkdir()
    editorial.write_text(ENTRIES, encoding="utf-8")
    build(project, "site")
    shutil.copytree(folder / "site", folder / "moved")
    editorial.write_text("", encoding="utf-8")
    build(project, "site")


@pytest.fixture(scope="session")
def moved_site(once: Once) -> Path:
    return once("moved", build_both) / "moved"


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("code", ["en", "ko"])
def test_a_page_that_is_gone_has_a_link_in_its_place(moved_site: Path, code: str) -> None:
    page = soup(moved_site / code / "older.html")
    assert [html["lang"] for html in page.select("html")] == [code]
    refresh = [meta["content"] for meta in page.select("noscript meta")]
    assert refresh == ["0; url=generative-ai.html"]
    name = soup(moved_site / code / "generative-ai.html").title
    links = [(a["href"], a.text) for a in page.select("a")]
    assert links == [("generative-ai.html", name.text if name else "")]
    assert page.select_one('meta[http-equiv="Content-Security-Policy"]')


def test_hosts_are_told_in_their_own_language(moved_site: Path) -> None:
    told = {name: (moved_site / name).read_text(encoding="utf-8") for name in moved.SERVERS}
    assert "/ko/older.html /ko/generative-ai.html 301\n" in told["_redirects"]
    assert "/en/images /en/generative-ai.html 301\n" in told["_redirects"]
    nginx = 'location = "/en/images.html" { return 301 "/en/generative-ai.html"; }\n'
    assert nginx in told["_redirects.nginx"]
    assert 'redir "/ko/older.html" "/ko/generative-ai.html" 301\n' in told["_redirects.caddy"]
    assert {text.count(".html") for text in told.values()} == {8, 12}


def test_a_page_has_a_line_for_each_question_that_has_left_it(moved_site: Path) -> None:
    lines = {
        str(line["id"]): [(a["href"], a.text) for a in line.select("a")]
        for line in soup(moved_site / "en/models.html").select(".moved")
    }
    question = "How do diffusion models generate images?"
    assert lines == {"q-first": [("generative-ai.html#q-first", question)]}
    # Who comes by way of the page that is gone finds the question by its own id.
    ids = [str(line["id"]) for line in soup(moved_site / "en/generative-ai.html").select(".moved")]
    assert ids == ["q-gone"]


def test_the_sitemap_and_the_worker_know_what_is_there(moved_site: Path) -> None:
    worker = (moved_site / "worker.js").read_text(encoding="utf-8")
    assert ("en/older.html" in worker, "_redirects" in worker) == (True, False)


@pytest.mark.parametrize("code", ["en", "ko"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("models.html#q-first", "#q-first"),
        ("older.html#q-first", "#q-first"),
        ("older.html#q-gone", "#q-first"),
        ("images.html#q-noise", "#q-noise"),  # leads to the page, where nothing has this name
    ],
)
def test_a_browser_arrives(moved_site: Path, page: Page, code: str, old: str, new: str) -> None:
    page.goto(f"{moved_site.as_uri()}/{code}/{old}")
    expect(page).to_have_url(f"{moved_site.as_uri()}/{code}/generative-ai.html{new}")


@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.parametrize("code", ["en", "ko"])
def test_without_scripts_the_line_of_a_question_is_seen_by_who_comes_for_it(
    moved_site: Path, page: Page, code: str
) -> None:
    page.goto(f"{moved_site.as_uri()}/{code}/models.html")
    expect(page.locator(".moved")).to_be_hidden()
    page.goto(f"{moved_site.as_uri()}/{code}/models.html#q-first")
    expect(page.locator(".moved")).to_be_visible()
    expect(page.locator(".moved")).to_be_in_viewport()
    page.locator(".moved a").click()
    expect(page).to_have_url(f"{moved_site.as_uri()}/{code}/generative-ai.html#q-first")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_a_page_that_is_gone_leads_on(moved_site: Path, page: Page) -> None:
    page.goto(f"{moved_site.as_uri()}/ko/older.html")
    page.wait_for_url(f"{moved_site.as_uri()}/ko/generative-ai.html")


def test_entries_that_the_splitter_has_not_seen_cannot_hang_or_crash(tmp_path: Path) -> None:
    circle = Moved({"a": "b", "b": "a", "a#q-x": "b#q-x"})
    assert [circle.end(address) for address in ("a", "b", "c")] == ["a", "b", "c"]
    assert read_moved(tmp_path / "none.toml") == Moved({})
    (tmp_path / "editorial.toml").write_text('[[moved]]\nfrom = ["a"]\n', encoding="utf-8")
    with pytest.raises(ExtensionError, match=r"run `python scripts/split_seeds\.py`"):
        read_moved(tmp_path / "editorial.toml")


def test_an_entry_that_goes_takes_its_lines_along(moved_site: Path) -> None:
    later = moved_site.with_name("site")
    assert not soup(later / "en/models.html").select(".moved")
    assert not list(later.glob("_redirects*"))
    assert not (later / "en/older.html").exists()
