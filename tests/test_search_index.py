"""What a build writes for the search: the same bytes for the same texts, and always the newest."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from question_search.block_files import Writer
from question_search.blocks import cut, encode
from question_search.concepts import Concept, Concepts
from question_search.index import Indexer, Postings
from question_search.lexicon import Lexicon
from question_search.page_terms import made_anew
from question_search.records import Record, Texts, by_page
from question_search.scripts import join
from question_search.translations import plain_text, translations
from site_project import PAGES, TOPIC, Project
from sphinx.errors import ExtensionError

KEYWORDS = ":::{index} text-to-image, denoising\n:::\n\n"
KEYED = TOPIC.replace("They add noise.", KEYWORDS + "They add noise.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write({**PAGES, "generative-ai": KEYED})
    project.translate(
        "generative-ai",
        {
            "Generative AI": "생성형 AI",
            "How do diffusion models generate images?": "확산 모델은 어떻게 이미지를 만드나요?",
            "They add noise.": "**잡음**을 더합니다.",
            "denoising": "잡음 제거; 디노이징",
        },
    )
    return project


def files(folder: Path) -> dict[str, str]:
    found = sorted((folder / "_static/search").glob("*.js"))
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def block(folder: Path, kind: str) -> Any:
    [text] = [text for name, text in files(folder).items() if name.startswith(kind)]
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


def unpacked(text: str) -> Iterator[str]:
    key = ""
    for line in text.split("\n"):
        key = key[: ord(line[0]) - ord("A")] + re.split("[ >]", line[1:])[0]
        yield key


def keys(folder: Path) -> set[str]:
    return set(unpacked(block(folder, "words")))


def test_index_holds_both_languages_and_the_translated_keywords(project: Project) -> None:
    english, korean = (project.build(code) for code in ("en", "ko"))
    assert (english.status, korean.status) == (0, 0), english.output + korean.output
    for built in (english, korean):
        assert {"diffus", "denois", "잡음", "이미지", "디노이징"} <= keys(built.folder)


def test_keyword_with_a_semicolon_is_several_index_entries(project: Project) -> None:
    index = project.build("ko").page("genindex.html").get_text()
    assert "디노이징" in index
    assert "잡음 제거" in index


def test_text_block_shows_the_edition_alone(project: Project) -> None:
    pages, rows = block(project.build("ko").folder, "texts")
    assert pages == [["generative-ai", "생성형 AI"]]
    assert rows[0] == [
        "q-first",
        0,
        "확산 모델은 어떻게 이미지를 만드나요?",
        ["잡음을 더합니다.", "Like snow on a screen."],
    ]


def test_same_texts_give_the_same_bytes_in_one_process_or_two(project: Project) -> None:
    once = files(project.build("ko").folder)
    again = files(project.build("ko", "-E", "-j", "2").folder)
    assert once == again


def test_changed_translation_reaches_the_index_of_the_other_edition(project: Project) -> None:
    project.build("en")
    project.translate("generative-ai", {"They add noise.": "소음을 더합니다."})
    assert "소음" not in keys(project.build("en").folder)  # no title or keyword names it
    project.translate("generative-ai", {"What is RLHF?": "소음이란 무엇인가요?"})
    assert "소음" in keys(project.build("en").folder)


def test_changed_page_leaves_no_old_block(project: Project) -> None:
    before = files(project.build("en").folder)
    project.write({"generative-ai": KEYED.replace("RLHF", "DPO")})
    after = files(project.build("en").folder)
    assert "dpo" in keys(project.folder / "out/en")
    assert len(after) == len(before)


def test_fuzzy_translation_is_not_indexed(tmp_path: Path) -> None:
    catalog = tmp_path / "page.po"
    catalog.write_text('#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n', "utf-8")
    assert translations(catalog) == {"c": "d"}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("**강조**(bold) `code`", "강조(bold) code"),
        ("[문서](https://example.org) {term}`모델 <model>`", "문서 모델"),
        ("![대체 글](a.png) 뒤", "대체 글 뒤"),
        ("한 줄\n두 줄", "한 줄 두 줄"),
    ],
)
def test_message_loses_its_markup(markup: str, text: str) -> None:
    assert plain_text(markup) == text


def test_noun_is_what_is_seen_with_several_tails() -> None:
    lexicon = Lexicon()
    lexicon.learn(["도메인은", "도메인의", "도메인", "모델을", "모델은", "활성화", "함수"])
    lexicon.learn(["활성화", "함수"], known=True)
    assert dict(lexicon.terms("도메인이")) == {"도메인": 1.0}
    assert dict(lexicon.terms("모델을")) == {"모델": 1.0}
    assert {"활성화", "함수"} <= dict(lexicon.terms("활성화함수")).keys()


def test_noun_with_a_particle_is_no_noun_of_its_own() -> None:
    lexicon = Lexicon()
    lexicon.learn(["학습을", "학습의", "학습은", "학습에", "학습도", "학습과의", "학습과는"])
    assert [term for term, _ in lexicon.terms("학습과는")] == ["학습"]


def test_forms_of_a_concept_are_one_term() -> None:
    concepts = Concepts("en")
    concepts.add([Concept({"en": ("fine-tuning",), "ko": ("미세 조정", "파인튜닝")})])
    for text in ("Fine tuning", "finetuned", "미세조정을", "파인 튜닝이란"):
        record = Record("q-a", "p", {"en": Texts(title=text)})
        found = Indexer("en", concepts).index(by_page([record]))
        assert "#finetun" in found.terms, text


def test_title_says_more_than_an_answer() -> None:
    records = [
        Record("q-a", "p", {"en": Texts(title="What is dropout?", paragraphs=("A layer.",))}),
        Record("q-b", "p", {"en": Texts(title="What is a layer?", paragraphs=("See dropout.",))}),
    ]
    postings = Indexer("en", Concepts("en")).index(by_page(records)).terms["dropout"]
    assert list(postings.numbers) == [0, 1]
    assert postings.impacts[0] > postings.impacts[1]


def test_gap_that_needs_more_digits_is_written_lowest_first() -> None:
    postings = Postings()
    for number, impact in ((0, 5), (1000, 31)):
        postings.numbers.append(number)
        postings.impacts.append(impact)
    low, middle, high = 999 % 28, 999 // 28 % 28, 999 // 784
    digits = [[0], [low + 28, middle + 28, high], [5, 31]]
    first, gap, impacts = ("".join(chr(35 + digit) for digit in each) for each in digits)
    assert encode(postings) == ([first, gap], impacts)


def test_only_the_questions_that_a_term_says_most_of_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("question_search.blocks.MOST_QUESTIONS", 2)
    postings = Postings(array("I", [3, 4, 6]), bytearray([5, 2, 7]))
    assert encode(postings) == (["&", "%"], "(*")


def test_index_is_the_same_from_kept_parts() -> None:
    kept: dict[str, str] = {}

    def part(page: str, make: Callable[[], Any]) -> Any:
        kept[page] = kept[page] if page in kept else json.dumps(make())
        return json.loads(kept[page])

    concepts = Concepts("ko")
    concepts.add([Concept({"en": ("fine-tuning",), "ko": ("미세 조정",)})])
    texts = Texts(
        "미세 조정이란?", "주제", ("왜 조정하나요?",), ("GPU 메모리",), ("모델을 조정한다.",)
    )
    other = Texts("What is fine-tuning?", "Topic", (), ("GPU",), ("A fine-tuned model is tuned.",))
    rows = [(f"q-{n}", f"p{n // 2}", {"ko": texts, "en": other}) for n in range(5)]
    pages = by_page(Record(*row) for row in rows)
    indexes = [Indexer("ko", concepts).index(pages, each) for each in (made_anew, part, part)]
    assert indexes[0] == indexes[1] == indexes[2]
    assert {"#finetun", "조정", "gpu"} <= indexes[0].terms.keys()


def test_texts_are_cut_where_a_block_is_full() -> None:
    assert list(cut(["aaa", "가", "ccc"], 8)) == [["aaa", "가"], ["ccc"]]


def test_block_is_named_by_its_content(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    first, other = ['"가"', '"다"'], ['"나"', '"다"']
    assert writer.add("words", first) == writer.add("words", first) != writer.add("words", other)
    assert "다" in (tmp_path / (writer.add("words", first) + "-1.js")).read_text("utf-8")
    assert [path.suffix for path in tmp_path.iterdir()] == [".js"] * 4


def test_joined_modules_with_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nconst same = 1;\n', "utf-8")
    (tmp_path / "b.js").write_text("const same = 2;\nexport const b = same;\n", "utf-8")
    with pytest.raises(ExtensionError, match="same"):
        join(tmp_path / "a.js")


def test_joined_modules_that_rename_what_they_import_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(
        'import { b as c } from "./b.js";\nexport const a = c;\n', "utf-8"
    )
    (tmp_path / "b.js").write_text("export const b = 2;\n", "utf-8")
    with pytest.raises(ExtensionError, match="b as c"):
        join(tmp_path / "a.js")
