"""The files for programs: what they have, in which language, and that they keep to their schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from question_data.clean_html import clean, to_text
from question_data.markdown import to_markdown
from site_languages import read_languages
from site_project import PAGES, Project

CODES = [language.code for language in read_languages().all]
ANSWER = "They add noise. See [RLHF](#q-second) and [a paper](https://example.org/a)."
TOPIC = PAGES["generative-ai"].replace("They add noise.", ANSWER)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("data"))
    project.write({**PAGES, "generative-ai": TOPIC})
    translated = {
        "How do diffusion models generate images?": "확산 모델은 이미지를 어떻게 만드나요?"
    }
    project.translate(
        "generative-ai", {**translated, "Like snow on a screen.": "화면의 눈 같습니다."}
    )
    return project


@pytest.fixture(scope="module")
def editions(project: Project) -> dict[str, Any]:
    found = {}
    for code in CODES:
        built = project.build(code)
        assert built.status == 0, built.output
        found[code] = json.loads((built.folder / f"questions.{code}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_whole_site_keeps_to_the_schema_that_it_ships(site: Path, code: str) -> None:
    schema = json.loads((site / code / "questions.schema.json").read_text("utf-8"))
    content = json.loads((site / code / f"questions.{code}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in checker.iter_errors(content)] == []
    assert len(content["questions"]) == 90


def test_the_schema_notices_a_question_that_lacks_its_answer(site: Path) -> None:
    schema = json.loads((site / CODES[0] / "questions.schema.json").read_text("utf-8"))
    content = json.loads((site / CODES[0] / f"questions.{CODES[0]}.json").read_text("utf-8"))
    del content["questions"][0]["answer"]
    with pytest.raises(jsonschema.ValidationError, match="'answer' is a required property"):
        jsonschema.validate(content, schema)


def test_every_edition_has_the_same_questions_in_the_same_order(site: Path) -> None:
    texts = [(site / code / f"questions.{code}.json").read_text("utf-8") for code in CODES]
    ids = [[question["id"] for question in json.loads(text)["questions"]] for text in texts]
    assert ids[1:] == ids[:-1]


def test_a_question_has_both_editions_in_three_forms(editions: dict[str, Any]) -> None:
    first = editions["en"]["questions"][0]
    assert first["answer"]["text"] == "They add noise. See RLHF and a paper."
    paper = "[a paper](https://example.org/a)"
    rlhf = "[RLHF](generative-ai.html#q-second)"
    assert first["answer"]["markdown"] == f"They add noise. See {rlhf} and {paper}."
    html = first["answer"]["html"]
    assert '<a href="generative-ai.html#q-second">RLHF</a>' in html
    assert ("class=" in html, "<span" in html) == (False, False)
    assert first["plain"]["question"] == "How are images made?"
    assert first["plain"]["text"] == "Like snow on a screen."
    assert first["references"] == [{"title": "a paper", "url": "https://example.org/a"}]
    assert editions["en"]["questions"][1]["plain"] is None


def test_a_translation_is_in_its_language_and_names_the_other(editions: dict[str, Any]) -> None:
    english, korean = (editions[code]["questions"][0] for code in ("en", "ko"))
    assert korean["question"] == "확산 모델은 이미지를 어떻게 만드나요?"
    assert korean["plain"]["text"] == "화면의 눈 같습니다."
    assert korean["other_languages"] == {"en": english["question"]}
    assert english["other_languages"] == {"ko": korean["question"]}
    assert editions["en"]["questions"][1]["other_languages"] == {}


def test_what_is_not_translated_says_its_language(editions: dict[str, Any]) -> None:
    assert '<p lang="en">They add noise.' in editions["ko"]["questions"][0]["answer"]["html"]
    assert "lang=" not in editions["en"]["questions"][0]["answer"]["html"]


def test_with_an_address_every_link_is_whole(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", "https://notes.example/ml/")
    built = project.build("en")
    content = json.loads((built.folder / "questions.en.json").read_text("utf-8"))
    page = "https://notes.example/ml/en/generative-ai.html"
    assert content["url"] == "https://notes.example/ml/en/"
    assert content["questions"][0]["url"] == f"{page}#q-first"
    assert f'href="{page}#q-second"' in content["questions"][0]["answer"]["html"]
    assert [each["url"] for each in content["questions"][0]["references"]] == [
        "https://example.org/a"
    ]


def test_the_source_is_what_the_splitter_says(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write(PAGES)
    (tmp_path / "docs" / "topics").mkdir()
    known = {"q-first": {"seed": "notes.txt", "lines": [5, 6]}}
    (tmp_path / "docs" / "topics" / "sources.json").write_text(json.dumps(known), "utf-8")
    built = project.build(
        "en", "-D", "extensions=myst_parser,safe_myst,editions,topics,question_data"
    )
    found = json.loads((built.folder / "questions.en.json").read_text("utf-8"))["questions"]
    assert [question.get("source") for question in found] == [
        [{"document": "notes.txt", "lines": [5, 6]}],
        None,
    ]


@pytest.mark.parametrize(
    ("html", "markdown", "text"),
    [
        ("<p>a <strong>b</strong>\n c</p>", "a **b** c", "a b c"),
        ("<ul class='x'><li><p>a</p></li><li>b</li></ul>", "- a\n- b", "- a\n- b"),
        ("<p>a<a class='headerlink' href='#a'>#</a></p>", "a", "a"),
        ("<p>a<script>alert(1)</script></p>", "a", "a"),
        ("<p onclick='x'>1 &lt; 2</p>", "1 < 2", "1 < 2"),
        ("<p>snake_case*</p>", r"snake_case\*", "snake_case*"),
        ("<p># a</p><p>- b</p>", "\\# a\n\n\\- b", "# a\n\n- b"),
        ("<p>&lt;b&gt; &amp;lt; R&amp;D</p>", "&lt;b> &amp;lt; R&amp;D", "<b> &lt; R&D"),
        ("<p><code>&lt;b&gt; *a*</code></p>", "`<b> *a*`", "<b> *a*"),
        (
            "<pre>&lt;b&gt; &amp;lt;\n\n\n# a</pre>",
            "```\n<b> &lt;\n\n\n# a\n```",
            "<b> &lt;\n\n# a",
        ),
        ("<p>a</p><div class='admonition x'><p>b</p></div>", "a\n\n> b", "a\n\nb"),
        ("<dl><dt>a</dt><dd><p>b</p></dd></dl>", "**a**\n\nb", "a\nb"),
        ("<p>a</p><p hidden>b</p><template>c</template>d", "a\n\nd", "a\n\nd"),
        ("<a href='http://x.y/a b'>c]</a>", r"[c\]](<http://x.y/a b>)", "c]"),
    ],
)
def test_html_markdown_and_text_say_the_same(html: str, markdown: str, text: str) -> None:
    cleaned = clean(html, lambda address: address)
    assert ("onclick" in cleaned, "script" in cleaned, "class" in cleaned) == (False, False, False)
    assert (to_markdown(cleaned), to_text(cleaned)) == (markdown, text)
