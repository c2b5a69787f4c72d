"""The general index files words under letters that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from general_index import letter
from site_project import PAGES, Project


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("A", "A"),
        ("\u1100", "ㄱ"),
        ("\u110a", "ㅆ"),
        ("\u1112", "ㅎ"),
        ("기호", "기호"),
        ("あ", "あ"),
    ],
)
def test_a_consonant_stands_on_its_own(key: str, expected: str) -> None:
    assert letter(key) == expected


def test_keywords_lead_to_their_questions_and_texts_stay_texts(tmp_path: Path) -> None:
    project = Project(tmp_path)
    keywords = ":::{index} noise, <script>x</script>\n:::\n\nThey add noise."
    project.write(
        {**PAGES, "generative-ai": PAGES["generative-ai"].replace("They add noise.", keywords)}
    )
    project.translate("generative-ai", {"noise": "잡음"})
    page = project.build("ko").page("genindex.html")
    parts = {
        part.h2.get_text(): [a.get_text() for a in part.select("li > a")]
        for part in page.select(".index-part")
        if part.h2
    }
    assert parts["ㅈ"] == ["잡음"]
    assert ["<script>x</script>"] in parts.values()
    assert page.select("article script") == []
