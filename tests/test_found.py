"""What search engines, previews of links and feed readers get."""

from __future__ import annotations

import json
import struct
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from feed import MOST, entries, read_history
from site_languages import read_languages
from site_project import PAGES, Built, Once, Project
from sphinx.errors import ExtensionError
from structured_data import script

import noxfile

ADDRESS = "https://notes.example/ml/"
ATOM = "{http://www.w3.org/2005/Atom}"
CODES = [language.code for language in read_languages().all]
VOCABULARY = json.loads(
    (noxfile.ROOT / "tests" / "data" / "site" / "schema_org.json").read_text("utf-8")
)


def build_known(folder: Path) -> None:
    project = Project(folder)
    project.write(
        {**PAGES, "generative-ai": PAGES["generative-ai"].replace("add", "</script> add")}
    )
    project.translate("generative-ai", {"What is RLHF?": "RLHF란 무엇인가요?"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUNDAP_SITE_URL", ADDRESS)
        for code in CODES:
            project.build(code)


@pytest.fixture(scope="session")
def known(once: Once) -> dict[str, Built]:
    """Both editions of a small site whose address is known."""
    project = Project(once("known", build_known))
    return {code: project.built(code) for code in CODES}


def graph(page: BeautifulSoup) -> list[dict[str, Any]]:
    found = page.select("script[type='application/ld+json']")
    assert len(found) <= 1
    return json.loads(found[0].get_text())["@graph"] if found else []


def strange(thing: Any) -> list[str]:
    """Return what the vocabulary does not know, in the words `Type.property`."""
    if isinstance(thing, list):
        return [each for one in thing for each in strange(one)]
    if not isinstance(thing, dict):
        return []
    kind = thing["@type"]
    unknown = [f"{kind}.{name}" for name in thing if name not in ["@type", *VOCABULARY[kind]]]
    return unknown + [each for value in thing.values() for each in strange(value)]


@pytest.mark.parametrize("code", CODES)
def test_every_page_keeps_to_the_vocabulary(site: Path, known: dict[str, Built], code: str) -> None:
    for folder in (site / code, known[code].folder):
        for path in sorted(folder.rglob("*.html")):
            page = Built(0, "", folder).page(path.relative_to(folder).as_posix())
            assert (path.name, strange(graph(page))) == (path.name, [])


def test_the_check_knows_what_is_not_in_the_vocabulary() -> None:
    assert strange({"@type": "Question", "answer": {"@type": "Answer", "title": "x"}}) == [
        "Question.answer",
        "Answer.title",
    ]


def test_a_topic_is_flashcards_with_what_google_requires(known: dict[str, Built]) -> None:
    page = known["ko"].page("generative-ai.html")
    [quiz] = [each for each in graph(page) if each["@type"] == "Quiz"]
    url = f"{ADDRESS}ko/generative-ai.html"
    assert (quiz["url"], quiz["inLanguage"], quiz["about"]["name"]) == (url, "ko", "Generative AI")
    first, second = quiz["hasPart"]
    assert first["acceptedAnswer"]["text"] == "They </script> add noise."
    assert second["text"] == "RLHF란 무엇인가요?"
    assert {card["eduQuestionType"] for card in quiz["hasPart"]} == {"Flashcard"}
    assert {card["url"] for card in quiz["hasPart"]} == {f"{url}#q-first", f"{url}#q-second"}


def test_breadcrumbs_lead_from_the_first_page_to_this_one(known: dict[str, Built]) -> None:
    page = known["en"].page("generative-ai.html")
    [trail] = [each for each in graph(page) if each["@type"] == "BreadcrumbList"]
    assert [
        (item["position"], item["name"], item["item"]) for item in trail["itemListElement"]
    ] == [
        (1, "Mundap", f"{ADDRESS}en/index.html"),
        (2, "Generative AI", f"{ADDRESS}en/generative-ai.html"),
    ]


def test_no_text_can_end_the_script_element() -> None:
    text = script([{"@type": "Thing", "name": "</script><script>alert(1)//<!--"}])
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><script>alert(1)//<!--"


@pytest.mark.parametrize("code", CODES)
def test_each_topic_has_a_light_picture_of_the_right_size(site: Path, code: str) -> None:
    pictures = sorted((site / code / "_static" / "previews").glob("*.png"))
    names = {f"topics-{path.stem}" for path in (site / code / "topics").glob("*.md")}
    assert {path.stem for path in pictures} == (names | {"index"}) - {"topics-index"}
    for path in pictures:
        data = path.read_bytes()
        assert struct.unpack(">II", data[16:24]) == (1200, 630)
        assert len(data) <= 40_000


def test_a_page_names_its_picture_by_its_whole_address(known: dict[str, Built]) -> None:
    page = known["ko"].page("generative-ai.html")
    picture = page.select_one("meta[property='og:image']")
    assert picture is not None
    assert picture["content"] == f"{ADDRESS}ko/_static/previews/generative-ai.png"
    name = str(picture["content"]).removeprefix(f"{ADDRESS}ko/")
    assert (known["ko"].folder / name).is_file()


def test_pictures_differ_by_language_and_are_the_same_each_time(
    site: Path, known: dict[str, Built], tmp_path: Path
) -> None:
    name = "_static/previews/index.png"
    assert (site / "en" / name).read_bytes() != (site / "ko" / name).read_bytes()
    again = Project(tmp_path)
    again.write(PAGES)
    assert (again.build("en").folder / name).read_bytes() == (
        known["en"].folder / name
    ).read_bytes()


@pytest.mark.parametrize("code", CODES)
def test_the_feed_has_what_atom_requires(site: Path, code: str) -> None:
    feed = ET.parse(site / code / "feed.xml").getroot()  # noqa: S314 - ours
    found = feed.findall(f"{ATOM}entry")
    for element in (feed, *found):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}")
    ids = [entry.findtext(f"{ATOM}id") for entry in found]
    assert (len(ids), len(set(ids)), feed.findtext(f"{ATOM}author/{ATOM}name")) == (
        MOST,
        MOST,
        "The Mundap contributors",
    )
    dates = [entry.findtext(f"{ATOM}updated") or "" for entry in found]
    assert dates == sorted(dates, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == dates[0]


def test_entries_are_the_newest_first_and_only_those_with_a_date() -> None:
    questions = [{"id": name, "language": "en"} for name in ("q-old", "q-new", "q-undated")]
    days = {"q-old": date(2026, 1, 1), "q-new": date(2026, 2, 1)}
    history = {name: {"added": day, "changed": day} for name, day in days.items()}
    assert [entry["id"] for entry in entries(questions, history)] == ["q-new", "q-old"]


def test_a_broken_history_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "history.toml").write_text("[", "utf-8")
    with pytest.raises(ExtensionError, match="take the file back from git"):
        read_history(tmp_path / "history.toml")
    assert read_history(tmp_path / "none.toml") == {}
