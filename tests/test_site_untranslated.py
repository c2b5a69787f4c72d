"""English text in a translated edition says that it is English."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from site_project import PAGES, Project, text_of

ENGLISH = [
    "Generative AI",
    "How do diffusion models generate images?",
    "They add noise.",
    "In plain words",
    "How are images made?",
    "Like snow on a screen.",
    "What is RLHF?",
    "Feedback from people.",
]
TRANSLATED = {"They add noise.": "노이즈를 더합니다.", "What is RLHF?": "RLHF란 무엇인가요?"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write(PAGES)
    return project


def english_of(page: BeautifulSoup) -> list[str]:
    for button in page.select("button"):  # the language switches of questions name a language
        button.decompose()
    found = page.select("article :not(ol) [lang=en]")
    return [text_of(tag) for tag in found if not tag.find_parent("ol")]


def test_text_of_a_page_without_a_catalog_is_marked(project: Project) -> None:
    assert english_of(project.build("ko").page("generative-ai.html")) == ENGLISH


def test_translated_text_is_not_marked(project: Project) -> None:
    project.translate("generative-ai", TRANSLATED)
    expected = [text for text in ENGLISH if text not in TRANSLATED]
    assert english_of(project.build("ko").page("generative-ai.html")) == expected


def test_lists_of_titles_are_marked_too(project: Project) -> None:
    page = project.build("ko").page("generative-ai.html")
    links = "a:not(:has([lang=en]), [href$='study.html'])"  # that one is the interface's
    for place in (".question-list", ".sidebar-tree", ".toc-tree"):
        assert [text_of(link) for link in page.select(f"{place} {links}")] == []


def test_the_source_edition_marks_nothing(project: Project) -> None:
    page = project.build("en").page("generative-ai.html")
    marked = page.select("article [lang]:not(button)")
    assert (marked, page.html and page.html["lang"]) == ([], "en")
