"""Messy notes and what becomes of them; the cases are in tests/data/seeds/cases.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from seed_cases import outcome

CASES = read_fixture_file(Path(__file__).parent / "data/seeds/cases.md")


@pytest.mark.parametrize(
    ("seed", "expected"), [case[2:] for case in CASES], ids=[case[1] for case in CASES]
)
def test_a_seed_becomes_what_its_case_says(seed: str, expected: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, seed).strip() == expected.strip()
