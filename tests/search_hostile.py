"""Measures what hostile queries cost: `search_hostile.py [SITE] [SLOWDOWN]` prints a row for each.

Each query of tests/data/search/hostile.json goes at once into the field of the built site's search
box, in Chromium. A row tells how long our script takes for it, and what the browser itself calls
long tasks (PerformanceObserver, 50 ms or more) until the box is quiet again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page
from search_keystrokes import open_box
from search_quality import browser_page, built_site

DATA: Final = Path(__file__).parent / "data" / "search" / "hostile.json"
WATCH: Final = """() => {
  globalThis.long = [];
  const note = (list) => long.push(...list.getEntries().map(({ duration }) => duration));
  new PerformanceObserver(note).observe({ type: "longtask" });
}"""
# A lone surrogate is no text that the protocol takes: the query comes as JSON.
ASK: Final = """async (query) => {
  const field = document.querySelector("dialog input");
  const panel = document.querySelector("dialog .search-panel");
  long.length = 0;
  field.value = JSON.parse(query);
  const shown = new Promise((resolve) => {
    new MutationObserver(() => resolve(performance.now())).observe(panel, {
      attributes: true, childList: true, characterData: true, subtree: true,
    });
  });
  const begun = performance.now();
  field.dispatchEvent(new Event("input"));
  const never = new Promise((resolve) => setTimeout(resolve, 1000));
  const script = (await Promise.race([shown, never])) ?? begun;
  await new Promise((resolve) => setTimeout(resolve, 700)); // the number of results is read out
  return [script - begun, ...long];
}"""


def hostile_queries() -> list[tuple[str, str]]:
    """Return the name and the text of each query; texts may hold lone surrogates."""
    cases: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return [(case["name"], case["text"] * case["times"]) for case in cases]


def ask(page: Page, query: str) -> tuple[float, list[float]]:
    """Put a query into the open box; return milliseconds of our script and of each long task."""
    script, *long = page.evaluate(ASK, json.dumps(query))
    return script, long


def main(argv: Sequence[str]) -> int:
    """Measure both editions: 0; 1 when something took 50 ms; 2 when there is no site."""
    try:
        site = built_site(argv)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    slowdown, freezes = float(argv[1]) if len(argv) > 1 else 1, 0
    print("edition | query | characters | script ms | long tasks ms")
    with browser_page() as page:
        session = page.context.new_cdp_session(page)
        for code in ("en", "ko"):
            open_box(page, site / code)
            page.evaluate(WATCH)
            page.wait_for_timeout(3000)  # until what a search needs is prepared
            session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            for name, query in hostile_queries():
                script, long = ask(page, query)
                freezes += bool(long)
                tasks = ", ".join(f"{each:.0f}" for each in long)
                print(f"{code} | {name} | {len(query):,} | {script:.1f} | {tasks}", flush=True)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return int(freezes > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
