"""Translators see every text of the pages that notes become."""

from __future__ import annotations

from pathlib import Path

from note_messages import extracted, prose

import noxfile

NOTES = sorted((noxfile.ROOT / "tests/data/notes").glob("*.*"))
TABLES = """\
# Which one?

| one | two |
| --- | --- |
| three | four |

<details>
<summary>More</summary>

| five | six |
| --- | --- |
| seven | eight |

</details>

# And then?
"""


def test_every_text_of_every_page_is_a_message(tmp_path: Path) -> None:
    found = extracted([path for path in NOTES if path.suffix != ".toml"], tmp_path)
    assert found.missing == ()
    assert found.words > 5_000, "the notes that we keep have more"


def test_cells_of_tables_are_messages_in_folded_texts_too(tmp_path: Path) -> None:
    (tmp_path / "tables.md").write_text(TABLES, encoding="utf-8")
    assert extracted([tmp_path / "tables.md"], tmp_path / "work").missing == ()


def test_what_a_reader_reads_is_compared_and_code_is_not() -> None:
    box = ":::{admonition} C\n:class: details\n\n| d |\n| --- |\n| e |\n:::"
    page = f"# A `b`\n\n{box}\n\n```\nf\n```\n"
    assert [*prose(page)] == ["A `b`", "C", "d", "e"]
