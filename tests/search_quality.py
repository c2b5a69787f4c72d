"""Runs graded queries through the engine that readers get: `… QUERIES.json RESULTS.json [SITE]`.

QUERIES.json is a list of {"q": query, "site": language, …}. RESULTS.json gets
{"results": {"language|query": [title of the question in the source language, …]}}, best first;
what the engine shows under "related" is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from browser import LAUNCH_ARGS, find_browser
from playwright.sync_api import Page, sync_playwright

SITE: Final = Path(__file__).resolve().parent.parent / "build" / "site"
SOURCE: Final = "en"
USAGE: Final = "usage: search_quality.py QUERIES.json RESULTS.json [SITE]"
OPEN: Final = "async () => { globalThis.engine = await questionSearch.open(); }"
SEARCH: Final = """async (queries) => {
  const answers = [];
  for (const query of queries) answers.push(await engine.search(query));
  return answers;
}"""


@contextmanager
def browser_page() -> Iterator[Page]:
    """Open a page in the Chromium that the tests use."""
    with sync_playwright() as playwright:
        program = find_browser(Path(playwright.chromium.executable_path))
        options = {"executable_path": program, "args": [*LAUNCH_ARGS, "--no-sandbox"]}
        browser = playwright.chromium.launch(**options)  # type: ignore[arg-type]
        yield browser.new_page()
        browser.close()


def open_engine(page: Page, edition: Path) -> None:
    """Open an edition from the disk, as a reader may, and load its engine and its index."""
    page.goto((edition / "index.html").as_uri())
    [script] = (edition / "_static" / "search").glob("engine-*.js")
    page.add_script_tag(url=script.as_uri())
    page.evaluate(OPEN)


def answers(page: Page, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return the engine's answers, in the order of the queries."""
    found: list[dict[str, Any]] = page.evaluate(SEARCH, list(queries))
    return found


def titles(answer: dict[str, Any]) -> list[str]:
    """Return the titles of an answer's results in the source language."""
    return [result["titles"].get(SOURCE, result["title"]) for result in answer["results"]]


def run(queries: Sequence[dict[str, Any]], site: Path) -> dict[str, list[str]]:
    """Return the ranked titles for each query, by `language|query`."""
    results: dict[str, list[str]] = {}
    with browser_page() as page:
        for code in sorted({query["site"] for query in queries}):
            open_engine(page, site / code)
            asked = [query["q"] for query in queries if query["site"] == code]
            for query, answer in zip(asked, answers(page, asked), strict=True):
                results[f"{code}|{query}"] = titles(answer)
    return results


def main(argv: Sequence[str]) -> int:
    """Read queries, run them, write results; 2 if a file cannot be read."""
    if len(argv) not in {2, 3}:
        print(USAGE, file=sys.stderr)
        return 2
    site = Path(argv[2]) if len(argv) > 2 else SITE
    try:
        queries = json.loads(Path(argv[0]).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{argv[0]}:1: is no file of queries ({error}); see {USAGE}", file=sys.stderr)
        return 2
    results = json.dumps({"results": run(queries, site)}, ensure_ascii=False, indent=1)
    Path(argv[1]).write_text(results + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
