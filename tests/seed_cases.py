"""Runs one case of tests/data/seeds: a seed and perhaps decisions in, pages or messages out."""

from __future__ import annotations

from pathlib import Path

from page_writing.myst_pages import BANNER
from qa_model import BadInputError
from split_seeds import split

DIVIDER = "--- editorial.toml\n"
SEED = "notes.md"


def outcome(folder: Path, case: str) -> str:
    """What becomes of a case.

    Args:
        folder: An empty folder to write the seed to.
        case: The seed and, after a divider, editorial.toml.

    Returns:
        Each topic page without the banner and the list of questions, headed by its name; or the
        messages, a line each, headed by "error".
    """
    seed, _, editorial = case.partition(DIVIDER)
    (folder / SEED).write_text(seed, encoding="utf-8", newline="")
    if editorial:
        (folder / "editorial.toml").write_text(editorial, encoding="utf-8")
    try:
        result = split(folder, "seeds", {}, "topics")
    except BadInputError as error:
        return f"error\n{error}\n"
    pages = {name: text for name, text in result.pages.items() if name != "index.md"}
    return "\n".join(f"==> {name}\n{_bare(text)}" for name, text in pages.items())


def _bare(text: str) -> str:
    return text.removeprefix(f"{BANNER}\n\n").replace(":::{questions}\n:::\n\n", "")
