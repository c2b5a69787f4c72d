"""What the build puts around an answer: marks, the other language, cards of the study page."""

from __future__ import annotations

from bs4 import BeautifulSoup
from reading_project import KOREAN, data
from site_project import Built, text_of


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


def test_cards_of_the_study_page_lead_to_pages_from_where_it_lies(english: Built) -> None:
    cards = {card["id"]: card for card in data(english, "study/distributed")["cards"]}
    assert list(cards) == ["q-differ", "q-key-differences", "q-cake"]
    answer = BeautifulSoup(cards["q-differ"]["answer"], "html.parser")
    assert "Copy link" not in answer.get_text()
    assert [str(a["href"]) for a in answer.select("a")] == [
        "https://example.org/vllm/",
        "generative-ai.html#q-second",
    ]
