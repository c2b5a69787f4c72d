"""Each check: it finds what it is for, at the right line, and leaves right catalogs alone."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from catalog_checks import CHECKS, Finding, Known, Report, check_edition
from catalog_files import read_all, read_templates, read_verbatim
from catalog_model import Catalog, CatalogError, Entry, catalog_paths
from hypothesis import given
from hypothesis import strategies as st
from language_list import read_languages
from markup import interface_parser, markup_parser, myst_settings
from termbase import read_termbase

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "data" / "catalogs"
_EXPECT = re.compile(r"# expect(?: at (?P<line>\d+))?: (?P<name>[\w-]+)")

_METADATA = {"Language": "ko", "Content-Type": "text/plain; charset=UTF-8"}

Found = set[tuple[str, int, str]]


def cases(kind: str) -> list[Path]:
    return sorted((CASES / kind).iterdir())


@cache
def known(templates: Path | None) -> Known:
    languages = read_languages(ROOT / "locales" / "languages.toml")
    korean = languages.targets["ko"]
    settings = {"enable_extensions": ["colon_fence", "dollarmath", "substitution"]}
    return Known(
        source=languages.source,
        target=korean,
        parse=markup_parser(settings),
        parse_interface=interface_parser(),
        terms=read_termbase(CASES / "terms.toml", korean),
        templates=None if templates is None else read_templates(templates),
        verbatim=read_verbatim(CASES / "editorial.toml", "ko"),
    )


def report(case: Path) -> Report:
    templates = case / "templates"
    paths = catalog_paths(case) if case.is_dir() else [case]
    return check_edition(*read_all(paths), known(templates if templates.is_dir() else None))


def found(case: Path) -> Found:
    findings = report(case).findings
    return {(Path(each.path).name, each.line, each.check) for each in findings}


def expected(case: Path) -> Found:
    paths = catalog_paths(case) if case.is_dir() else [case]
    return {(path.name, *each) for path in paths for each in _expected(path)}


def _expected(path: Path) -> Iterator[tuple[int, str]]:
    lines = path.read_text("utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if match := _EXPECT.fullmatch(line):
            below = (at for at in range(number, len(lines)) if "msgstr" in lines[at])
            yield int(match["line"] or next(below) + 1), match["name"]


@pytest.mark.parametrize("case", cases("fail"), ids=lambda case: case.stem)
def test_findings_are_those_that_the_catalog_expects(case: Path) -> None:
    assert found(case) == expected(case)


@pytest.mark.parametrize("case", cases("pass"), ids=lambda case: case.stem)
def test_a_right_catalog_has_no_findings(case: Path) -> None:
    assert [str(finding) for finding in report(case).findings] == []


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_each_check_has_a_catalog_that_fails_and_one_that_passes(name: str) -> None:
    failing = [case for case in cases("fail") if case.stem == name]
    passing = [case for case in cases("pass") if case.stem == name]
    assert (len(failing), len(passing)) == (1, 1)
    assert name in {check for *_, check in expected(failing[0])}


def test_the_cases_hold_for_the_settings_of_the_site() -> None:
    parse = markup_parser(myst_settings(ROOT / "conf" / "conf.py"))
    assert parse("**강조(bold)**는").emphasis["strong"] == 0
    assert parse("**강조**(bold)는").emphasis["strong"] == 1


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_each_finding_says_what_to_do(name: str) -> None:
    case = next(case for case in cases("fail") if case.stem == name)
    messages = [each.message for each in report(case).findings if each.check == name]
    assert messages
    assert all(";" in message or "has “" in message for message in messages)


def test_an_unreadable_catalog_is_a_finding_and_not_a_clean_one() -> None:
    error = CatalogError(Path("ko.po"), 7, "cut off; close it")
    findings = check_edition([], [error], known(None)).findings
    assert [str(finding) for finding in findings] == ["ko.po:7: cut off; close it (unparsable)"]


_PIECES = st.sampled_from(
    [
        *(
            "**",
            "*",
            "`",
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "{term}`",
            "{",
            "}",
            "$",
            "$$",
            "|",
            "%s",
        ),
        *(
            "1. ",
            "- ",
            "# ",
            "> ",
            "\n",
            "\n\n",
            "```",
            ":::",
            "<b>",
            "&#106;",
            "javascript:",
            "%6a",
        ),
        *(
            "https://example.org",
            "1,750억",
            "1.5B",
            "은(는)",
            "모델를",
            "배워요.",
            "무엇인가요?",
            "어텐션",
        ),
        *("attention", "the model learns to ", " ", "\u200b", "\\", "’", "“", "½", "۳", "²", "٣.٤"),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=12).map("".join)


@given(_TEXTS, _TEXTS.filter(str.strip))
def test_no_text_makes_a_check_fail_and_a_copy_of_the_english_is_never_critical(
    english: str, translation: str
) -> None:
    def findings(msgid: str, msgstr: str) -> tuple[Finding, ...]:
        catalog = Catalog(Path("a.po"), "ko", "a", (Entry(msgid, msgstr),), _METADATA)
        return check_edition([catalog], [], known(None)).findings

    assert all(each.line == 1 for each in findings(english, translation))
    copied = {
        each.check for each in findings(translation, translation) if each.severity == "critical"
    }
    assert copied <= {"unsafe-address", "block-structure"}


def test_a_long_and_deep_message_is_checked() -> None:
    deep = "".join(
        mark * 1_000 for mark in ("[", "*a ", "`", "<", "> ", "![", "**a(", "1,", "{", "&")
    )
    catalog = Catalog(Path("a.po"), "ko", "a", (Entry("Deep.", deep),), _METADATA)
    assert check_edition([catalog], [], known(None)).findings
