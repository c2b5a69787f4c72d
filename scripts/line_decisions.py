"""What an editor decided about single lines: dropped, or said again in the document's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desk import Desk
from editorial import Editorial
from names import foreign_lines
from qa_model import Fate, Line, Problem, Seed
from seed_reading.outline import Outline


def drop_lines(seeds: Sequence[Seed], editorial: Editorial) -> tuple[list[Seed], list[Fate]]:
    """Blank the lines that an editor dropped, before anything reads them as content.

    Returns:
        The seeds without those lines, and the fate of each.

    Raises:
        BadInputError: A quoted line does not stand in the seeds, or stands in several places.
    """
    if not editorial.of("drop"):
        return list(seeds), []
    desk = Desk(editorial)
    lines = [(seed.name, line) for seed in seeds for line in seed.lines if line.text.strip()]
    why: dict[tuple[str, int], str] = {}
    for decision in editorial.of("drop"):
        if found := desk.find_one(decision, "text", lines, lambda item: item[1].text, place_of):
            why[found[0], found[1].number] = decision.text("why")
    desk.done()
    fates = [
        Fate(name, line.number, line.text, "dropped", why=why[name, line.number])
        for name, line in lines
        if (name, line.number) in why
    ]
    return [_without(seed, why) for seed in seeds], fates


def undecided(
    seeds: Sequence[Seed], outlines: Sequence[Outline], editorial: Editorial, shown: str
) -> Iterator[Problem]:
    """The lines in another script than their document that no editor has decided about."""
    known = {" ".join(decision.text().split()) for decision in editorial.of("foreign")}
    for seed, outline in zip(seeds, outlines, strict=True):
        for at, script in foreign_lines([line.text for line in seed.lines]).items():
            line = seed.lines[at]
            if line.number not in outline.structure and " ".join(line.text.split()) not in known:
                yield _undecided(f"{shown}/{seed.name}", line, script, editorial.path)


def _undecided(path: str, line: Line, script: str, editorial: str) -> Problem:
    what = f"text in {script.title()} script that nobody has decided about"
    entry = f'[[foreign]] text = "{line.text.strip()}" language = "…" en = "…"'
    return Problem(path, line.number, what, f"write in {editorial}: {entry}, or a [[drop]]")


def _without(seed: Seed, why: dict[tuple[str, int], str]) -> Seed:
    blank = ((line, (seed.name, line.number) in why) for line in seed.lines)
    return replace(seed, lines=tuple(Line(n.number, "") if gone else n for n, gone in blank))


def place_of(item: tuple[str, Line]) -> str:
    """Where a line of a seed stands, for messages."""
    return f"{item[0]}:{item[1].number}"
