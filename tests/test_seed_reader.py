"""What is read as a seed, and what bad files get."""

from __future__ import annotations

from pathlib import Path

import pytest
from qa_model import BadInputError, Line
from seed_reading.seed_reader import read_seeds, split_lines


def lines_of(folder: Path) -> list[tuple[int, str]]:
    return [(line.number, line.text) for seed in read_seeds(folder, "s") for line in seed.lines]


@pytest.mark.parametrize(
    "data",
    [b"a\nb", b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"],
    ids=["no last newline", "LF", "CRLF", "CR", "byte order mark"],
)
def test_line_ends_and_marks_do_not_matter(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert lines_of(tmp_path) == [(1, "a"), (2, "b")]


def test_only_line_feeds_and_carriage_returns_end_a_line() -> None:
    assert split_lines("a\fb\u2028c\x1ed\x85e\n") == (Line(1, "a b c d e"),)


def test_documents_are_read_in_order_of_name_and_others_are_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.toml", "d.MD"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [seed.name for seed in read_seeds(tmp_path, "s")] == ["a.md", "b.txt", "d.MD"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "s/a.md:1: the document is empty; fill it or remove it"),
        (b" \n\n", "s/a.md:1: the document is empty; fill it or remove it"),
        (b"a\nb\xff", "s/a.md:2: byte 3 (0xff) is not UTF-8; save the document as UTF-8"),
        (b"a\nb\0", "s/a.md:2: there is a NUL byte; save it as plain text"),
    ],
    ids=["empty", "blank", "not UTF-8", "NUL"],
)
def test_a_document_that_is_no_text_says_where_and_what_to_do(
    data: bytes, expected: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert message_of(tmp_path) == expected


def test_a_folder_with_the_name_of_a_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    todo = "make it a text file that you may read, or move it out of the folder"
    assert message_of(tmp_path) == f"s/a.md:1: cannot be read (is a directory); {todo}"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    assert message_of(tmp_path).startswith("s/a.md:1: cannot be read (too many levels of symbolic")


def test_a_folder_without_documents_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    expected = "s:1: there is no seed document here; put a document that ends in .md or .txt there"
    assert message_of(tmp_path) == expected
    assert message_of(tmp_path / "none").startswith("s:1: cannot be read (no such file")


def message_of(folder: Path) -> str:
    with pytest.raises(BadInputError) as caught:
        read_seeds(folder, "s")
    return str(caught.value)
