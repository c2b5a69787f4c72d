"""From a folder of seeds to the text of the pages: what runs in which order, on all cores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from pathlib import Path

from decisions import decide, distinct
from desk import Desk
from editorial import NAME, Editorial, parse_editorial
from ledger import account, fates
from line_decisions import drop_lines, undecided
from lost_ids import ids_of, ids_on, lost_ids
from moves import Site, moved_ids, ours, wrong_moves
from packing import pack, unpack
from page_writing.myst_pages import Page, index_text, joined, write_piece
from page_writing.places import Links, Places, owners
from qa_model import BadInputError, Fate, NoQuestionError, Problem, Seed, Topic
from seed_reading.outline import Outline
from seed_reading.seed_parser import Choice, parse_seed
from seed_reading.seed_reader import decode, read_seeds
from sources import NAME as SOURCES
from sources import sources_text
from workers import spread

ROLE = attrgetter("role")
LINE = 40  # characters that a line has on average, blank ones counted
PIECE = 100  # questions of a page that are written at once, while others are written elsewhere


@dataclass(frozen=True, slots=True)
class Result:
    """What the seeds become.

    ``pages`` are the texts of the pages by file name; ``ledger`` has the fate of every line,
    ``roles`` how many have which; ``notices`` are for the person who runs the program.
    """

    pages: dict[str, str]
    topics: list[Topic]
    ledger: list[Fate]
    roles: Mapping[str, int]
    notices: list[str]

    @property
    def files(self) -> dict[str, str]:
        """Everything that is written, by file name."""
        return {**self.pages, SOURCES: sources_text(self.topics)}


def split(  # noqa: PLR0913 - two folders, each with its name in messages
    folder: Path,
    shown: str,
    committed: dict[str, str],
    shown_out: str,
    out: Path | None = None,
    *,
    told: bool = True,
) -> Result:
    """Read all seeds and make their pages, without writing anything.

    Args:
        folder: Where the seeds and, perhaps, editorial.toml lie.
        shown: That folder's name in messages.
        committed: The text of the pages that are there now, by file name.
        shown_out: Their folder's name in messages.
        out: That folder; pictures beside the seeds are shown from there.
        told: Whether the ledger is kept; it takes as much memory as the text and more.

    Raises:
        BadInputError: The seeds or the decisions about them cannot be used as they are.
    """
    editorial = read_editorial(folder, shown)
    made = make(read_seeds(folder, shown), editorial, committed, (folder, shown, out), told=told)
    ids = ids_of(made.topics) | moved_ids(editorial)
    lost = lost_ids(committed, ids, editorial.path, shown_out)
    site = Site({t.slug: ids_of([t]) for t in made.topics}, out or Path(shown_out), shown_out)
    was = ids_on(committed)
    if lost := lost + wrong_moves(editorial, site, ours(committed, made.pages), was):
        raise BadInputError(lost)
    return made


def make(  # noqa: PLR0913 - what is made, of what, and where it goes
    seeds: Sequence[Seed],
    editorial: Editorial,
    committed: Mapping[str, str],
    where: tuple[Path, str, Path | None],
    *,
    told: bool = False,
    outlines: Sequence[Outline] = (),
    hold: Callable[[str, str], bool] | None = None,
) -> Result:
    """Make the pages of some seeds.

    Args:
        seeds: The documents.
        editorial: The decisions about them.
        committed: The text of the pages that may have ids of their questions, by file name.
        where: The folder of the seeds, its name in messages, the folder of the pages.
        told: Whether the ledger is kept.
        outlines: What the seeds are made of, if that is known and no line is dropped.
        hold: Takes the name and the text of a page, if these are not to be in the result; says
            whether the page is new.

    Raises:
        NoQuestionError: There is no question in any of them; a document without one is left out.
        BadInputError: The seeds or the decisions about them cannot be used as they are.
    """
    folder, shown, out = where
    kept, dropped = drop_lines(seeds, editorial)
    chosen = choices(editorial, seeds)
    notices: list[str] = []
    if not outlines:
        outlines, without = read_outlines(kept, chosen, shown)
        left_out = {Path(problem.path).name for problem in without}
        seeds = [seed for seed in seeds if seed.name not in left_out]
        kept = [seed for seed in kept if seed.name not in left_out]
        notices = [f"note: {problem}; it is left out" for problem in without]
    names = decide(outlines, editorial, shown, committed)
    topics = distinct(names)
    roles: Counter[str] = Counter()
    ledger: list[Fate] = []
    for seed, verdicts in account(seeds, outlines, names, dropped, shown):
        roles.update(map(ROLE, verdicts.values()))
        if told:
            ledger += fates(seed, verdicts)
    places = _places(seeds, outlines, topics, chosen, (folder, out))
    written = _pages(topics, places, seeds, shown, hold)
    pages = {f"{t.slug}.md": page.text for t, page in zip(topics, written, strict=True)}
    if hold:
        pages = {name: "" for name, new in pages.items() if new}
    pages["index.md"] = index_text([topic.slug for topic in topics])
    notices += _readings(seeds, outlines, shown)
    notices += [f"note: {notice} (shown as written)" for page in written for notice in page.notices]
    notices += [f"note: {problem}" for problem in undecided(kept, outlines, editorial, shown)]
    return Result(pages, topics, ledger, roles, notices)


def read_editorial(folder: Path, shown: str) -> Editorial:
    """What an editor decided about the seeds of a folder."""
    path, name = folder / NAME, f"{shown}/{NAME}"
    return parse_editorial(decode(path, name), name) if path.exists() else Editorial(name)


def read_outlines(
    seeds: Sequence[Seed], chosen: Mapping[str, Choice], shown: str
) -> tuple[list[Outline], list[Problem]]:
    """What each document is made of, and those that have no question.

    Raises:
        NoQuestionError: None has any.
        BadInputError: A document has another problem; all of them are named at once.
    """
    several = len(seeds) > 1  # they may be read in other processes

    def outline_of(seed: Seed) -> Outline | BadInputError:
        try:
            outline = parse_seed(seed, f"{shown}/{seed.name}", chosen.get(seed.name))
            return pack(outline, seed) if several else outline
        except BadInputError as error:
            return error

    found = list(spread(outline_of, seeds, _size(seeds), "documents read"))
    errors = [outline for outline in found if isinstance(outline, BadInputError)]
    if any(not isinstance(error, NoQuestionError) for error in errors):
        raise BadInputError(problem for error in errors for problem in error.problems)
    without = [problem for error in errors for problem in error.problems]
    if len(errors) == len(found) and errors:
        raise NoQuestionError(without)
    known = [
        (read, seed) for read, seed in zip(found, seeds, strict=True) if isinstance(read, Outline)
    ]
    return [unpack(*pair) if several else pair[0] for pair in known], without


def _size(seeds: Iterable[Seed]) -> int:
    """About how many characters seeds have."""
    return LINE * sum(len(seed.lines) for seed in seeds)


def _places(
    seeds: Sequence[Seed],
    outlines: Sequence[Outline],
    topics: Sequence[Topic],
    chosen: Mapping[str, Choice],
    folders: tuple[Path, Path | None],
) -> dict[str, Places]:
    """Where links and pictures of each seed lead, by its name."""
    linked = {s.name for s, outline in zip(seeds, outlines, strict=True) if outline.anchors}
    owned, found = owners(topics, linked), {}
    for seed, outline in zip(seeds, outlines, strict=True):
        base = chosen[seed.name].base if seed.name in chosen else ""
        links = Links(outline.anchors, outline.references, owned.get(seed.name, []), base)
        found[seed.name] = Places(links, *folders)
    return found


def _pages(
    topics: Sequence[Topic],
    places: Mapping[str, Places],
    seeds: Sequence[Seed],
    shown: str,
    hold: Callable[[str, str], bool] | None,
) -> list[Page]:
    """The pages, written in pieces at the same time; those of one piece are held where it is."""

    def take(topic: Topic, page: Page) -> Page:
        if hold:
            page.text = "new" if hold(f"{topic.slug}.md", page.text) else ""
        return page

    def write(piece: tuple[Topic, int]) -> Page:
        topic, first = piece
        page = write_piece(topic, first, first + PIECE, places, shown)
        return take(topic, joined([page])) if len(topic.questions) <= PIECE else page

    pieces = [(t, at) for t in topics for at in range(0, max(1, len(t.questions)), PIECE)]
    written = spread(write, pieces, _size(seeds), "pages written")
    pages = []
    for topic in topics:
        count = max(1, -(-len(topic.questions) // PIECE))
        own = [*islice(written, count)]
        pages.append(own[0] if count == 1 else take(topic, joined(own)))
    return pages


def _readings(seeds: Sequence[Seed], outlines: Sequence[Outline], shown: str) -> list[str]:
    return [
        f"{shown}/{seed.name}: read as: {reading}"
        for seed, outline in zip(seeds, outlines, strict=True)
        for reading in outline.readings
    ]


def choices(editorial: Editorial, seeds: Sequence[Seed]) -> dict[str, Choice]:
    """What an editor said about how documents are read, by their names.

    Raises:
        BadInputError: There is no such document.
    """
    desk = Desk(editorial)
    found: dict[str, Choice] = {}
    for decision in editorial.of("documents"):
        if seed := desk.find_one(decision, "file", seeds, lambda s: s.name, lambda s: s.name):
            said = (decision.text(key) for key in ("topic", "question", "base"))
            found[seed.name] = Choice(*said)
    desk.done()
    return found
