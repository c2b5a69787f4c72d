"""Measures our search beside Pagefind and MiniSearch: `python tests/search_bench 1000 10000`.

Every engine indexes the same questions, in the same run, and is asked by Chromium on a line of
10 Mbit/s with 20 ms to the server. Times are of this machine in this hour; bytes are exact.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent.parent / "conf"))

from playwright.sync_api import Page
from search_quality import browser_page

from search_bench.building import built
from search_bench.content import LANGUAGES, queries, records
from search_bench.engines import ENGINES, Engine
from search_bench.server import Host, serve

SIZES: Final = (90, 1_000, 10_000)
LINE: Final = {  # 10 Mbit/s
    "offline": False,
    "latency": 20,
    "downloadThroughput": 1_250_000,
    "uploadThroughput": 1_250_000,
}
FIRST: Final = """async (query) => {
  const begin = performance.now();
  await start();
  const found = await ask(query);
  return [performance.now() - begin, found];
}"""
TYPE: Final = """async (queries) => {
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end++) {
      const begin = performance.now();
      await ask(query.slice(0, end));
      times.push(performance.now() - begin);
    }
  }
  times.sort((a, b) => a - b);
  return [0.5, 0.95].map((share) => times[Math.floor(times.length * share)]);
}"""
COLUMNS: Final = (
    "engine edition questions build_s build_mb files index_mb first_kb first_ms key_p50_ms "
    "key_p95_ms hits"
).split()


def open_page(page: Page, host: Host) -> None:
    """Open an engine's page over the slow line."""
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.goto(f"{host.address}index.html")
    page.wait_for_function("typeof start === 'function'")


def asked(wanted: Sequence[tuple[str, str]], host: Host) -> dict[str, Any]:
    """Ask each query in a fresh browser, then type them all in one."""
    with browser_page() as first:
        browser = first.context.browser
        if browser is None:
            raise RuntimeError("the browser has gone")
        times, sent, hits = [], [], 0
        for name, query in wanted:
            page = browser.new_context().new_page()
            host.forget()
            open_page(page, host)
            spent, found = page.evaluate(FIRST, query)
            times.append(spent)
            sent.append(host.sent)
            hits += name in found
            page.context.close()
        open_page(first, host)
        first.evaluate("() => start()")
        half, most = first.evaluate(TYPE, [query for _, query in wanted])
    return {
        "first_kb": round(max(sent) / 1000),
        "first_ms": round(sorted(times)[len(times) // 2]),
        "key_p50_ms": round(half, 1),
        "key_p95_ms": round(most, 1),
        "hits": f"{hits}/{len(wanted)}",
    }


def measure(engine: Engine, size: int, edition: str) -> dict[str, Any]:
    """Return a row of the table."""
    folder = Path(tempfile.mkdtemp())
    try:
        seconds, memory = built(engine, size, edition, folder)
        for name in ("site", "records.json", "make.cjs", "seconds"):
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        files = [path for path in folder.rglob("*") if path.is_file()]
        row = {
            "engine": engine.name,
            "edition": edition,
            "questions": size,
            "build_s": round(seconds, 1),
            "build_mb": memory,
            "files": len(files),
            "index_mb": round(sum(path.stat().st_size for path in files) / 1e6, 1),
        }
        with serve(folder) as host:
            return row | asked(queries(list(records(size)), edition), host)
    finally:
        shutil.rmtree(folder)


def line(cells: Sequence[object]) -> str:
    """Return a line of the table."""
    return "| " + " | ".join(map(str, cells)) + " |"


def main(argv: Sequence[str] | None = None) -> int:
    """Print a row for each size, edition and engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="numbers of questions")
    parser.add_argument("--editions", nargs="+", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--alone", action="store_true", help="our search without the others")
    args = parser.parse_args(argv)
    print(line(COLUMNS))
    print(line(["---"] * len(COLUMNS)), flush=True)
    for size in args.sizes or SIZES:
        for edition in args.editions:
            for engine in ENGINES[: 1 if args.alone else None]:
                row = measure(engine, size, edition)
                print(line([row[name] for name in COLUMNS]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
