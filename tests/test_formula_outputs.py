"""Formulas are formulas in whatever is made of a page, and TeX where there is only text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anki_decks
import polib
import pytest
import question_data
from books.epub import write_epub
from books.formulas import DEEPEST, steps
from books.pdf import write_pdf
from bs4 import BeautifulSoup
from feed import entries
from lxml import etree
from playwright.sync_api import BrowserContext, Dialog
from pypdf import PdfReader
from reading_project import built
from site_project import INDEX, Built, Once, Project

import noxfile

PAGE = (noxfile.ROOT / "tests/data/site/formulas.md").read_text(encoding="utf-8")
KOREAN = {
    "What is the $L_2$ loss?": "$L_2$ 손실이란 무엇인가요?",
    "The loss $y_i * \\hat{y}_i$ costs \\$5 or \\$6; `$HOME` is code.": (
        "$y_i * \\hat{y}_i$ 손실은 \\$5나 \\$6입니다. `$HOME`은 코드입니다."
    ),
}
TEX = r"y_i * \hat{y}_i"
LOSS = '<msub><mi>y</mi><mi>i</mi></msub><mo lspace="0.2222em" rspace="0.2222em">∗</mo>'


def build_formulas(folder: Path) -> None:
    made = Project(folder)
    made.write({"index": INDEX.replace("generative-ai", "losses"), "losses": PAGE})
    made.translate("losses", KOREAN)
    for code in ("en", "ko"):
        built(made, code)


@pytest.fixture(scope="session")
def project(once: Once) -> Project:
    return Project(once("formulas", build_formulas))


@pytest.fixture(scope="session")
def editions(project: Project) -> dict[str, Built]:
    """Both editions, built so that each warning is an error."""
    return {code: project.built(code) for code in ("en", "ko")}


@pytest.fixture(scope="module")
def content(editions: dict[str, Built]) -> dict[str, Any]:
    return question_data.read(editions["ko"].folder.parent, "ko")


def test_translators_see_formulas_in_sentences_and_none_that_stand_alone(project: Project) -> None:
    built = project.build("en", builder="gettext")
    found = [entry.msgid for entry in polib.pofile(str(built.folder / "losses.pot"))]
    assert [text for text in found if text in KOREAN] == list(KOREAN)
    assert [text for text in found if "m c^2" in text or "mathcal" in text] == []


def test_both_editions_show_the_same_formulas(editions: dict[str, Built]) -> None:
    shown = {
        code: [math["alttext"] for math in built.page("losses.html").select("article math")]
        for code, built in editions.items()
    }
    assert shown["ko"] == shown["en"]
    assert set(shown["en"]) >= {"L_2", TEX, "E = m c^2", "P(A|B)", "k^2"}


def test_no_page_asks_for_a_script_from_elsewhere(editions: dict[str, Built]) -> None:
    scripts = editions["en"].page("losses.html").select("script[src]")
    assert [each["src"] for each in scripts if "://" in str(each["src"])] == []


def test_the_build_names_what_it_shows_as_code(editions: dict[str, Built]) -> None:
    said = r"losses\.md:\d+: formula that is shown as code: (.{9})"
    told = re.findall(said, editions["en"].output)
    assert told == [r"\href{jav", r"\frac{1}{"]


def test_the_page_for_study_and_the_other_language_have_them(editions: dict[str, Built]) -> None:
    data = editions["ko"].folder / "_static" / "data"
    for path in (data / "study" / "losses.js", data / "texts" / "en" / "losses.js"):
        text = path.read_text(encoding="utf-8").replace('\\"', '"').replace("\\u003c", "<")
        assert LOSS in text, path


def test_programs_get_mathml_markdown_and_tex(content: dict[str, Any]) -> None:
    loss = content["questions"][0]
    assert loss["question"] == "L_2 손실이란 무엇인가요?"
    assert loss["other_languages"] == {"en": "What is the L_2 loss?"}
    assert LOSS in loss["answer"]["html"]
    assert loss["answer"]["markdown"].split("\n\n")[:3] == [
        f"${TEX}$ 손실은 \\$5나 \\$6입니다. `$HOME`은 코드입니다.",
        "$$E = m c^2$$",
        "| Rule | Formula |\n| --- | --- |\n| Bayes | $P(A\\|B)$ |",
    ]
    assert loss["answer"]["text"].startswith(
        f"{TEX} 손실은 $5나 $6입니다. $HOME은 코드입니다.\n\nE = m c^2\n"
    )
    assert loss["plain"]["markdown"] == "It is $k^2$."


def test_the_markdown_of_a_page_has_them(editions: dict[str, Built]) -> None:
    page = (editions["ko"].folder / "losses.md").read_text(encoding="utf-8")
    assert "\n## $L_2$ 손실이란 무엇인가요?\n" in page
    assert "\n$$E = m c^2$$\n" in page


def test_the_search_finds_the_letters_of_a_formula(editions: dict[str, Built]) -> None:
    texts = "".join(
        path.read_text(encoding="utf-8")
        for path in (editions["ko"].folder / "_static" / "search").glob("texts-*.js")
    )
    assert "y_i" in texts


def test_the_feed_has_them(content: dict[str, Any]) -> None:
    dates = {"q-loss": {"added": "2026-01-01", "changed": "2026-01-01"}}
    assert LOSS in entries(content["questions"], dates)[0]["answer"]["html"]


def test_the_book_for_readers_has_mathml_and_says_so(
    content: dict[str, Any], tmp_path: Path
) -> None:
    write_epub(tmp_path / "book.epub", content, str, tmp_path / "kept")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        chapter = etree.fromstring(book.read("EPUB/losses.xhtml"))
        package = etree.fromstring(book.read("EPUB/content.opf"))
    found = chapter.findall(".//{http://www.w3.org/1998/Math/MathML}math")
    assert TEX in [each.get("alttext") for each in found]
    items = package.findall(".//{http://www.idpf.org/2007/opf}item")
    named = [each.get("href") for each in items if each.get("properties") == "mathml"]
    assert named == ["losses.xhtml"]


def test_the_book_for_print_has_them_set(content: dict[str, Any], tmp_path: Path) -> None:
    write_pdf(tmp_path / "book.pdf", content, str)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "book.pdf").pages]
    text = " ".join(" ".join(pages).split())
    assert "𝑦𝑖 ∗ 𝑦" in text.replace(" 𝑖", "𝑖")  # signs of a font for formulas
    assert r"\hat" not in text
    assert r"\unknown" in text  # what no formula could be made of


def test_a_formula_that_is_too_deep_for_print_is_shown_as_it_was_written() -> None:
    made = {}
    for depth in (DEEPEST - 5, DEEPEST + 5):
        formula = BeautifulSoup("<math>" + "<msqrt>" * depth + "<mi>x</mi>", "html.parser").math
        assert formula is not None
        made[depth] = bool(steps(formula))
    assert made == {DEEPEST - 5: True, DEEPEST + 5: False}


def test_cards_have_mathml_and_nothing_that_anki_would_run(content: dict[str, Any]) -> None:
    fields = [field for each in content["questions"] for field in anki_decks.fields_of(each)]
    assert LOSS in fields[1]
    assert [field for field in fields if "alttext" in field or "\\(" in field or "[" in field] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_long_formulas_without_a_wider_page_and_runs_none(
    editions: dict[str, Built], new_context: Callable[..., BrowserContext], scheme: str
) -> None:
    context = new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page, said = context.new_page(), list[str]()

    def on_dialog(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    for code in ("en", "ko"):
        page.goto((editions[code].folder / "losses.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        long = page.locator("math", has_text="ℒ").locator("xpath=..")
        assert long.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
        # The beginning can be seen, and the end be scrolled to.
        assert long.evaluate("e => e.firstChild.getBoundingClientRect().left >= 0")
        assert page.evaluate("getComputedStyle(document.querySelector('math')).display") == "math"
    assert said == []
