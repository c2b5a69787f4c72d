"""Splits the seed documents into the topic pages: docs/seeds in, docs/topics out."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from decisions import decide, distinct
from desk import Desk
from editorial import NAME, Editorial, parse_editorial
from ledger import account, ledger_json, ledger_text, summary
from line_decisions import drop_lines, undecided
from page_writing.myst_pages import BANNER, index_text, write_page
from page_writing.page_reader import page_ids
from page_writing.places import Links, Places, owners
from qa_model import BadInputError, Fate, Problem, Seed, Topic
from seed_reading.seed_parser import Choice, parse_seed
from seed_reading.seed_reader import decode, read_seeds

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Result:
    """What the seeds become: the text of each page by file name, the topics, the ledger."""

    pages: dict[str, str]
    topics: list[Topic]
    ledger: list[Fate]
    notices: list[str]


def split(
    folder: Path, shown: str, committed: dict[str, str], shown_out: str, out: Path | None = None
) -> Result:
    """Read the seeds and make their pages, without writing anything.

    Args:
        folder: Where the seeds and, perhaps, editorial.toml lie.
        shown: That folder's name in messages.
        committed: The text of the pages that are there now, by file name.
        shown_out: Their folder's name in messages.
        out: That folder; pictures beside the seeds are shown from there.

    Raises:
        BadInputError: The seeds or the decisions about them cannot be used as they are.
    """
    path = folder / NAME
    editorial = Editorial(f"{shown}/{NAME}")
    if path.exists():
        editorial = parse_editorial(decode(path, editorial.path), editorial.path)
    seeds = read_seeds(folder, shown)
    kept, dropped = drop_lines(seeds, editorial)
    chosen = choices(editorial, seeds)
    outlines = [parse_seed(s, f"{shown}/{s.name}", chosen.get(s.name)) for s in kept]
    names = decide(outlines, editorial, shown, committed)
    topics = distinct(names)
    ledger = account(seeds, outlines, names, dropped, shown)
    owned = owners(topics)

    def base(seed: Seed) -> str:
        return chosen[seed.name].base if seed.name in chosen else ""

    places = {
        seed.name: Places(
            Links(outline.anchors, outline.references, owned.get(seed.name, []), base(seed)),
            folder,
            out,
        )
        for seed, outline in zip(seeds, outlines, strict=True)
    }
    written = {f"{topic.slug}.md": write_page(topic, places, shown) for topic in topics}
    problems = _lost_ids(committed, topics, editorial.path, shown_out)
    if problems:
        raise BadInputError(problems)
    pages = {name: page.text for name, page in written.items()}
    said = [
        f"{shown}/{s.name}: read as: {r}"
        for s, o in zip(seeds, outlines, strict=True)
        for r in o.readings
    ]
    said += [
        f"note: {problem} (shown as written)"
        for page in written.values()
        for problem in page.notices
    ]
    said += [f"note: {problem}" for problem in undecided(kept, outlines, editorial, shown)]
    return Result({**pages, "index.md": index_text(topics)}, topics, ledger, said)


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


def write_pages(pages: dict[str, str], out: Path) -> int:
    """Replace the pages of a folder, all or none; return how many files changed.

    Every page is written beside the folder first, so that a full disk leaves the old ones.
    """
    out.mkdir(parents=True, exist_ok=True)
    old = read_pages(out)
    changed = [name for name, text in pages.items() if old.get(name) != text]
    gone = [name for name, text in old.items() if name not in pages and text.startswith(BANNER)]
    staging = Path(tempfile.mkdtemp(prefix=".topics-", dir=out.parent))
    try:
        for name in changed:
            (staging / name).write_text(pages[name], encoding="utf-8", newline="\n")
        for name in changed:
            (staging / name).replace(out / name)
        for name in gone:
            (out / name).unlink()
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return len(changed) + len(gone)


def read_pages(out: Path) -> dict[str, str]:
    """The text of the pages in a folder, by file name; none where there is no folder."""
    return {path.name: decode(path, str(path)) for path in sorted(out.glob("*.md"))}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command: 0 when all is well, 1 when --check finds stale pages, 2 for bad input."""
    args = _arguments(argv)
    try:
        out_name = _shown(args.out)
        result = split(args.seeds, _shown(args.seeds), read_pages(args.out), out_name, args.out)
        status = _check(result, args.out, out_name) if args.check else _write(result, args)
    except BadInputError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        where, why = error.filename or args.out, error.strerror or error
        print(f"{where}:1: cannot be written ({why}); the old pages stay", file=sys.stderr)
        return 2
    if args.report:
        _report(result, args.ledger)
    return status


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=ROOT / "docs/seeds", help="folder to read")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/topics", help="folder to write")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--report", action="store_true", help="print where every line went")
    ledger = ROOT / "build/ledger.json"
    parser.add_argument("--ledger", type=Path, default=ledger, help="where --report writes JSON")
    return parser.parse_args(argv)


def _check(result: Result, out: Path, shown: str) -> int:
    old = read_pages(out)
    stale = sorted(name for name, text in result.pages.items() if old.get(name) != text)
    stale += sorted(n for n, text in old.items() if n not in result.pages and BANNER in text)
    for name in stale:
        print(f"{shown}/{name}:1: not what the seeds say; run python scripts/split_seeds.py")
    return 1 if stale else 0


def _write(result: Result, args: argparse.Namespace) -> int:
    changed = write_pages(result.pages, args.out)
    files = f"{changed} of {len(result.pages)} files changed"
    for notice in result.notices:
        print(notice)
    print(f"{summary(result.topics, result.ledger)}; {files}")
    return 0


def _report(result: Result, path: Path) -> None:
    print(ledger_text(result.ledger), end="")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ledger_json(result.ledger), encoding="utf-8", newline="\n")


def _lost_ids(
    committed: dict[str, str], topics: Sequence[Topic], editorial: str, shown: str
) -> list[Problem]:
    """Ids that the pages have now and would not have any more: links to them would break."""
    kept = {name for t in topics for q in t.questions for name in (q.id, *q.aliases)}
    todo = f'give it to its question in {editorial}: [[ids]] text = "…" aliases = ["…"]'
    return [
        Problem(f"{shown}/{page}", line, f"the id {name} would be lost", todo)
        for page, text in committed.items()
        if text.startswith(BANNER)
        for line, name in page_ids(text)
        if name not in kept
    ]


def _shown(path: Path) -> str:
    """A path as messages name it: relative to the project where it lies there."""
    full = path.resolve()
    return full.relative_to(ROOT).as_posix() if full.is_relative_to(ROOT) else path.as_posix()


if __name__ == "__main__":
    sys.exit(main())
