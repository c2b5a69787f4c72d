"""The configurations are checked with the real nginx and Caddy; what is wrong is told."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest
from conftest import shown
from filelock import FileLock
from hosting import __main__ as hosting
from hosting import server
from hosting.compress import compress
from hosting.install import install
from hosting.server import CADDY, NGINX, Server
from site_languages import read_languages

CODES = [language.code for language in read_languages().all]
OLD, NEW = f"/{CODES[0]}/old.html", f"/{CODES[0]}/index.html"
PAGE = '<!DOCTYPE html><html lang="{code}"><a href="{link}#x">Text</a>' + "word " * 200


@pytest.fixture(scope="session", autouse=True)
def real_servers(shared: Path, pytestconfig: pytest.Config) -> None:
    """Install Debian's servers where there are none; a machine that cannot have them fails."""
    with FileLock(shared / "servers.lock"), shown(pytestconfig):  # one process at most installs
        install({each.program: hosting.PROGRAMS[each.program] for each in hosting.SERVERS})


@pytest.fixture
def served() -> Iterator[Path]:
    """A folder with a release of a tiny site, as it should be."""
    # Not tmp_path: it lies in a folder that nginx's workers, another user, may not read.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        fill(Path(name))
        yield Path(name)


def fill(folder: Path) -> None:
    release = folder / "1"
    for code in ["", *CODES]:
        (release / code).mkdir(parents=True, exist_ok=True)
        page = PAGE.format(code=code, link=f"{CODES[0]}/index.html" if not code else "index.html")
        for name in ("index.html", "404.html"):
            (release / code / name).write_text(page, encoding="utf-8")
    (release / "_headers").write_text("/*\n", encoding="utf-8")
    (release / "_redirects").write_text(f"{OLD} {NEW} 301\n", encoding="utf-8")
    nginx = f'location = "{OLD}" {{ return 301 "{NEW}"; }}\n'
    (release / "_redirects.nginx").write_text(nginx, encoding="utf-8")
    (release / "_redirects.caddy").write_text(f'redir "{OLD}" "{NEW}" 301\n', encoding="utf-8")
    server.deploy(folder, "1")


def told_of(configured: Server, served: Path) -> list[str]:
    with server.running(configured, served) as address:
        return [*hosting.check(address), *hosting.redirects(address, served / "1")]


@pytest.mark.parametrize("configured", hosting.SERVERS, ids=lambda each: each.program)
def test_a_site_is_served_as_it_should_be(served: Path, configured: Server) -> None:
    assert told_of(configured, served) == []


@pytest.mark.parametrize("configured", hosting.SERVERS, ids=lambda each: each.program)
def test_a_site_in_which_nothing_has_moved_is_served(served: Path, configured: Server) -> None:
    for path in (served / "1").glob("_redirects*"):
        path.unlink()
    assert told_of(configured, served) == []


@pytest.mark.parametrize(
    ("configured", "old", "new", "expected"),
    [
        (NGINX, '"nosniff"', '"sniff"', "X-Content-Type-Options: 'sniff', and not 'nosniff'"),
        (NGINX, "/$edition/404.html;", "/404.html;", f"a missing page of {CODES[0]}: 404"),
        (NGINX, "|_headers", "|_nothing", "/_headers: 200"),
        (NGINX, "_redirects.ngin*", "_nothing*", f"{OLD}: 404 to None, and not 301 to {NEW}"),
        (CADDY, "Options nosniff", "Options sniff", "X-Content-Type-Options: 'sniff', and not"),
        (CADDY, "/{re.edition.1}/404", "/404", f"a missing page of {CODES[0]}: 404"),
        (CADDY, "|_headers", "|_nothing", "/_headers: 200"),
        (CADDY, "_redirects.cadd*", "_nothing*", f"{OLD}: 404 to None, and not 301 to {NEW}"),
    ],
)
def test_a_wrong_configuration_is_told(
    served: Path, configured: Server, old: str, new: str, expected: str
) -> None:
    text = configured.configuration.read_text(encoding="utf-8")
    assert old in text
    wrong = served / "wrong.conf"
    wrong.write_text(text.replace(old, new), encoding="utf-8")
    told = told_of(replace(configured, configuration=wrong), served)
    assert [line for line in told if line.startswith(expected)] != []


def test_a_server_that_does_not_start_says_why(served: Path) -> None:
    (served / "1" / "_redirects.nginx").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(OSError, match="unexpected end of file"), server.running(NGINX, served):
        pass


def test_a_machine_that_cannot_have_a_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    install({"sh": "dash"})
    with pytest.raises(FileNotFoundError, match="on Debian, as root: apt install no-such-package"):
        install({"no-such-program": "no-such-package"})


def test_a_broken_link_is_told(served: Path) -> None:
    page = served / "1" / CODES[-1] / "index.html"
    page.write_text('<a href="gone.html">Gone</a>', encoding="utf-8")
    (served / "1" / "index.html").write_text(
        f'<a href="{CODES[-1]}/">Edition</a>', encoding="utf-8"
    )
    with server.running(NGINX, served) as address:
        found = list(hosting.broken_links(address))
    assert found == [(f"{address}{CODES[-1]}/gone.html", 404)]


def test_a_deployment_takes_effect_at_once(served: Path) -> None:
    (served / "2").mkdir()
    (served / "2" / "index.html").write_text("new", encoding="utf-8")
    with server.running(NGINX, served) as address:
        before = server.get(address).body
        server.deploy(served, "2")
        assert (before != b"new", server.get(address).body) == (True, b"new")


def test_links_are_read_from_pages_alone() -> None:
    headers = Message()
    headers["Content-Type"] = "text/html; charset=utf-8"
    body = b'<a class="x" href="a%20b.html?x=1&amp;y=2#part">A</a><img alt="" src="../c.png">'
    page = server.Answer(200, headers, body)
    expected = ["http://h/d/a%20b.html?x=1&y=2", "http://h/c.png"]
    assert list(hosting.links("http://h/d/index.html", page)) == expected
    headers.replace_header("Content-Type", "text/plain")
    assert list(hosting.links("http://h/d/index.html", page)) == []


def test_the_rate_is_what_wrk_says() -> None:
    assert hosting.rate("Running\nRequests/sec:   1234.50\nTransfer/sec: 1MB\n") == 1234.5


def test_text_is_compressed_beforehand_and_what_is_gone_is_no_longer(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("word " * 200, encoding="utf-8")
    (tmp_path / "small.html").write_text("word", encoding="utf-8")
    (tmp_path / "gone.html.gz").write_bytes(b"old")
    assert compress(tmp_path) == 1
    assert sorted(path.name for path in tmp_path.glob("*.gz")) == ["page.html.gz"]
    assert gzip.decompress((tmp_path / "page.html.gz").read_bytes()) == b"word " * 200
