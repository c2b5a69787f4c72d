"""The commands of the catalog tools: what they print, and their exit codes."""

import json
import re
from pathlib import Path

import catalog_status
import check_catalogs
import pytest
from catalog_checks import CHECKS
from catalog_texts import HEAD, catalog, project, write_po

ROOT = Path(__file__).parent.parent
EN, KO = "They add noise.", "잡음을 더합니다."


def places(folder: Path) -> list[str]:
    return ["--locales", f"{folder}/locales", "--conf", f"{ROOT}/conf/conf.py"]


def page(folder: Path, name: str = "a") -> Path:
    return folder / "locales" / "ko" / "LC_MESSAGES" / f"{name}.po"


def test_clean_catalogs_exit_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project(tmp_path, {"a": {EN: KO}})
    assert check_catalogs.main(places(tmp_path)) == 0
    assert capsys.readouterr().out == "ko: 1 messages, 0 critical, 0 warnings, 0 accepted\n"


def test_a_warning_exits_0_and_with_strict_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: ""}})
    assert check_catalogs.main(places(tmp_path)) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{page(tmp_path)}:9: warning: 1 of 1 messages have no translation;")
    assert check_catalogs.main([*places(tmp_path), "--strict"]) == 1


def test_a_critical_finding_exits_1_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: "<script></script> 잡음을 더합니다."}})
    assert check_catalogs.main([*places(tmp_path), "ko"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert re.fullmatch(rf"{re.escape(str(page(tmp_path)))}:9: .+; .+ \([a-z-]+\)", first)


def test_an_unreadable_catalog_exits_2_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO}, "b": {"Two.": ""}})
    page(tmp_path).write_bytes(b"msgid \0")
    assert check_catalogs.main(places(tmp_path)) == 2
    out = capsys.readouterr().out
    assert f"{page(tmp_path)}:1: character U+0000" in out
    assert "(unparsable)" in out
    assert "(untranslated)" in out


@pytest.mark.parametrize(
    "wrong",
    [
        ["nowhere.po"],
        ["--conf", "nowhere.py"],
        ["--locales", "nowhere"],
        ["--templates", "nowhere"],
    ],
)
def test_a_wrong_place_exits_2_in_one_line(
    wrong: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO}})
    assert check_catalogs.main([*places(tmp_path), *wrong]) == 2
    assert re.fullmatch(r".*nowhere.*; .+\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("languages.toml", 'source = "de"\n'),
        ("languages.toml", "= 1"),
        ("languages.toml", 'source = "en"\n[en]\nname = 3\n'),
        ("ko/terms.toml", "[[terms]]\nen = 1"),
        ("ko/terms.toml", 'terms = "x"'),
        ("ko/terms.toml", "[["),
        ("ko/terms.toml", "[[terms]]\nen = 1\nko = 2"),
        ("ko/terms.toml", '[[terms]]\nen = "a"\nko = ["x"]'),
        ("languages.toml", 'source = "en"\n[en]\nname = "E"\n["../x"]\nname = "X"'),
        *(
            ("languages.toml", f'source = "en"\n[en]\nname = "E"\n[ko]\nname = "K"\n{checks}')
            for checks in (
                "checks = 1",
                "[ko.checks]\nnumber_words = 3",
                '[ko.checks]\nnumber_words = {x = "y"}',
                '[ko.checks]\nnumber_scales = {x = "y"}',
                "[ko.checks]\nstilted = [1]",
                "[ko.checks]\ndecimal = 1",
                '[ko.checks]\nshortest = "x"',
                "[ko.checks]\nfull_width = 1",
            )
        ),
    ],
)
def test_a_wrong_setting_exits_2_and_names_its_file(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO}})
    (tmp_path / "locales" / name).write_text(text, encoding="utf-8")
    assert check_catalogs.main(places(tmp_path)) == 2
    assert f"{name}:1: " in capsys.readouterr().err


def test_an_accepted_finding_is_counted_and_shown_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {"Many layers.": "12개 층입니다."}})
    text = page(tmp_path).read_text("utf-8")
    comment = '# check: ignore=numbers,missing-term The paper says 12.\nmsgid "Many'
    page(tmp_path).write_text(text.replace('msgid "Many', comment), encoding="utf-8")
    assert check_catalogs.main([*places(tmp_path), "--show-accepted"]) == 0
    out = capsys.readouterr().out
    assert "check the number (numbers) accepted: The paper says 12.\n" in out
    assert "ignore=missing-term accepts nothing here any more" in out
    assert out.endswith("ko: 1 messages, 0 critical, 1 warnings, 1 accepted\n")


def test_json_has_the_findings(tmp_path: Path) -> None:
    project(tmp_path, {"a": {EN: f"{KO} <br>"}})
    output = tmp_path / "build" / "findings.json"
    assert check_catalogs.main([*places(tmp_path), "--json", "--output", str(output)]) == 1
    data = json.loads(output.read_text("utf-8"))
    found = [each for each in data["ko"]["findings"] if each["check"] == "raw-html"]
    assert [(each["path"], each["line"], each["severity"]) for each in found] == [
        (page(tmp_path).as_posix(), 9, "critical")
    ]


