"""Tells what each part of the search's engine adds: `search_ablation.py [SITE] [QUERIES.json …]`.

Runs graded queries through the engine of a built site, as it is and with one part at a time left
out, and prints the changes as rows of a table. Parts that the index holds (keywords, the other
language's texts) would need another build and are not among them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any, Final

from playwright.sync_api import Page
from search_quality import (
    browser_page,
    built_site,
    metrics,
    open_engine,
    read_queries,
    source_titles,
)

QUERIES: Final = Path(__file__).parent / "data" / "search" / "queries.json"
EDITIONS: Final = ("en", "ko")
PARTS: Final = {  # what is left out, and how: `reader` reads a query, `RANK` scores
    "all concepts": "for (const m of [concepts.keys, concepts.echoes, concepts.begun]) m.clear()",
    "everyday words alone": """for (const [key, terms] of concepts.keys)
        concepts.keys.set(key, terms.filter((term) => !term.startsWith("#.")))""",
    "typing mistakes": "reader.typo = () => []",
    "half words": "reader.prefix = () => []",
    "initials": "reader.initials = () => []",
    "keyboard layout": "reader.layout = () => []",
    "sound of loanwords": "reader.sound = () => []",
    "words written apart or together": "reader.joined = () => []",
    "ignored words inside phrases": "reader.phrases = () => new Set()",
    "parts of compounds in a query": "reader.parts = () => []",
    "coverage": "RANK.coverage = 0",
    "words of asking count less": "RANK.weak = 1",
    "one threshold instead of belief": """Object.assign(RANK,
        { short: RANK.enough, single: RANK.enough, guessed: RANK.enough, untold: 0 })""",
    "terms of the field for belief": "RANK.untold = 0",
    "the share of the query that is needed": "Object.assign(RANK, { most: 0, more: 0 })",
}
ASK: Final = """async ([part, queries]) => {
  const { concepts, reader } = engine;
  const { RANK } = questionSearch.parts;
  const leaveOut = new Function("concepts", "reader", "RANK", part);
  leaveOut(concepts, reader, RANK);
  engine.shelf.known.clear();
  const found = [];
  for (const query of queries) {
    found.push((await engine.search(query)).results.map(({ id }) => id));
  }
  return found;
}"""


def scores(
    page: Page, edition: Path, queries: Sequence[dict[str, Any]], named: dict[str, str], part: str
) -> tuple[float, float, float]:
    """Return s@1, nDCG@10 and the share of queries without an answer that find nothing."""
    open_engine(page, edition)  # anew, with all its parts
    found = page.evaluate(ASK, [part, [query["q"] for query in queries]])
    rows, silent = [], []
    for query, ids in zip(queries, found, strict=True):
        if query["relevant"]:
            rows.append(metrics([named[one] for one in ids], query["relevant"]))
        else:
            silent.append(not ids)
    return mean(row["s@1"] for row in rows), mean(row["nDCG"] for row in rows), mean(silent)


def main(argv: Sequence[str]) -> int:
    """Print the table; 2 when a file cannot be read."""
    try:
        site = built_site(argv)
        queries = [one for path in argv[1:] or [str(QUERIES)] for one in read_queries(path, site)]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    with browser_page() as page:
        named = source_titles(page, site)
        whole: dict[str, tuple[float, float, float]] = {}
        for name, part in {"(everything is there)": "", **PARTS}.items():
            cells = []
            for code in EDITIONS:
                asked = [query for query in queries if query["site"] == code]
                now = scores(page, site / code, asked, named, part)
                before = whole.setdefault(code, now)
                changes = zip(now, before, strict=True)
                cells += [f"{a - b:+.3f}" if part else f"{a:.3f}" for a, b in changes]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
