"""Measures the search at growing sizes: `search_bench.py [SIZE …]` prints one row for each.

The questions are made up: sentences of the real ones are mixed, and words that no text has yet
come in as a site grows (Heaps' law), in both languages, so that the vocabulary grows as it would.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page
from question_search.build import site_concepts, write_index
from question_search.records import Record, Texts
from question_search.translations import plain_text, read_catalog
from search_quality import browser_page, open_engine

ROOT: Final = Path(__file__).resolve().parent.parent
SIZES: Final = (1_000, 10_000, 50_000)
LANGUAGES: Final = ("en", "ko")
PAGE: Final = '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>'
SLOW: Final = {  # a line of 10 Mbit/s with a round trip of 20 ms
    "offline": False,
    "latency": 20,
    "downloadThroughput": 1_250_000,
    "uploadThroughput": 1_250_000,
}
TYPE: Final = """async (queries) => {
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end++) {
      const begin = performance.now();
      await engine.search(query.slice(0, end));
      times.push(performance.now() - begin);
    }
  }
  times.sort((a, b) => a - b);
  return [times[times.length >> 1], times[Math.floor(times.length * 0.95)]];
}"""
FIRST: Final = """async (query) => {
  const begin = performance.now();
  globalThis.engine = await questionSearch.open();
  const answer = await engine.search(query);
  return [performance.now() - begin, answer.results.map((result) => result.id)];
}"""


def sentences() -> list[tuple[str, str]]:
    """Return pairs of English and Korean paragraphs of the real pages."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "locales/ko/LC_MESSAGES/topics").glob("*.po")):
        found |= read_catalog(path)
    return [(plain_text(en), plain_text(ko)) for en, ko in found.items() if len(en) > 60]


def names(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Make up names of things, in Latin letters and in Hangul."""
    latin = ["ba", "co", "di", "fen", "gra", "lu", "mo", "ne", "pol", "quin", "ris", "tor", "va"]
    hangul = "가나다라마바사아자차카타파하고노도로모보소오조코토포호구누두루무부수"
    return [
        ("".join(chance.choices(latin, k=3)), "".join(chance.choices(hangul, k=3)))
        for _ in range(count)
    ]


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """Make up questions, always the same ones for the same count."""
    chance = random.Random(seed)  # noqa: S311 - made-up text, no secret
    pool, things = sentences(), names(40 * int(count**0.6), chance)
    for number in range(count):
        chosen = chance.sample(pool, 2)
        thing = things[min(len(things) - 1, int(chance.expovariate(6 / len(things))))]
        other = chance.choice(things)
        texts = {
            "en": Texts(
                title=f"How does {thing[0]} {' '.join(chosen[0][0].split()[:5])}?",
                topic=f"Topic {number // 50}",
                keywords=(other[0], f"{thing[0]} {chosen[1][0].split()[0]}"),
                paragraphs=tuple(f"{en} {other[0]}." for en, _ in chosen),
            ),
            "ko": Texts(
                title=f"{thing[1]}의 {' '.join(chosen[0][1].split()[:4])}은 무엇인가요?",
                topic=f"주제 {number // 50}",
                keywords=(other[1], f"{thing[1]} {chosen[1][1].split()[0]}"),
                paragraphs=tuple(f"{ko} {other[1]}를 봅니다." for _, ko in chosen),
            ),
        }
        yield Record(f"q-{number}", f"topics/t{number // 50}", texts)


def queries(made: Sequence[Record], edition: str, count: int = 8) -> list[tuple[str, str]]:
    """Return (id, query) of some questions: the first words of their titles."""
    step = max(1, len(made) // count)
    chosen = [made[number] for number in range(0, len(made), step)][:count]
    skip = 2 if edition == "en" else 0
    return [(r.id, " ".join(r.texts[edition].title.split()[skip : skip + 3])) for r in chosen]


def loaded_bytes(page: Page, folder: Path) -> list[Path]:
    """Note each file that a page asks for."""
    asked: list[Path] = []
    page.on("request", lambda request: asked.append(folder / request.url.rsplit("/", 1)[-1]))
    return asked


def by_kind(asked: Sequence[Path]) -> dict[str, int]:
    """Return the compressed bytes of the files that were asked for, by kind of block."""
    sizes: dict[str, int] = {}
    for path in sorted(set(asked)):
        if path.is_file():
            kind = path.stem.split("-")[0]
            sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(path.read_bytes()))
    return sizes


def total(sizes: dict[str, int]) -> int:
    """Return the sum of the sizes of a first result."""
    return sum(sizes.values())


def measure(made: Sequence[Record], edition: str, folder: Path) -> dict[str, Any]:
    """Build the index of an edition and search it in a fresh page for each first result."""
    concepts = site_concepts(ROOT / "locales", "en", LANGUAGES, edition)
    search = folder / edition / "_static" / "search"
    begin = time.perf_counter()
    write_index(search, made, concepts, LANGUAGES)
    built = time.perf_counter() - begin
    (folder / edition / "index.html").write_text(PAGE, "utf-8")
    row: dict[str, Any] = {"size": len(made), "edition": edition, "build s": round(built, 1)}
    wanted = queries(made, edition)
    first, sizes, hits = [], [], 0
    with browser_page() as page:
        asked = loaded_bytes(page, search)
        for name, query in wanted:
            asked.clear()
            open_engine(page, folder / edition)
            spent, found = page.evaluate(FIRST, query)
            first.append(spent)
            hits += name in found
            sizes.append(by_kind(asked))
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        typed = page.evaluate(TYPE, [query for _, query in wanted])
    files = list(search.glob("*.js"))
    row |= {
        "files": len(files),
        "index MB": round(sum(path.stat().st_size for path in files) / 1e6, 1),
        "first result kB gz": round(max(map(total, sizes)) / 1000),
        "of which": {kind: round(size / 1000) for kind, size in max(sizes, key=total).items()},
        "first ms": round(sorted(first)[len(first) // 2]),
        "keystroke p50/p95 ms": "/".join(str(round(time, 1)) for time in typed),
        "hits@10": f"{hits}/{len(wanted)}",
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    return row


def main(argv: Sequence[str]) -> int:
    """Print a row for each size and edition."""
    for size in map(int, argv or SIZES):
        made = [replace(record) for record in records(size)]
        for edition in LANGUAGES:
            with tempfile.TemporaryDirectory() as folder:
                row = measure(made, edition, Path(folder))
            print("  ".join(f"{name}: {value}" for name, value in row.items()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
