"""The packages for Anki: what is in them, and that a newer one fits on an older one."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anki_decks
import pytest
from bs4 import BeautifulSoup
from site_languages import Language, read_languages

LANGUAGES = read_languages().all
CODES = [language.code for language in LANGUAGES]
PACKAGES = [
    *(f"{code}/downloads/mundap-{code}.apkg" for code in CODES),
    f"downloads/mundap-{'-'.join(CODES)}.apkg",
]


@dataclass(frozen=True)
class Package:
    models: list[dict[str, Any]]
    decks: list[str]
    notes: list[tuple[str, str, list[str]]]  # guid, tags, fields
    modified: set[int]


def read(path: Path, folder: Path) -> Package:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        package.extract("collection.anki2", folder)
    base = sqlite3.connect(folder / "collection.anki2")
    models, decks = map(json.loads, base.execute("SELECT models, decks FROM col").fetchone())
    rows = base.execute("SELECT guid, tags, flds, mod FROM notes ORDER BY id").fetchall()
    assert base.execute("SELECT count(*) FROM cards").fetchone() == (len(rows),)
    base.close()
    return Package(
        list(models.values()),
        sorted(deck["name"] for deck in decks.values() if deck["name"] != "Default"),
        [(guid, tags, fields.split("\x1f")) for guid, tags, fields, _ in rows],
        {modified for *_, modified in rows},
    )


@pytest.fixture
def question() -> dict[str, Any]:
    return {
        "id": "q-first",
        "url": "https://notes.example/en/a.html#q-first",
        "topic": {"id": "a", "title": "A <b> topic"},
        "question": "Is 1 < 2?",
        "answer": {"html": '<p>Yes. <a href="b.html#q-x">See</a></p>', "text": "", "markdown": ""},
        "plain": {"question": None, "html": "<p>Sure.</p>", "text": "", "markdown": ""},
    }


def package_of(question: dict[str, Any], path: Path) -> Package:
    content = {"title": "Notes", "questions": [question]}
    english = (Language("en", "English", "en_US"),)
    anki_decks.write(path, anki_decks.decks("en", english, [content], path.parent))
    return read(path, path.parent)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_has_every_question_in_the_deck_of_its_topic(
    site: Path, tmp_path: Path, name: str
) -> None:
    found = read(site / name, tmp_path)
    assert (len(found.notes), len(found.decks), len({guid for guid, *_ in found.notes})) == (
        90,
        7,
        90,
    )
    assert all("::" in deck for deck in found.decks)
    tags = {tag for _, each, _ in found.notes for tag in each.split()}
    assert {"mundap::generative-ai", "mundap::plain"} <= tags
    assert all(fields[0] and fields[1] for _, _, fields in found.notes)


def test_the_deck_in_all_languages_has_them_on_each_card(site: Path, tmp_path: Path) -> None:
    found = read(site / PACKAGES[-1], tmp_path)
    size = len(anki_decks.FIELDS)
    assert {len(fields) for *_, fields in found.notes} == {size * len(CODES)}
    hangul = [any("가" <= letter <= "힣" for letter in fields[size]) for *_, fields in found.notes]
    assert hangul == [True] * 90


def test_no_deck_shares_a_card_with_another(site: Path, tmp_path: Path) -> None:
    guids = [guid for name in PACKAGES for guid, *_ in read(site / name, tmp_path).notes]
    assert len(guids) == len(set(guids))


def test_the_same_notes_give_the_same_bytes(
    tmp_path: Path, question: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("one.apkg", "two.apkg"):
        package_of(question, tmp_path / name)
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()


def test_a_changed_question_keeps_its_ids_and_is_newer(
    tmp_path: Path, question: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    old = package_of(question, tmp_path / "old.apkg")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700086400")
    other = {**question, "question": "Is 2 > 1?", "topic": {"id": "a", "title": "Renamed"}}
    new = package_of(other, tmp_path / "new.apkg")
    assert [note[0] for note in new.notes] == [note[0] for note in old.notes]
    assert [model["id"] for model in new.models] == [model["id"] for model in old.models]
    assert (old.modified, new.modified) == ({1700000000}, {1700086400})
    assert new.notes[0][2][0] == "Is 2 &gt; 1?"


def test_a_new_topic_leaves_the_decks_of_the_others_their_names(
    question: dict[str, Any], tmp_path: Path
) -> None:
    languages = (Language("en", "English", "en_US"),)
    before = {**question, "id": "q-new", "topic": {"id": "new", "title": "New"}}
    old, new = (
        anki_decks.decks("en", languages, [{"title": "N", "questions": q}], tmp_path)
        for q in ([question], [before, question])
    )
    assert [deck.name for deck in old] == ["N::A ‹b› topic"]
    assert [deck.name for deck in new] == ["N::New", "N::A ‹b› topic"]


def test_texts_are_escaped_and_links_lead_to_the_site_or_nowhere(
    tmp_path: Path, question: dict[str, Any]
) -> None:
    [(_, _, fields)] = package_of(question, tmp_path / "x.apkg").notes
    assert fields[0] == "Is 1 &lt; 2?"
    assert fields[1] == "<p>Yes. See</p>"
    assert fields[4] == "https://notes.example/en/a.html#q-first"
    away = package_of({**question, "url": "a.html#q-first"}, tmp_path / "y.apkg").notes
    assert away[0][2][4] == ""


def test_a_card_shows_the_question_on_both_sides_and_both_answers_behind() -> None:
    [template] = anki_decks.model("ko", LANGUAGES[1:2]).templates
    front, back = (BeautifulSoup(template[side], "html.parser") for side in ("qfmt", "afmt"))
    assert [tag["lang"] for tag in front.select("h1")] == ["ko"]
    assert back.get_text().index("{{FrontSide}}") < back.get_text().index("{{Answer-ko}}")
    assert "쉬운 말로" in back.get_text()


def test_nothing_that_anki_acts_on_is_left_in_a_card(
    question: dict[str, Any], tmp_path: Path
) -> None:
    evil = r"[sound:x.mp3] [latex]\input{/x}[/latex] [$]x[/$] \(\href{javascript:x}{y}\) \[z\]"
    question["question"] = question["answer"]["html"] = evil
    question["topic"]["title"] = f"<img src=x onerror=x> {evil}::sub"
    found = package_of(question, tmp_path / "x.apkg")
    [(_guid, _tags, fields)] = found.notes
    acts = re.compile(r"\[|\\[(\[]|<img")
    assert [acts.findall(text) for text in (*fields, *found.decks)] == [[]] * (len(fields) + 1)
    shown = BeautifulSoup(fields[1], "html.parser").get_text()
    assert shown == evil
    assert found.decks[0].count("::") == 1


def test_an_address_keeps_its_tag_when_a_card_is_made_inert() -> None:
    html = '<a href="https://x.example/a">\\(a\\)</a>'
    made = '<a href="https://x.example/a"><span>\\</span>(a\\)</a>'
    assert anki_decks.inert(html) == made
