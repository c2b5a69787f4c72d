"""What a reader is told of a translation's state: below each question, and on one page for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_project import PAGES, Project, text_of

PROGRESS = "# Progress\n\n:::{translation-progress}\n:::\n"
FIRST = {
    "How do diffusion models generate images?": "확산 모델은 어떻게 이미지를 생성하나요?",
    "They add noise.": "노이즈를 더합니다.",
    "In plain words": "쉬운 말로",
    "**How are images made?**": "**이미지는 어떻게 만들어지나요?**",
    "Like snow on a screen.": "화면의 눈과 같습니다.",
}
SECOND = {"What is RLHF?": "RLHF란 무엇인가요?", "Feedback from people.": ""}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    index = PAGES["index"].replace("generative-ai\n", "generative-ai\nprogress\n")
    project.write({**PAGES, "index": index, "progress": PROGRESS})
    project.translate("generative-ai", {"Generative AI": "생성형 AI", **FIRST, **SECOND})
    return project


def states(project: Project, language: str = "ko") -> list[tuple[str, str]]:
    page = project.build(language).page("generative-ai.html")
    return [
        (str(line.parent["id"]) if line.parent else "", text_of(line.span))
        for line in page.select(".translation-state")
    ]


def catalog(project: Project) -> Path:
    return project.folder / "locales/ko/LC_MESSAGES/generative-ai.po"


def test_each_question_of_a_translated_edition_tells_its_state(project: Project) -> None:
    assert states(project) == [("q-first", "Translated"), ("q-second", "Not translated yet")]


def test_the_source_edition_tells_no_state(project: Project) -> None:
    assert states(project, "en") == []


def test_a_question_whose_english_has_changed_says_so(project: Project) -> None:
    text = catalog(project).read_text("utf-8")
    fuzzy = text.replace('msgid "They add', '#, fuzzy\nmsgid "They add')
    catalog(project).write_text(fuzzy, encoding="utf-8")
    changed = "The English has changed since this was translated"
    assert states(project)[0] == ("q-first", changed)


def test_a_page_without_a_catalog_is_not_translated_yet(project: Project) -> None:
    project.build("ko")  # makes an .mo file of it
    catalog(project).unlink()
    assert {state for _id, state in states(project)} == {"Not translated yet"}
    page = project.build("ko").page("generative-ai.html")
    assert text_of(page.select_one("#q-first h2")).startswith("How do diffusion models")


def test_the_state_leads_to_the_line_of_the_catalog_that_is_to_do(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_REPOSITORY_URL", "https://example.org/owner/name/")
    page = project.build("ko").page("generative-ai.html")
    lines = catalog(project).read_text("utf-8").splitlines()
    todo = lines.index('msgid "Feedback from people."') + 1
    path = "https://example.org/owner/name/blob/main/locales/ko/LC_MESSAGES/generative-ai.po"
    assert str(page.select(".translation-state a")[1]["href"]) == f"{path}#L{todo}"


def test_without_an_address_of_the_repository_there_is_no_link(project: Project) -> None:
    page = project.build("ko").page("generative-ai.html")
    assert page.select(".translation-state a") == []


def test_the_progress_page_counts_each_page_in_each_language(project: Project) -> None:
    table = project.build("en").page("progress.html").select_one("table.translation-progress")
    assert table is not None
    assert [text_of(row) for row in table.select("tr")] == [
        "한국어 Progress Translated Changed To do",
        "Generative AI 87% 87% 7 / 8 0 1",
    ]
    bar = table.progress
    assert bar is not None
    shown = (bar["value"], bar["max"], bar["aria-label"])
    assert shown == ("7", "8", "Generative AI: 87%")


def test_the_progress_page_follows_a_catalog_that_changes(project: Project) -> None:
    project.build("en")
    project.translate("generative-ai", {"Generative AI": "생성형 AI"})
    table = project.build("en").page("progress.html").select_one("table.translation-progress")
    assert text_of(table).endswith("1 / 1 0 0")


def test_a_catalog_that_is_none_is_named_with_its_line(project: Project) -> None:
    catalog(project).write_text('msgid "a"\nmsgstr "b"\nnonsense\n', encoding="utf-8")
    built = project.build("ko")
    assert built.status == 2
    assert "generative-ai.po:3: no catalog (Unknown or misformatted keyword" in built.output
