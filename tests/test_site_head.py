"""What search engines and link previews are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from page_head import shorten
from site_project import PAGES, Project

ADDRESS = "https://notes.example/ml/"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in ("MUNDAP_SITE_URL", "READTHEDOCS_CANONICAL_URL"):
        monkeypatch.delenv(name, raising=False)
    project = Project(tmp_path)
    project.write(PAGES)
    project.translate("generative-ai", {"What is RLHF?": "RLHF란 무엇인가요?"})
    project.translate("index", {"Notes on machine learning.": "머신러닝 노트입니다."})
    return project


def metas(page: BeautifulSoup) -> dict[str, str]:
    found = page.select("meta[property], meta[name]")
    return {str(tag.get("property") or tag["name"]): str(tag["content"]) for tag in found}


def links(page: BeautifulSoup) -> dict[str, str]:
    found = page.select("link[rel=canonical], link[rel=alternate][hreflang]")
    return {str(tag.get("hreflang", "canonical")): str(tag["href"]) for tag in found}


def test_a_topic_is_described_by_its_questions_in_its_language(project: Project) -> None:
    expected = "How do diffusion models generate images? RLHF란 무엇인가요?"
    found = metas(project.build("ko").page("generative-ai.html"))
    assert (found["description"], found["og:description"]) == (expected, expected)
    assert (found["og:title"], found["og:locale"]) == ("Generative AI", "ko_KR")
    assert (found["og:type"], found["og:locale:alternate"]) == ("article", "en_US")


def test_another_page_is_described_by_its_first_paragraph(project: Project) -> None:
    found = metas(project.build("ko").page("index.html"))
    assert (found["description"], found["og:type"]) == ("머신러닝 노트입니다.", "website")


def test_without_an_address_there_is_no_absolute_link(project: Project) -> None:
    page = project.build("en").page("generative-ai.html")
    assert (links(page), metas(page).get("og:url")) == ({}, None)


@pytest.mark.parametrize("variable", ["MUNDAP_SITE_URL", "READTHEDOCS_CANONICAL_URL"])
def test_each_edition_is_its_own_canonical_and_names_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, ADDRESS)
    page = project.build("ko").page("generative-ai.html")
    assert links(page) == {
        "canonical": f"{ADDRESS}ko/generative-ai.html",
        "en": f"{ADDRESS}en/generative-ai.html",
        "ko": f"{ADDRESS}ko/generative-ai.html",
        "x-default": f"{ADDRESS}en/generative-ai.html",
    }
    assert metas(page)["og:url"] == f"{ADDRESS}ko/generative-ai.html"


def test_the_landing_pages_default_is_the_page_that_offers_both(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", ADDRESS.rstrip("/"))
    assert links(project.build("en").page("index.html"))["x-default"] == ADDRESS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        ("One sentence.  Another one that is too long.", "One sentence."),
        ("one, two, three, four, five", "one, two, three…"),
        ("문장 하나입니다. 두 번째 문장은 조금 더 깁니다.", "문장 하나입니다."),
    ],
)
def test_a_description_ends_with_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert shorten(text, 20) == expected


def test_no_page_names_its_generator(project: Project) -> None:
    text = (project.build("en").folder / "index.html").read_text(encoding="utf-8")
    assert ("Generated with" in text, "generator" in text) == (False, False)
