"""A pseudo-locale: every text that gettext knows in brackets. What has none skipped gettext."""

from __future__ import annotations

import json
import re
import shutil

import pytest
import site_root
import site_texts
from bs4 import BeautifulSoup
from site_languages import Language, Languages, read_languages
from site_project import Built, Project, messages

import noxfile

ATTRIBUTES = ("title", "aria-label", "alt", "placeholder")
# Languages in their own words, terms in another language, addresses, and names of files.
NAMES = (
    ".editions a, .other-language-button, .question-references a, .term-elsewhere, .question-source"
)
METAS = "meta[name=description], meta[property='og:title'], meta[property='og:description']"


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("pseudo"))
    shutil.copytree(noxfile.ROOT / "docs", project.folder / "docs")
    # gettext looks for the templates beside the pages, as in the real project.
    (project.folder / "conf").symlink_to(noxfile.ROOT / "conf")
    for name, texts in messages(project.build("en", builder="gettext").folder):
        project.translate(name, {text: f"⟦{text}⟧" for text in texts})
    built = project.build("ko")
    assert built.status == 0, built.output
    return built


def untranslated(text: str) -> str:
    """Return what is left of a text when the brackets and what they hold are gone."""
    count = 1
    while count:  # a title may stand within a paragraph
        text, count = re.subn(r"⟦[^⟦⟧]*⟧", "", text)
    text = re.sub(r"⟦[^⟧]*$", "", text)  # a description may be cut
    return " ".join(re.findall(r"\S*[A-Za-z]\S*", text))


def shown(page: BeautifulSoup) -> list[str]:
    """Return every text of a page that a reader can see or hear."""
    for hidden in page.select(f"script, style, code, pre, {NAMES}"):
        hidden.decompose()
    texts = [str(tag[name]) for name in ATTRIBUTES for tag in page.select(f"[{name}]")]
    return [page.get_text(), *texts, *(str(tag["content"]) for tag in page.select(METAS))]


def test_the_check_finds_a_text_that_skipped_gettext() -> None:
    page = BeautifulSoup('<p>⟦Next⟧ page</p><a aria-label="Menu">⟦x⟧</a>', "html.parser")
    assert [left for text in shown(page) if (left := untranslated(text))] == ["page", "Menu"]


def test_every_text_of_every_page_went_through_gettext(pseudo: Built) -> None:
    found = {
        (path.name, left)
        for path in pseudo.folder.rglob("*.html")
        for text in shown(pseudo.page(path.relative_to(pseudo.folder).as_posix()))
        if (left := untranslated(text))
    }
    assert found == set()


def test_every_text_that_scripts_fill_in_went_through_gettext(pseudo: Built) -> None:
    script = (pseudo.folder / "_static/page-parts.js").read_text("utf-8")
    start = script.index("{ texts: {", script.index("texts:") + 1) + len("{ texts: ")
    texts, _end = json.JSONDecoder().raw_decode(script[start:])
    assert len(texts) > 20
    assert [text for text in texts.values() if untranslated(text)] == []


def test_every_text_above_the_editions_went_through_gettext(
    pseudo: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    locales = pseudo.folder.parent.parent / "locales"
    monkeypatch.setattr(site_texts.Catalog.__init__, "__defaults__", (locales,))
    languages = Languages("ko", (Language("ko", "⟦Korean⟧", "ko_KR"),))
    for path, text in site_root.outputs(pseudo.folder.parent, languages, ""):
        found = [untranslated(each) for each in shown(BeautifulSoup(text, "html.parser"))]
        assert (path, [left for left in found if left]) == (path, [])


def test_every_language_has_the_whole_interface(pseudo: Built) -> None:
    texts = dict(messages(pseudo.folder.parent / "gettext"))["sphinx"]
    languages = read_languages()
    for language in languages.all:
        if language.code != languages.source:
            known = site_texts.Catalog(language)
            assert (language.code, [t for t in texts if known.gettext(t) == t]) == (
                language.code,
                [],
            )
