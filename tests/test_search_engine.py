"""What the engine tells a page, in a real browser and on pages opened from the disk."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page
from search_bench.engines import build_ours
from search_quality import answers, open_engine

HOSTILE = [
    "",
    "   ",
    "a" * 10_000,
    "가" * 10_000,
    "양자화 " * 2_500,
    "(.*)+$^[a-z]{1,3}\\",
    "\ud800 lone \udfff",
    "\u200f\u202eabc\u200f",
    "<script>alert(1)</script>",
    "constructor __proto__ toString hasOwnProperty",
    "💥" * 3_000,
    "İ ß ᄒ ｱ",
]


def search(page: Page, query: str) -> dict[str, Any]:
    [answer] = answers(page, [query])
    return answer


@pytest.fixture
def english(page: Page, site: Path) -> Page:
    open_engine(page, site / "en")
    return page


@pytest.fixture
def korean(page: Page, site: Path) -> Page:
    open_engine(page, site / "ko")
    return page


def test_result_names_question_page_topic_and_matching_sentence(english: Page) -> None:
    result = search(english, "dropout")["results"][0]
    assert result["id"] == "q-techniques-prevent-overfitting-during-training"
    assert result["page"] == "topics/model-training"
    assert result["topic"] == "Model Training"
    assert result["title"] == "What techniques prevent overfitting during training?"
    text, marks = result["sentence"]["text"], result["sentence"]["marks"]
    assert [text[start:end] for start, end in marks] == ["dropout"]


def test_mark_covers_a_korean_word_with_its_particle(korean: Page) -> None:
    result = search(korean, "양자화")["results"][0]
    marked = [result["title"][start:end] for start, end in result["titleMarks"]]
    assert [word[:3] for word in marked] == ["양자화"]


def test_word_of_the_other_language_tells_what_the_edition_calls_it(korean: Page) -> None:
    result = search(korean, "overfitting")["results"][0]
    assert {"typed": "overfitting", "term": "과적합"} in result["terms"]


def test_word_that_stands_in_the_edition_is_not_explained(korean: Page) -> None:
    assert search(korean, "과적합")["results"][0]["terms"] == []


def how(answer: dict[str, Any]) -> dict[str, str]:
    return {word["typed"]: word["how"] for word in answer["understood"]["words"]}


def test_ignored_word_inside_a_phrase_is_taken_as_it_stands(english: Page) -> None:
    answer = search(english, "how to stop a chatbot from making things up")
    assert how(answer)["things"] == "unknown"
    assert answer["results"][0]["id"] == "q-retrieval-augmented-generation-rag"


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("프롬트 엔지니어링", "q-prompt-engineering"),
        ("텐서 패럴렐리즘", "q-tensor-parallelism-differ-other-parallelism-strategies"),
        ("hallucinaton", "q-retrieval-augmented-generation-rag"),
        ("가울기 소실", "q-vanishing-gradient-problem-addressed"),
        ("지식 증려가", "q-model-distillation-useful"),
        ("하이퍼 파라메터", "q-select-appropriate-hyperparameters"),
    ],
)
def test_term_is_found_as_it_is_spelled_or_heard_and_with_a_mistyped_part(
    korean: Page, typed: str, question: str
) -> None:
    assert search(korean, typed)["results"][0]["id"] == question


def test_words_without_a_term_of_the_field_are_related_at_most(english: Page) -> None:
    assert search(english, "git merge conflict")["results"] == []
    assert search(english, "whiskey overfitting")["results"] != []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("didwkghk", "양자화"), ("양쟈화", "양자화"), ("ㅈㅇㅎㅅ", None)],
)
def test_correction_is_offered_for_layout_and_typos(
    korean: Page, typed: str, meant: str | None
) -> None:
    answer = search(korean, typed)
    assert answer["results"]
    if meant:
        assert answer["understood"]["corrected"] == meant


@pytest.mark.parametrize("query", ["chocolate cake", "cake"])
def test_short_word_is_corrected_only_where_no_other_word_is_unknown(
    english: Page, query: str
) -> None:
    corrected = search(english, query)["understood"]["corrected"]
    assert (corrected is None) == (" " in query)


def test_right_query_has_no_correction(korean: Page) -> None:
    assert search(korean, "양자화")["understood"]["corrected"] is None


def test_syllables_that_are_being_typed_find_the_word(korean: Page) -> None:
    whole = search(korean, "양자화")["results"][0]["id"]
    for typed in ("양자", "양자ㅎ", "양자호", "양잫"):
        assert whole in [result["id"] for result in search(korean, typed)["results"]], typed


def test_results_and_related_are_never_both_shown(english: Page) -> None:
    for answer in answers(english, ["quantization", "mortgage", "git rebase conflict"]):
        assert not (answer["results"] and answer["related"])


@pytest.mark.parametrize("edition", ["en", "ko"])
def test_site_without_questions_finds_nothing(page: Page, tmp_path: Path, edition: str) -> None:
    build_ours([], edition, tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    page.evaluate("start()")
    found = answers(page, ["attention", "양자화가", "ㅇㅈㅎ", "xqzvk", ""])
    assert [answer["results"] + answer["related"] for answer in found] == [[]] * 5


def test_limit_bounds_the_results(english: Page) -> None:
    found = english.evaluate("engine.search('training', {limit: 3})")
    assert len(found["results"]) == 3


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered(korean: Page, query: str) -> None:
    answer = korean.evaluate("(query) => engine.search(query)", query)
    assert isinstance(answer["results"], list)


def test_query_that_holds_markup_is_words(english: Page) -> None:
    answer = search(english, "<script>alert(1)</script> dropout")
    assert [word["typed"] for word in answer["understood"]["words"]][-1] == "dropout"


def test_index_that_is_not_there_can_be_tried_again(
    page: Page, site: Path, tmp_path: Path, page_problems: list[str]
) -> None:
    edition = tmp_path / "en"
    shutil.copytree(site / "en", edition)
    index = edition / "_static/search/index.js"
    index.rename(index.with_suffix(".away"))
    with pytest.raises(Error, match="did not load"):
        open_engine(page, edition)
    index.with_suffix(".away").rename(index)
    page.evaluate("async () => { globalThis.engine = await questionSearch.open(); }")
    assert search(page, "dropout")["results"]
    page_problems.clear()
