"""Refreshing catalogs: nothing is lost, nothing moves that need not, and what changed is seen."""

from pathlib import Path

import catalogs
import polib
import pytest
from catalog_refresh import Refreshed, refresh_language
from catalog_texts import catalog, project, template, write_po

EN = "Diffusion models add noise to images during training."
EDITED = "Diffusion models add random noise to images during training."
KO = "확산 모델은 학습 중에 이미지에 잡음을 더합니다."


def refreshed(
    old: dict[str, polib.POFile],
    new: dict[str, polib.POFile],
    stored: list[polib.POEntry] | None = None,
    verbatim: dict[str, str] | None = None,
) -> Refreshed:
    return refresh_language("ko", old, new, stored or [], verbatim or {})


def messages(po: polib.POFile) -> list[tuple[str, str, bool]]:
    return [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in po]


def test_a_changed_sentence_is_fuzzy_and_shows_its_previous_english() -> None:
    page = refreshed({"a": catalog({EN: KO})}, {"a": template(EDITED)}).pages["a"]
    assert messages(page) == [(EDITED, KO, True)]
    assert page[0].previous_msgid == EN


def test_a_second_change_keeps_the_english_that_was_translated() -> None:
    once = refreshed({"a": catalog({EN: KO})}, {"a": template(EDITED)}).pages["a"]
    twice = refreshed({"a": once}, {"a": template(f"{EDITED} Then they stop.")}).pages["a"]
    assert (twice[0].previous_msgid, twice[0].msgstr, twice[0].fuzzy) == (EN, KO, True)


def test_a_change_that_is_taken_back_is_translated_again() -> None:
    once = refreshed({"a": catalog({EN: KO})}, {"a": template(EDITED)}).pages["a"]
    back = refreshed({"a": once}, {"a": template(EN)}).pages["a"]
    assert messages(back) == [(EN, KO, False)]
    assert back[0].previous_msgid is None


def test_a_new_sentence_like_one_that_stays_is_not_called_changed() -> None:
    page = refreshed({"a": catalog({EN: KO})}, {"a": template(EN, EDITED)}).pages["a"]
    assert messages(page) == [(EN, KO, False), (EDITED, "", False)]


def test_an_untranslated_sentence_that_stays_is_not_called_changed() -> None:
    old = {"a": catalog({EN: KO, EDITED: ""})}
    page = refreshed(old, {"a": template(EDITED)}).pages["a"]
    assert messages(page) == [(EDITED, "", False)]


def test_a_question_that_moved_keeps_its_translation() -> None:
    old = {"a": catalog({EN: KO, "Stay.": "남습니다."}), "b": catalog({"Here.": "여기입니다."})}
    result = refreshed(old, {"a": template("Stay."), "b": template("Here.", EN)})
    assert messages(result.pages["b"]) == [("Here.", "여기입니다.", False), (EN, KO, False)]
    assert list(result.memory) == []


def test_translations_of_a_removed_page_are_remembered_and_come_back() -> None:
    gone = refreshed({"a": catalog({EN: KO}), "b": catalog({})}, {"b": template()})
    assert messages(gone.memory) == [(EN, KO, False)]
    back = refreshed(dict(gone.pages), {"b": template(EN)}, stored=list(gone.memory))
    assert messages(back.pages["b"]) == [(EN, KO, False)]
    assert list(back.memory) == []


def test_obsolete_entries_move_to_the_memory() -> None:
    old = polib.POEntry(msgid="Old.", msgstr="옛것입니다.", obsolete=True)
    result = refreshed({"a": catalog({EN: KO}, old)}, {"a": template(EN)})
    assert messages(result.pages["a"]) == [(EN, KO, False)]
    assert messages(result.memory) == [("Old.", "옛것입니다.", False)]


def test_the_notes_own_words_stand_verbatim() -> None:
    old = {"a": catalog({EN: KO})}
    page = refreshed(old, {"a": template(EN)}, verbatim={EN: "노트의 말입니다."}).pages["a"]
    assert messages(page) == [(EN, "노트의 말입니다.", False)]


def test_the_file_of_an_image_translates_itself() -> None:
    page = refreshed({}, {"a": template(".. image:: a.png")}).pages["a"]
    assert messages(page) == [(".. image:: a.png", ".. image:: a.png", False)]


def test_wrongly_guessed_format_flags_go_and_comments_and_other_flags_stay() -> None:
    entry = polib.POEntry(
        msgid="50% of it.",
        msgstr="그 50%입니다.",
        flags=["python-format", "max-length:40"],
        tcomment="checked by hand",
    )
    page = refreshed({"a": catalog({}, entry)}, {"a": template("50% of it.")}).pages["a"]
    assert (page[0].flags, page[0].tcomment) == (["max-length:40"], "checked by hand")


def test_the_header_has_no_dates_and_no_placeholders_but_keeps_a_translators_name() -> None:
    old = catalog({EN: KO})
    old.header = "SOME DESCRIPTIVE TITLE.\nFIRST AUTHOR <EMAIL@ADDRESS>, 2026."
    old.metadata |= {
        "POT-Creation-Date": "2026-11-23 22:49+0000",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "Kim",
    }
    page = refreshed({"a": old}, {"a": template(EN)}).pages["a"]
    assert page.header == "Notes: translation into ko."
    assert page.metadata == {
        "Language": "ko",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Last-Translator": "Kim",
        "Project-Id-Version": "Notes",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }


