"""What stands at the foot of a question: related questions, references, links for mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_parts.questions import SiteQuestion
from question_tools.data import read_related
from reading_project import built, question
from site_project import Built, Project, text_of


@pytest.mark.parametrize("language", ["english", "korean"])
def test_near_twins_are_related_in_both_directions(
    request: pytest.FixtureRequest, language: str
) -> None:
    page = request.getfixturevalue(language).page("distributed.html")
    first = {
        name: question(page, name).select_one(".question-related a")
        for name in ("q-differ", "q-key-differences")
    }
    assert {name: str(link["href"]) if link else "" for name, link in first.items()} == {
        "q-differ": "#q-key-differences",
        "q-key-differences": "#q-differ",
    }


def test_a_question_that_is_like_no_other_has_no_related_ones(english: Built) -> None:
    assert not question(english.page("distributed.html"), "q-cake").select(".question-related")


def editorial(question: str, other: str) -> str:
    """Return an editor's file whose third line begins a choice."""
    return f'[[drop]]\ntext = "x"\n[[related]]\ntext = "{question}"\nto = ["{other}"]\n'


def test_an_editors_choice_comes_first_and_counts_in_both_directions(project: Project) -> None:
    seeds = project.folder / "docs/seeds"
    seeds.mkdir()
    text = editorial("How is a cake baked?", "q-differ")
    (seeds / "editorial.toml").write_text(text, encoding="utf-8")
    page = built(project, "en").page("distributed.html")
    links = {
        name: [str(a["href"]) for a in question(page, name).select(".question-related a")]
        for name in ("q-cake", "q-differ")
    }
    assert links == {"q-cake": ["#q-differ"], "q-differ": ["#q-cake", "#q-key-differences"]}


@pytest.mark.parametrize(
    ("question", "other", "said"),
    [
        ("How is a cake baked?", "q-lost", "editorial.toml:3: [[related]]: no question 'q-lost'"),
        ("Twice?", "q-cake", "editorial.toml:3: [[related]]: 2 questions 'Twice?'"),
    ],
)
def test_a_choice_that_means_no_one_question_is_an_error_that_says_so(
    tmp_path: Path, question: str, other: str, said: str
) -> None:
    titles = {"q-cake": "How is a cake baked?", "q-one": "Twice?", "q-two": "**Twice?**"}
    questions = [SiteQuestion(name, "page", each, each) for name, each in titles.items()]
    path = tmp_path / "editorial.toml"
    path.write_text(editorial(question, other), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(said)):
        read_related(path, questions)


def test_the_links_of_an_answer_are_its_references(english: Built) -> None:
    links = question(english.page("distributed.html"), "q-differ").select(".question-references a")
    assert [(text_of(a), a["href"]) for a in links] == [
        ("example.org/vllm", "https://example.org/vllm/")
    ]


def test_without_a_repository_nobody_is_asked_to_report_or_edit(english: Built) -> None:
    foot = question(english.page("distributed.html"), "q-cake").select(".question-foot > *")
    assert [text_of(each) for each in foot] == ["+ 한국어", "Copy link"]


def test_reports_name_the_question_and_the_lines_of_the_notes_are_linked(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_REPOSITORY_URL", "https://example.org/o/n")
    monkeypatch.setenv("MUNDAP_SITE_URL", "https://notes.example/")
    sources = project.folder / "docs/topics/sources.json"
    sources.parent.mkdir()
    sources.write_text('{"q-cake": {"seed": "a b.txt", "lines": [5, 6, 9]}}', encoding="utf-8")
    foot = question(built(project, "en").page("distributed.html"), "q-cake")
    links = {
        text_of(a): str(a["href"]) for a in foot.select(".question-foot > a, .question-source a")
    }
    assert links == {
        "Report a mistake": "https://example.org/o/n/issues/new?title=q-cake",
        "Edit the notes": "https://example.org/o/n/edit/main/docs/seeds/a%20b.txt",
        "a b.txt:5–9": "https://example.org/o/n/blob/main/docs/seeds/a%20b.txt#L5-L9",
    }
