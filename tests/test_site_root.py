"""What lies above the editions: root page, 404 pages, sitemap, robots.txt."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import site_root
from site_languages import Language, Languages, read_languages

ADDRESS = "https://notes.example/ml/"
PAGES = ["index.html", "topics/generative-ai.html", "search.html", "_static/x.html", "404.html"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("MUNDAP_SITE_URL", "READTHEDOCS_CANONICAL_URL"):
        monkeypatch.delenv(name, raising=False)
    for language in read_languages().all:
        for page in PAGES:
            path = tmp_path / language.code / page
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("<p>", encoding="utf-8")
    return tmp_path


def written(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_without_an_address_there_is_no_sitemap(site: Path) -> None:
    before = set(written(site))
    assert site_root.main([str(site)]) == 0
    assert set(written(site)) - before == {"404.html", "index.html"}


def test_a_sitemap_of_another_address_is_taken_away(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", ADDRESS)
    site_root.main([str(site)])
    monkeypatch.delenv("MUNDAP_SITE_URL")
    site_root.main([str(site)])
    assert {"sitemap.xml", "robots.txt"} & set(written(site)) == set()


def test_the_sitemap_lists_each_page_with_all_its_languages(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", ADDRESS)
    site_root.main([str(site)])
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ET.fromstring(written(site)["sitemap.xml"])  # noqa: S314 - we have just written it
    pages = {
        url.findtext("s:loc", "", spaces): {
            link.attrib["hreflang"]: link.attrib["href"]
            for link in url.findall("{http://www.w3.org/1999/xhtml}link")
        }
        for url in tree.findall("s:url", spaces)
    }
    topic = "topics/generative-ai.html"
    languages = {"en": f"{ADDRESS}en/{topic}", "ko": f"{ADDRESS}ko/{topic}"}
    landing = {"en": f"{ADDRESS}en/index.html", "ko": f"{ADDRESS}ko/index.html"}
    assert pages == {
        ADDRESS: {},
        landing["en"]: {**landing, "x-default": ADDRESS},
        landing["ko"]: {**landing, "x-default": ADDRESS},
        languages["en"]: {**languages, "x-default": languages["en"]},
        languages["ko"]: {**languages, "x-default": languages["en"]},
    }
    assert f"Sitemap: {ADDRESS}sitemap.xml\n" in written(site)["robots.txt"]


def test_with_an_address_the_404_pages_need_no_script(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", ADDRESS)
    site_root.main([str(site)])
    page = written(site)["ko/404.html"]
    assert ('href="/ml/ko/index.html"' in page, "<script" in page) == (True, False)


def test_a_second_run_changes_no_byte(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", ADDRESS)
    site_root.main([str(site)])
    first = written(site)
    site_root.main([str(site)])
    assert written(site) == first


def test_a_missing_edition_is_named_and_nothing_is_written(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "ko" / "index.html").unlink()
    before = written(site)
    assert site_root.main([str(site)]) == 2
    expected = f"{site / 'ko'}: no index.html; build this edition first\n"
    assert (capsys.readouterr().err, written(site)) == (expected, before)


def test_no_folder_at_all_gets_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert site_root.main([]) == 2
    assert capsys.readouterr().err == "usage: python conf/site_root.py SITE_FOLDER\n"


def test_the_languages_come_in_the_order_of_their_file(tmp_path: Path) -> None:
    path = tmp_path / "languages.toml"
    path.write_text('source = "en"\n[ko]\nname = "한국어"\n[en]\nname = "English"\n', "utf-8")
    expected = Languages("en", (Language("ko", "한국어", "ko"), Language("en", "English", "en")))
    assert read_languages(path) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('source = "fr"\n', 'source = "fr" has no table; name a language that has one'),
        ("[en]\nname = 'E'\n", 'source = "" has no table; name a language that has one'),
        ("source = 'en'\n[en]\n", '[en] has no name; add name = "…" in the language itself'),
        ("source = \n", "cannot be read (Invalid value (at line 1, column 10)); mend the file"),
    ],
)
def test_a_wrong_list_of_languages_says_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "languages.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(f"{path}: {message}") + "$"):
        read_languages(path)
