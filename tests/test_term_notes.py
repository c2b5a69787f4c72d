"""Terms of the glossary in answers: where they are marked, and what is told of them."""

from __future__ import annotations

from reading_project import built, data, question
from site_project import TOPIC, Built, Project, text_of


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
