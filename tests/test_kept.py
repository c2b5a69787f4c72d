"""Parts are kept with what they were made from, and made again when that is another thing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from kept import digest, kept, kept_json
from page_collector import packed
from question_tools.related import most_alike

TEXTS = (
    "The gradient descends along the loss surface of the network.",
    "A network learns a loss surface by gradient steps.",
    "Tokens are pieces of words that a tokenizer cuts.",
    "A tokenizer cuts words into pieces, which are tokens.",
    "Cake is baked with flour, butter and sugar.",
)


def never() -> bytes:
    raise AssertionError("made again")


def test_a_part_is_made_once_for_what_it_is_made_from(tmp_path: Path) -> None:
    path = tmp_path / "room" / "topics" / "page"
    assert kept(path, digest(b"a"), lambda: b"one") == b"one"
    assert kept(path, digest(b"a"), never) == b"one"
    assert kept(path, digest(b"b"), lambda: b"two") == b"two"
    assert kept_json(tmp_path / "json", digest(b"a"), lambda: {"é": [1.5]}) == {"é": [1.5]}
    assert [each.suffix for each in tmp_path.rglob("*.*")] == [".cache"] * 2


@pytest.mark.parametrize("content", [b"", b"half", digest(b"other") + b"old"])
def test_a_part_that_is_damaged_or_of_something_else_is_made_again(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "page.cache").write_bytes(content)
    assert kept(tmp_path / "page", digest(b"a"), lambda: b"new") == b"new"


def test_contents_count_by_themselves() -> None:
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}) == 4


def alike(texts: tuple[str, ...], folder: Path) -> dict[str, list[str]]:
    named = {f"q-{n}": ["", text] for n, text in enumerate(texts)}
    pages = {f"topics/{n}": list(named)[n::2] for n in range(2)}
    found = {
        name: packed(json.dumps([named[each] for each in page])) for name, page in pages.items()
    }
    return most_alike([each for page in pages.values() for each in page], found, folder)


def test_related_questions_are_those_that_would_be_found_anew(tmp_path: Path) -> None:
    before = alike(TEXTS, tmp_path / "kept")
    assert (before["q-0"], before["q-2"], before["q-4"]) == (["q-1"], ["q-3"], [])
    changed = (*TEXTS[:4], "Butter and flour descend into the loss of a gradient.")
    for texts in (changed, TEXTS, (*TEXTS, "A cake of butter, flour and sugar."), TEXTS[1:]):
        again = alike(texts, tmp_path / "kept")
        assert again == alike(texts, tmp_path / "anew" / str(len(texts)) / texts[-1])
