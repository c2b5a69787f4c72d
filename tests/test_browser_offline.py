"""After one visit the site works without its server; a new deployment replaces it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browser import until
from offline import files_to_keep, finish_site
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import QuietHandler
from site_languages import read_languages

CODES = [language.code for language in read_languages().all]
READY = "() => navigator.serviceWorker.ready.then((found) => found.active.state)"
KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('mundap-'))"


class Host:
    """A server that can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    def start(self) -> None:
        handler = partial(QuietHandler, directory=str(self.folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(site, tmp_path / "site")
    host = Host(tmp_path / "site")
    yield host
    host.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page in a browser that keeps the site, which other tests do not let it."""
    context: BrowserContext = browser.new_context(service_workers="allow")
    yield context.new_page()
    context.close()


def visit(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate(READY) in {"activating", "activated"}
    until(page, "navigator.serviceWorker.controller")


def take_over(page: Page, before: list[str]) -> None:
    """Wait until the worker of a new deployment has taken over from the one before."""
    page.evaluate("() => navigator.serviceWorker.ready.then((found) => found.update())")
    kept = before
    for _ in range(200):
        if len(kept := page.evaluate(KEPT)) == 1 and kept != before:
            break
        page.wait_for_timeout(100)
    assert (len(kept), kept != before) == (1, True)


def test_after_one_visit_every_page_of_both_languages_works_offline(
    visitor: Page, host: Host
) -> None:
    visit(visitor, f"{host.address}ko/index.html")
    host.stop()
    try:
        for name in ("en/", "ko/topics/fine-tuning.html", "en/topics/generative-ai.html", ""):
            visitor.goto(host.address + name)
            expect(visitor.get_by_role("heading", level=1).first).to_be_visible()
        visitor.goto(f"{host.address}ko/search.html?q=확산 모델")
        expect(visitor.get_by_text("확산 모델은 이미지를 어떻게 생성하나요?").first).to_be_visible()
    finally:
        host.start()


def test_a_new_deployment_replaces_the_pages_and_the_old_cache(visitor: Page, host: Host) -> None:
    visit(visitor, f"{host.address}en/index.html")
    before = visitor.evaluate(KEPT)
    page = host.folder / "en" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " (new)</h1>", 1), "utf-8")
    finish_site(host.folder, read_languages(), host.folder)
    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("(new)")  # at once
    take_over(visitor, before)
    host.stop()
    try:
        visitor.goto(f"{host.address}en/index.html")
        expect(visitor.get_by_role("heading", level=1)).to_contain_text("(new)")
    finally:
        host.start()


def test_a_page_that_a_new_deployment_does_not_have_is_gone(visitor: Page, host: Host) -> None:
    page = host.folder / "en" / "removed.html"
    page.write_text("<!DOCTYPE html><title>Removed</title>", "utf-8")
    os.utime(page, (0, 0))  # so old that a browser would not ask for it again
    finish_site(host.folder, read_languages(), host.folder)
    visit(visitor, f"{host.address}en/index.html")
    visitor.goto(f"{host.address}en/removed.html")
    before = visitor.evaluate(KEPT)
    page.unlink()
    finish_site(host.folder, read_languages(), host.folder)
    take_over(visitor, before)
    answer = visitor.goto(f"{host.address}en/removed.html")
    assert answer is not None
    assert answer.status == 404


def test_a_page_from_a_disk_does_not_try(visitor: Page, site: Path) -> None:
    said: list[str] = []
    visitor.on("console", lambda message: said.append(message.text))
    visitor.on("pageerror", lambda error: said.append(str(error)))
    visitor.goto((site / "en" / "index.html").as_uri())
    visitor.wait_for_timeout(1500)
    assert (visitor.evaluate("navigator.serviceWorker.controller"), said) == (None, [])


def test_the_list_has_every_page_and_no_book(site: Path) -> None:
    kept = files_to_keep(site)
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages - set(kept) == set()
    assert [name for name in kept if Path(name).suffix in {".pdf", ".epub", ".apkg", ".map"}] == []


def test_a_changed_file_is_a_new_worker(tmp_path: Path) -> None:
    (tmp_path / CODES[0]).mkdir()
    (tmp_path / CODES[0] / "manifest.webmanifest").write_text("{}", "utf-8")
    workers = []
    for text in ("one", "two", "two"):
        (tmp_path / "index.html").write_text(text, "utf-8")
        finish_site(tmp_path, read_languages(), tmp_path)
        workers.append((tmp_path / "worker.js").read_text("utf-8"))
    assert (workers[0] != workers[1], workers[1] == workers[2]) == (True, True)


def test_each_edition_is_an_application_of_its_own(visitor: Page, base_url: str) -> None:
    found = {}
    for code in CODES:
        visitor.goto(f"{base_url}{code}/index.html")
        devtools = visitor.context.new_cdp_session(visitor)
        assert devtools.send("Page.getAppManifest")["errors"] == []
        found[code] = devtools.send("Page.getAppId")["appId"]
    assert found == {code: f"{base_url}{code}/index.html" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_the_manifest_is_in_the_language_and_its_icons_are_there(site: Path, code: str) -> None:
    manifest = json.loads((site / code / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["lang"] == code
    assert (site / code / manifest["start_url"]).is_file()
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert sizes == {"192x192", "512x512"}
    signature = b"\x89PNG\r\n\x1a\n"
    for icon in manifest["icons"]:
        assert (site / code / icon["src"]).read_bytes().startswith(signature)
