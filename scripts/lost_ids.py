"""Ids that the pages have and would lose: links to them would break."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from page_writing.myst_pages import BANNER
from page_writing.page_reader import TARGET, page_ids
from qa_model import Problem, Topic


def ids_of(topics: Iterable[Topic]) -> set[str]:
    """The ids and aliases of all questions of some topics."""
    return {name for t in topics for q in t.questions for name in (q.id, *q.aliases)}


def ids_on(committed: Mapping[str, str]) -> dict[str, str]:
    """The ids that the pages have now, each with the name of its page."""
    ours = ((page, text) for page, text in committed.items() if text.startswith(BANNER))
    return {name: page for page, text in ours for name in TARGET.findall(text)}


def lost_ids(
    committed: Mapping[str, str], kept: Container[str], editorial: str, shown: str
) -> list[Problem]:
    """Ids that the pages have now and would not have any more: links to them would break."""
    todo = f'give it to its question in {editorial}: [[ids]] text = "…" aliases = ["…"]'
    return [
        Problem(f"{shown}/{page}", line, f"the id {name} would be lost", todo)
        for page, text in committed.items()
        if text.startswith(BANNER)
        for line, name in page_ids(text)
        if name not in kept
    ]
