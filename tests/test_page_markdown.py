"""Every page as Markdown, and the lists that name them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_languages import read_languages

CODES = [language.code for language in read_languages().all]
LINK = re.compile(r"^- \[[^\]]+\]\(([^)]+)\)", re.MULTILINE)
# What MyST, docutils, gettext or the site itself could leave behind.
LEFTOVER = re.compile(
    r":::|^\(q-|\{[a-z-]+\}`|^msg(?:id|str)|<(?!code>)[a-z]+[ >]|headerlink|¶|^#$", re.MULTILINE
)


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("code", CODES)
def test_every_page_with_text_lies_beside_its_markdown(site: Path, code: str) -> None:
    made_by_templates = {"404", "search", "genindex", "study"}
    pages = {
        path.relative_to(site / code).with_suffix("").as_posix()
        for path in (site / code).rglob("*.html")
        if "_static" not in path.parts
    }
    texts = {
        path.relative_to(site / code).with_suffix("").as_posix()
        for path in (site / code).rglob("*.md")
    }
    assert pages - made_by_templates == texts


@pytest.mark.parametrize("code", CODES)
def test_no_markdown_page_has_leftovers(site: Path, code: str) -> None:
    pages = sorted((site / code).rglob("*.md"))
    texts = {path.name: without_code(path.read_text("utf-8")) for path in pages}
    assert {name: found for name, text in texts.items() if (found := LEFTOVER.findall(text))} == {}


def test_a_translated_page_has_the_translated_question_and_its_answers(site: Path) -> None:
    page = (site / "ko" / "topics" / "generative-ai.md").read_text("utf-8")
    assert page.startswith("# 생성형 AI\n")
    assert "\n## 확산 모델은 이미지를 어떻게 생성하나요?\n" in page
    assert "\n> **쉬운 말로**\n" in page


@pytest.mark.parametrize("code", CODES)
def test_the_list_of_an_edition_has_the_form_and_leads_to_files(site: Path, code: str) -> None:
    text = (site / code / "llms.txt").read_text("utf-8")
    lines = text.splitlines()
    assert re.fullmatch(r"# \S.*", lines[0])
    assert re.fullmatch(r"> \S.*", lines[2])
    assert [line for line in lines if line.startswith("## ")][-1] == "## Optional"
    targets = LINK.findall(text)
    assert [target for target in targets if not (site / code / target).is_file()] == []
    topics = {path.name for path in (site / code / "topics").glob("*.md")}
    assert {Path(target).name for target in targets if target.startswith("topics/")} == topics


def test_the_list_above_the_editions_leads_to_theirs(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    assert LINK.findall(text) == [f"{code}/llms.txt" for code in CODES]
    assert text.startswith("# Mundap · 문답\n")