def test_list_has_every_check_with_its_docstring(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_catalogs.main(["--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in listed] == sorted(CHECKS)
    assert all(each["sentence"].endswith(".") and each["bad"] and each["good"] for each in listed)
    assert check_catalogs.main(["--list"]) == 0
    assert capsys.readouterr().out.count("    Good: ") == len(CHECKS)


def test_the_problem_matcher_reads_both_severities() -> None:
    path = ROOT / ".github" / "problem-matchers" / "catalogs.json"
    (matcher,) = json.loads(path.read_text("utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    keys = ("file", "line", "severity", "message", "code")

    def read(line: str) -> list[str | None]:
        match = re.fullmatch(pattern["regexp"], line)
        assert match is not None
        return [match[pattern[key]] for key in keys]

    assert read("a/b.po:3: warning: two spaces; leave one (double-space)") == [
        *("a/b.po", "3", "warning"),
        *("two spaces; leave one", "double-space"),
    ]
    assert read("b.po:12: HTML (here); out (raw-html)") == [
        *("b.po", "12", None, "HTML (here); out", "raw-html")
    ]
    assert matcher["severity"] == "error"


def test_checks_that_hold_everywhere_work_for_a_language_without_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO}})
    with (tmp_path / "locales" / "languages.toml").open("a", encoding="utf-8") as file:
        file.write('\n[ja]\nname = "日本語"\n')
    japanese = catalog({EN: "<b>ノイズ</b>を加えます。", "It has 5 layers.": "6層です。"})
    japanese.metadata = {**HEAD, "Language": "ja"}
    write_po(tmp_path / "locales" / "ja" / "LC_MESSAGES" / "a.po", japanese)
    assert check_catalogs.main([*places(tmp_path), "ja"]) == 1
    found = re.findall(r"\(([\w-]+)\)$", capsys.readouterr().out, re.MULTILINE)
    assert sorted(set(found)) == ["numbers", "raw-html"]


def test_status_counts_messages_and_words_and_says_what_changed_and_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO, "Then they stop it.": ""}, "b": {"All done.": "끝입니다."}})
    text = page(tmp_path).read_text("utf-8")
    fuzzy = text.replace(f'msgid "{EN}"', f'#, fuzzy\n#| msgid "They remove noise."\nmsgid "{EN}"')
    page(tmp_path).write_text(fuzzy, encoding="utf-8")
    arguments = ["--locales", f"{tmp_path}/locales"]
    assert catalog_status.main([*arguments, "--json"]) == 0
    korean = json.loads(capsys.readouterr().out)["ko"]
    assert korean["messages"] == {"translated": 1, "fuzzy": 1, "untranslated": 1}
    assert korean["words"] == {"translated": 2, "fuzzy": 3, "untranslated": 4}
    first, second = korean["pages"]
    path = page(tmp_path).as_posix()
    assert first["changes"] == [
        {"path": path, "line": 11, "diff": "They [-remove-] {+add+} noise."}
    ]
    assert korean["next"].startswith(f"{path}:11: the English has changed; ")
    assert second["next"] is None
    assert catalog_status.main(arguments) == 0
    out = capsys.readouterr().out
    assert "22%" in out
    assert out.endswith(f"next: {korean['next']}\n")


def test_the_next_thing_to_do_is_what_readers_lost_then_the_page_with_least_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {"a": {"One.": "", "Two.": ""}, "b": {"Three.": ""}, "c": {EN: KO, "Four.": ""}}
    project(tmp_path, {**pages, "d": {"Five.": "", "Six.": "", "Seven.": ""}})

    def following() -> str:
        assert catalog_status.main(["--locales", f"{tmp_path}/locales", "--json"]) == 0
        next_thing = json.loads(capsys.readouterr().out)["ko"]["next"]
        return Path(next_thing.split(":")[0]).name

    assert following() == "b.po"
    text = page(tmp_path, "c").read_text("utf-8")
    page(tmp_path, "c").write_text(text.replace("msgid", "#, fuzzy\nmsgid", 2), encoding="utf-8")
    assert following() == "c.po"


def test_status_of_a_broken_catalog_exits_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO}})
    page(tmp_path).write_bytes(b"\xff")
    assert catalog_status.main(["--locales", f"{tmp_path}/locales"]) == 2
    assert capsys.readouterr().err.startswith(f"{page(tmp_path)}:1: this is not UTF-8")


def test_what_has_passed_is_kept_and_what_has_not_is_found_again(tmp_path: Path) -> None:
    unsafe = {"Two.": "<script></script> 둘입니다."}
    project(tmp_path, {"a": {EN: KO, **unsafe}})
    assert [check_catalogs.main(places(tmp_path)) for _run in range(2)] == [1, 1]
    kept = tmp_path / "build" / "checks" / "ko.txt"
    assert len(kept.read_text("ascii").split("\n")) == 2  # what the checks know, and one message
    text = page(tmp_path).read_text("utf-8")
    page(tmp_path).write_text(text.replace("<script></script> ", ""), "utf-8")
    assert check_catalogs.main([*places(tmp_path), "ko"]) == 0
    assert len(kept.read_text("ascii").split("\n")) == 3


def test_what_has_passed_is_checked_again_when_the_checks_know_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, {"a": {EN: KO}})
    assert check_catalogs.main(places(tmp_path)) == 0
    terms = '[[terms]]\nen = "noise"\nko = "노이즈"\nnote = ""\n'
    (tmp_path / "locales" / "ko" / "terms.toml").write_text(terms, "utf-8")
    assert check_catalogs.main([*places(tmp_path), "--strict"]) == 1
    assert "“noise” is “노이즈” in the termbase" in capsys.readouterr().out
