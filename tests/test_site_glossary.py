"""The glossary shows each term in the other language, in the order of the edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_project import PAGES, Project, text_of

GLOSSARY = """\
# Glossary

:::{glossary}
attention
  Attention weighs inputs.

LoRA
  LoRA is an adapter.

zero-shot learning
  It needs no example.
:::
"""
TERMS = """\
[[terms]]
en = "attention"
ko = "어텐션"

[[terms]]
en = "LoRA"
ko = "LoRA"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    index = PAGES["index"].replace("generative-ai\n", "generative-ai\nglossary\n")
    project.write({**PAGES, "index": index, "glossary": GLOSSARY})
    project.translate("glossary", {"attention": "어텐션", "zero-shot learning": "가나다"})
    (tmp_path / "locales/ko/terms.toml").write_text(TERMS, encoding="utf-8")
    return project


def terms(project: Project, language: str) -> list[tuple[str, str, str]]:
    page = project.build(language).page("glossary.html")
    found = []
    for term in page.select("dl.glossary dt"):
        other = term.select_one(".term-elsewhere")
        link = term.select_one("a.headerlink")
        if link:
            link.extract()
        shown = other.extract() if other else None
        found.append((text_of(term), text_of(shown), str(shown["lang"]) if shown else ""))
    return found


def test_an_english_term_has_its_korean_beside_it(project: Project) -> None:
    assert terms(project, "en") == [
        ("attention", "어텐션", "ko"),
        ("LoRA", "", ""),
        ("zero-shot learning", "", ""),
    ]


def test_a_korean_glossary_has_the_english_and_is_in_korean_order(project: Project) -> None:
    assert terms(project, "ko") == [
        ("LoRA", "", ""),
        ("가나다", "zero-shot learning", "en"),
        ("어텐션", "attention", "en"),
    ]