def update(folder: Path) -> int:
    return catalogs.main(
        ["update", "--locales", f"{folder}/locales", "--templates", f"{folder}/gettext"]
    )


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted((folder / "locales").rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


PAGES = {"topics/a": {EN: KO, "One.": "하나입니다."}, "b": {"Two.": "둘입니다.", "Three.": ""}}


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    project(tmp_path, PAGES)
    assert update(tmp_path) == 0
    first = contents(tmp_path)
    assert update(tmp_path) == 0
    assert contents(tmp_path) == first


def test_one_edited_sentence_changes_the_lines_of_its_own_entry_alone(tmp_path: Path) -> None:
    project(tmp_path, PAGES)
    update(tmp_path)
    before = contents(tmp_path)
    write_po(tmp_path / "gettext" / "topics" / "a.pot", template(EDITED, "One."))
    update(tmp_path)
    name = "locales/ko/LC_MESSAGES/topics/a.po"
    after = contents(tmp_path)
    assert {key for key in after if after[key] != before[key]} == {name}
    old = f'msgid "{EN}"\n'
    new = f'#, fuzzy\n#| msgid "{EN}"\nmsgid "{EDITED}"\n'
    assert after[name].decode() == before[name].decode().replace(old, new)


def test_a_removed_page_takes_its_catalog_its_mo_file_and_its_folder(tmp_path: Path) -> None:
    project(tmp_path, PAGES)
    update(tmp_path)
    folder = tmp_path / "locales" / "ko" / "LC_MESSAGES" / "topics"
    (folder / "a.mo").write_bytes(b"")
    (tmp_path / "gettext" / "topics" / "a.pot").unlink()
    assert update(tmp_path) == 0
    assert not folder.exists()
    assert KO in (tmp_path / "locales" / "ko" / "memory.po").read_text("utf-8")


def test_one_broken_catalog_stops_the_refresh_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, PAGES)
    broken = tmp_path / "locales" / "ko" / "LC_MESSAGES" / "b.po"
    broken.write_text(broken.read_text("utf-8") + 'msgid "cut\n', encoding="utf-8")
    write_po(tmp_path / "gettext" / "topics" / "a.pot", template(EDITED))
    before = contents(tmp_path)
    assert update(tmp_path) == 2
    line = broken.read_text("utf-8").count("\n")
    assert f"{broken}:{line}: " in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_without_templates_nothing_is_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, PAGES)
    before = contents(tmp_path)
    for path in (tmp_path / "gettext").rglob("*.pot"):
        path.unlink()
    assert update(tmp_path) == 2
    assert "no gettext templates here; run `nox -s catalogs`" in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_a_disk_that_fails_half_way_leaves_whole_catalogs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, PAGES)
    before = contents(tmp_path)

    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    assert update(tmp_path) == 2
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("code", "name"), [("ja", "日本語"), ("es", "Español"), ("pt_BR", "Português (Brasil)")]
)
def test_a_language_is_added_and_removed_without_a_trace(
    tmp_path: Path, code: str, name: str
) -> None:
    project(tmp_path, PAGES)
    update(tmp_path)
    before = contents(tmp_path)
    places = ["--locales", f"{tmp_path}/locales"]
    templates = ["--templates", f"{tmp_path}/gettext"]
    assert catalogs.main(["add", *places, *templates, code]) == 0
    text = (tmp_path / "locales" / "languages.toml").read_text("utf-8")
    assert text.endswith(f'\n[{code}]\nname = "{name}"\n')
    added = tmp_path / "locales" / code / "LC_MESSAGES"
    assert messages(polib.pofile(str(added / "b.po"))) == [
        ("Two.", "", False),
        ("Three.", "", False),
    ]
    assert catalogs.main(["remove", *places, code]) == 0
    assert contents(tmp_path) == before


@pytest.mark.parametrize("code", ["xx", "../ko", "ko", "en", "", "ja\n"])
def test_what_is_no_new_language_is_refused(tmp_path: Path, code: str) -> None:
    project(tmp_path, PAGES)
    before = contents(tmp_path)
    places = ["--locales", f"{tmp_path}/locales", "--templates", f"{tmp_path}/gettext"]
    assert catalogs.main(["add", *places, code]) == 2
    assert contents(tmp_path) == before


def test_a_language_that_is_there_is_not_added_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, PAGES)
    places = ["--locales", f"{tmp_path}/locales", "--templates", f"{tmp_path}/gettext"]
    assert catalogs.main(["add", *places, "ko"]) == 2
    assert "[ko] is there already; nothing to add" in capsys.readouterr().err


def test_a_list_of_languages_in_another_form_is_left_to_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, PAGES)
    path = tmp_path / "locales" / "languages.toml"
    text = path.read_text("utf-8")
    path.write_text(f'ja = {{ name = "日本語" }}\n{text}', encoding="utf-8")
    before = contents(tmp_path)
    assert catalogs.main(["remove", "--locales", f"{tmp_path}/locales", "ja"]) == 2
    assert "[ja] is not a plain table; remove it by hand" in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_translations_are_not_removed_by_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, PAGES)
    before = contents(tmp_path)
    remove = ["remove", "--locales", f"{tmp_path}/locales", "ko"]
    assert catalogs.main(remove) == 2
    assert "3 translations; say --with-translations" in capsys.readouterr().err
    assert contents(tmp_path) == before
    assert catalogs.main([*remove, "--with-translations"]) == 0
    assert not (tmp_path / "locales" / "ko").exists()


def test_a_language_that_is_not_listed_is_not_refreshed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, PAGES)
    assert catalogs.main(["update", "--locales", f"{tmp_path}/locales", "fr"]) == 2
    assert "fr: not in languages.toml; run `catalogs.py add fr`" in capsys.readouterr().err
