"""What the index and the query must read alike: one table, in Python and in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from question_search.hangul import initials, skeleton
from question_search.korean import stems, verb
from question_search.words import fold, stem, words
from search_quality import open_engine

TABLE = json.loads((Path(__file__).parent / "data/search/words.json").read_text(encoding="utf-8"))
PYTHON: dict[str, Callable[[str], Any]] = {
    "stems": lambda word: [list(pair) for pair in stems(word)],
    "verbs": verb,
    "skeletons": skeleton,
    "initials": initials,
    "words": lambda text: words(fold(text)).texts,
    "english stems": lambda word: stem(word, "english"),
}
JAVASCRIPT = {
    "stems": "parts.stems(given)",
    "verbs": "parts.verb(given)",
    "skeletons": "parts.skeleton(given)",
    "initials": "parts.initials(given)",
    "words": "parts.words(parts.fold(given)).map((word) => word.text)",
    "english stems": "parts.stem(given, 'english')",
    "typed in the other layout": "parts.toHangul(given)",
    "typed in the Latin layout": "parts.toLatin(given)",
    "mistakes": "parts.mistakes(...given.split(' ').map(parts.jamo), 9)",
}


def test_every_part_of_the_table_is_run() -> None:
    assert set(TABLE) == set(JAVASCRIPT)
    assert set(PYTHON) < set(TABLE)


@pytest.mark.parametrize("part", PYTHON)
def test_index_reads_words_as_the_table_says(part: str) -> None:
    assert {given: PYTHON[part](given) for given in TABLE[part]} == TABLE[part]


def test_query_reads_words_as_the_table_says(page: Page, site: Path) -> None:
    open_engine(page, site / "ko")
    for part, code in JAVASCRIPT.items():
        run = f"(given) => {{ const {{ parts }} = questionSearch; return {code}; }}"
        assert {given: page.evaluate(run, given) for given in TABLE[part]} == TABLE[part]
