"""The page that explains the checks of catalogs is made from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalog_checks import CHECKS
from checks_page import checks_text, main


def test_each_check_is_explained_once_with_a_bad_and_a_good_example() -> None:
    text = checks_text()
    headings = [row.removeprefix("### ") for row in text.split("\n") if row.startswith("### ")]
    assert sorted(headings) == sorted(CHECKS)
    examples = (text.count("\n- Bad: "), text.count("\n- Good: "))
    assert examples == (len(CHECKS), len(CHECKS))


def test_the_committed_page_is_what_the_checks_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["--check"]), capsys.readouterr().out) == (0, "")


def test_a_stale_page_is_named_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "checks.md"
    page.write_text("old", encoding="utf-8")
    assert main(["--check", "--out", str(page)]) == 1
    advice = "not what the checks say; run python scripts/checks_page.py"
    assert capsys.readouterr().out == f"{page}:1: {advice}\n"
    assert page.read_text("utf-8") == "old"
