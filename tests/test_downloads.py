"""The page of downloads: what it lists is there, with its size; what is switched off is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from downloads import offers
from site_languages import read_languages
from site_project import Built

CODES = [language.code for language in read_languages().all]


@pytest.mark.parametrize("code", CODES)
def test_every_download_is_there_and_its_size_is_told(site: Path, code: str) -> None:
    page = Built(0, "", site / code).page("downloads.html")
    rows = page.select("ul.downloads > li")
    for row in rows:
        file = site / code / str(row.select_one("a")["href"])  # type: ignore[index]
        size = row.select_one(".download-size")
        assert size is not None
        assert (file.name, size.get_text()) == (
            file.name,
            f"{round(file.stat().st_size / 1000)} kB",
        )
    assert len(rows) == 6


@pytest.mark.parametrize(
    ("extensions", "endings"),
    [
        ([], []),
        (["books"], [".pdf", ".epub"]),
        (["anki_decks"], [".apkg", ".apkg"]),
        (["question_data", "page_markdown"], [".json", ".txt"]),
    ],
)
def test_what_is_switched_off_is_not_offered(extensions: list[str], endings: list[str]) -> None:
    assert [Path(file).suffix for file, _, _ in offers(extensions, "en", 90)] == endings
