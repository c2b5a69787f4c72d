"""What the build puts around an answer: marks, the other language, related questions, terms."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from page_parts.questions import SiteQuestion
from question_tools.data import read_related
from site_project import PAGES, TOPIC, Built, Project, text_of

SECOND = """\
# Distributed training

:::{questions}
:::

(q-differ)=

## How does distributed inference differ from distributed training?

Inference focuses on latency. See [the **vLLM** blog](https://example.org/vllm/) and [](#q-second).

(q-key-differences)=

## What are the key differences between distributed training and distributed inference?

Training focuses on throughput, and inference `<b>` on latency.

(q-cake)=

## How is a cake baked?

In an oven, with LoRAs and a learning rate.
"""
GLOSSARY = """\
# Glossary

:::{glossary}
learning rate
  The learning rate is the step size. It matters. See [](#q-second)

LoRA
  LoRA trains two small matrices.

rate
  A rate is a number.
:::
"""
CONTENTS = "# Home\n\n```{toctree}\ngenerative-ai\ndistributed\nglossary\n```\n"
ONE = "How does distributed inference differ from distributed training?"
KOREAN = {
    "Distributed training": "분산 학습",
    ONE: "분산 추론은 무엇이 다른가요?",
    "Inference focuses on latency. See [the **vLLM** blog](https://example.org/vllm/) and "
    "[](#q-second).": "추론은 *지연 시간*을 봅니다. <b>[](#q-second) [x](javascript:alert(1))",
    "In an oven, with LoRAs and a learning rate.": "오븐에서 학습률과 LoRA를 씁니다. 비학습률",
}
READERS = "reading side_by_side question_tools question_list term_notes study".split()
OTHERS = (
    "page_markdown structured_data preview_pictures feed downloads offline question_data".split()
)


def new_project(folder: Path) -> Project:
    project = Project(folder)
    pages = {"distributed": SECOND, "glossary": GLOSSARY, "index": CONTENTS}
    project.write({**PAGES, **pages})
    project.translate("distributed", KOREAN)
    project.translate("glossary", {"learning rate": "학습률", "LoRA": "LoRA"})
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(new_project(tmp_path_factory.mktemp("english")), "en")


@pytest.fixture(scope="module")
def korean(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(new_project(tmp_path_factory.mktemp("korean")), "ko")


def built(project: Project, language: str, *options: str) -> Built:
    made = project.build(language, *options)
    assert made.status == 0, made.output
    return made


def data(made: Built, name: str) -> Any:
    text = (made.folder / f"_static/data/{name}.js").read_text(encoding="utf-8")
    found = re.fullmatch(r"mundap\.data\.take\((\".*?\"), (.*)\);\n", text, re.DOTALL)
    assert found is not None
    assert json.loads(found[1]) == name
    return json.loads(found[2])


def question(page: BeautifulSoup, name: str) -> BeautifulSoup:
    return BeautifulSoup(str(page.find(id=name)), "html.parser")


def test_questions_with_an_answer_in_plain_words_are_marked(english: Built) -> None:
    page = english.page("generative-ai.html")
    listed = [text_of(item) for item in page.select(".question-list li")]
    assert listed == ["How do diffusion models generate images? plain words", "What is RLHF?"]
    assert [each["id"] for each in page.select("section.has-plain")] == ["q-first"]


def test_only_a_topic_with_both_kinds_of_answers_offers_the_choice(english: Built) -> None:
    offers = [
        len(english.page(name).select(".reading-choice input"))
        for name in ("generative-ai.html", "distributed.html", "index.html")
    ]
    assert offers == [3, 0, 0]


def twin(made: Built, text: str) -> str:
    """Return what the other language has for the element with this text."""
    page = made.page("distributed.html")
    element = next(each for each in page.select('[class*="text-"]') if text in each.get_text())
    key = next(name for name in element["class"] if name.startswith("text-"))
    other = "ko" if made.folder.name == "en" else "en"
    return str(data(made, f"texts/{other}/distributed")[key.removeprefix("text-")])


def test_below_a_korean_paragraph_stands_its_own_english(korean: Built) -> None:
    assert twin(korean, "오븐에서") == "In an oven, with LoRAs and a learning rate."
    assert twin(korean, "무엇이 다른가요") == (
        "How does distributed inference differ from distributed training?"
    )


def test_the_other_language_keeps_its_markup_and_links_within_this_edition(korean: Built) -> None:
    assert twin(korean, "지연 시간") == (
        'Inference focuses on latency. See <a href="https://example.org/vllm/">the '
        '<strong>vLLM</strong> blog</a> and <a href="generative-ai.html#q-second">'
        "What is RLHF?</a>."
    )


def test_a_translation_can_put_no_element_of_its_own_into_a_page(english: Built) -> None:
    assert twin(english, "Inference focuses") == (
        '추론은 <em>지연 시간</em>을 봅니다. &lt;b&gt;<a href="generative-ai.html#q-second">'
        "What is RLHF?</a> [x](javascript:alert(1))"
    )


def test_what_is_not_translated_has_nothing_below_it(english: Built) -> None:
    page = english.page("distributed.html")
    texts = data(english, "texts/ko/distributed")
    keys = {name[5:] for each in page.select("[class]") for name in each["class"]}
    assert len(texts) == len(KOREAN)
    assert set(texts) <= keys


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
    questions = [SiteQuestion(name, "page", each, each, ()) for name, each in titles.items()]
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


def terms(made: Built, name: str) -> list[tuple[str, str]]:
    links = question(made.page("distributed.html"), name).select("a.glossary-term")
    return [(text_of(a), str(a["href"])) for a in links]


def test_the_longest_term_wins_and_a_plural_belongs_to_it(english: Built) -> None:
    assert terms(english, "q-cake") == [
        ("LoRAs", "glossary.html#term-LoRA"),
        ("learning rate", "glossary.html#term-learning-rate"),
    ]


def test_a_particle_may_follow_a_term_and_another_word_may_not_hold_it(korean: Built) -> None:
    assert terms(korean, "q-cake") == [
        ("학습률", "glossary.html#term-learning-rate"),
        ("LoRA", "glossary.html#term-LoRA"),
    ]


def test_a_term_is_marked_once_in_an_answer_and_never_in_links_code_or_headings(
    project: Project,
) -> None:
    text = "A rate, a rate, `rate`, [rate](https://example.org/), **rate**.\n"
    project.write({"generative-ai": TOPIC.replace("Feedback from people.", text)})
    project.write(
        {
            "generative-ai": (project.folder / "docs/generative-ai.md")
            .read_text("utf-8")
            .replace("What is RLHF?", "What is a rate?")
        }
    )
    page = built(project, "en").page("generative-ai.html")
    assert len(question(page, "q-second").select("a.glossary-term")) == 1
    assert not page.select("h2 .glossary-term, code .glossary-term, a a")


def test_definitions_are_in_the_language_of_the_edition_and_say_where_they_are_not(
    english: Built, korean: Built
) -> None:
    assert data(english, "terms")["term-learning-rate"] == [
        "learning rate",
        "The learning rate is the step size. It matters.",
        "",
    ]
    assert data(korean, "terms")["term-learning-rate"][0] == "학습률"
    assert data(korean, "terms")["term-learning-rate"][2] == "en"


def test_cards_of_the_study_page_lead_to_pages_from_where_it_lies(english: Built) -> None:
    cards = {card["id"]: card for card in data(english, "study/distributed")["cards"]}
    assert list(cards) == ["q-differ", "q-key-differences", "q-cake"]
    answer = BeautifulSoup(cards["q-differ"]["answer"], "html.parser")
    assert "Copy link" not in answer.get_text()
    assert [str(a["href"]) for a in answer.select("a")] == [
        "https://example.org/vllm/",
        "generative-ai.html#q-second",
    ]


def files(made: Built) -> set[str]:
    return {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*.*")}


OFF = [[name] for name in [*READERS, *OTHERS]] + [READERS, READERS + OTHERS]


@pytest.mark.parametrize("off", OFF, ids="-".join)
def test_what_is_switched_off_leaves_no_trace(
    project: Project, monkeypatch: pytest.MonkeyPatch, off: list[str]
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", "https://notes.example/")  # previews need an address
    project.write({"distributed": f"{SECOND}\n:::{{downloads}}\n:::\n"})
    import conf as settings  # noqa: PLC0415 - the module of settings, read without running Sphinx

    left = [name for name in settings.extensions if name not in off]
    made = built(project, "en", "-D", f"extensions={','.join(left)}")
    names = " ".join(sorted(files(made)))
    html = made.page("distributed.html").decode() + made.page("generative-ai.html").decode()
    llms = made.folder / "llms.txt"
    offered = html + (llms.read_text(encoding="utf-8") if llms.is_file() else "")
    css = (made.folder / "_static/page-parts.css").read_text("utf-8") if READERS[0] in left else ""
    traces = {
        "reading": (html, "reading-choice|plain-mark|has-plain|data-reading"),
        "side_by_side": (html + css + names, "other-language|data/texts| text-[0-9]"),
        "question_tools": (html, "copy-link|question-related"),
        "question_list": (html, "list-tools"),
        "term_notes": (html + names, "glossary-term|data/terms"),
        "study": (html + names, r"study\.(html|js|css)|data/study"),
        "page_markdown": (html + names, r"text/markdown|\.md|llms"),
        "structured_data": (html, "ld.json"),
        "preview_pictures": (html + names, "og:image|previews/"),
        "feed": (html, "atom"),
        "downloads": (html, "download"),
        "offline": (html + names, "manifest|offline|icon-192"),
        "question_data": (offered, "questions.en.json"),
    }
    found = {name for name, (where, trace) in traces.items() if re.search(trace, where)}
    assert found == set(traces) - set(off)
    if set(READERS) <= set(off):
        assert "page-parts" not in html + names
        assert "question-foot" not in html
