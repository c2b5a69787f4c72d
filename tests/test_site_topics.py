"""The lists of topics and of questions: translated titles, right counts, right links."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_project import INDEX, PAGES, Project, text_of

ONE = "# Fine-tuning\n\n:::{questions}\n:::\n\n(q-lora)=\n\n## What is LoRA?\n\nAn adapter.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    about = "# About\n\n:::{topics}\n:::\n"
    project.write({**PAGES, "fine-tuning": ONE, "about": about})
    project.write(
        {"index": INDEX.replace("generative-ai\n", "generative-ai\nfine-tuning\nabout\n")}
    )
    texts = {"Generative AI": "생성형 AI", "What is RLHF?": "RLHF란 무엇인가요?"}
    project.translate("generative-ai", texts)
    project.translate("sphinx", {"1 question": "질문 1개", "{n} questions": "질문 {n}개"})
    return project


def cards(project: Project, language: str, name: str = "index.html") -> list[tuple[str, str, str]]:
    page = project.build(language).page(name)
    return [
        (text_of(card.a), str(card.a["href"] if card.a else ""), text_of(card.select_one("p + p")))
        for card in page.select(".topic-cards > li")
    ]


def test_topics_stand_in_the_order_of_the_contents_with_their_counts(project: Project) -> None:
    assert cards(project, "en") == [
        ("Generative AI", "generative-ai.html", "2 questions"),
        ("Fine-tuning", "fine-tuning.html", "1 question"),
    ]


def test_topics_are_shown_in_the_language_of_the_edition(project: Project) -> None:
    assert cards(project, "ko") == [
        ("생성형 AI", "generative-ai.html", "질문 2개"),
        ("Fine-tuning", "fine-tuning.html", "질문 1개"),
    ]


def test_questions_link_to_their_permanent_ids_with_translated_titles(project: Project) -> None:
    page = project.build("ko").page("generative-ai.html")
    links = [(text_of(link), link["href"]) for link in page.select(".question-list a")]
    assert links == [
        ("How do diffusion models generate images?", "#q-first"),
        ("RLHF란 무엇인가요?", "#q-second"),
    ]
    assert [section["id"] for section in page.select("section section")] == ["q-first", "q-second"]


def test_a_question_that_is_added_is_counted_on_every_page_that_lists_topics(
    project: Project,
) -> None:
    project.build("en")
    project.write({"fine-tuning": ONE + "\n(q-qlora)=\n\n## What is QLoRA?\n\nLess memory.\n"})
    expected = ("Fine-tuning", "fine-tuning.html", "2 questions")
    assert cards(project, "en", "about.html")[1] == expected


def test_the_sidebar_leads_to_each_topic_and_marks_this_page(project: Project) -> None:
    page = project.build("en").page("generative-ai.html")
    links = page.select(".sidebar-tree a")
    assert [(text_of(a), a.get("aria-current")) for a in links] == [
        ("Study", None),
        ("Generative AI", "page"),
        ("Fine-tuning", None),
        ("About", None),
    ]
