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


def test_the_index_is_written_again_when_a_keyword_or_a_title_has_changed(tmp_path: Path) -> None:
    project = Project(tmp_path)

    def written(keyword: str, title: str, answer: str) -> int:
        page = PAGES["generative-ai"].replace("# Generative AI", f"# {title}")
        keywords = f":::{{index}} {keyword}\n:::\n\n{answer}"
        project.write({**PAGES, "generative-ai": page.replace("They add noise.", keywords)})
        built = project.build("en")
        found = built.page("genindex.html")
        assert keyword in found.select_one("article").get_text()  # type: ignore[union-attr]
        assert title in found.select_one(".sidebar-tree").get_text()  # type: ignore[union-attr]
        return (built.folder / "genindex.html").stat().st_mtime_ns

    first = written("noise", "Generative AI", "They add noise.")
    same = written("noise", "Generative AI", "They take noise away.")
    other, titled = (
        written(*each, "They add noise.") for each in (("grain", "Generative AI"), ("grain", "AI"))
    )
    assert first == same < other < titled
    (tmp_path / "out/en/genindex.html").unlink()
    assert written("grain", "AI", "They add noise.") > titled
