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
from math import log2
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

TITLES: Final = """() => engine.shelf.until(() => {
  const numbers = [...Array(engine.shelf.index.size).keys()];
  const texts = numbers.map((number) => engine.shelf.text(number));
  return Object.fromEntries(texts.flatMap((text) => (text ? [[text.row[0], text.row[2]]] : [])));
})"""


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
    page.goto((edition / "index.html").resolve().as_uri())
    [script] = (edition / "_static" / "search").glob("engine-*.js")
    page.add_script_tag(url=script.resolve().as_uri())
    page.evaluate(OPEN)


def answers(page: Page, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return the engine's answers, in the order of the queries."""
    found: list[dict[str, Any]] = page.evaluate(SEARCH, list(queries))
    return found


def metrics(ranked: Sequence[str], relevant: dict[str, int]) -> dict[str, float]:
    """Score one ranked list.

    Args:
        ranked: Titles, best first; the first ten count.
        relevant: Grades by title: 3 what the reader wants, 2 helpful, 1 mentions it.

    Returns:
        s@1 and s@3 (a title of grade 2 or more among the first 1 or 3), and nDCG at 10
        (Järvelin and Kekäläinen, 2002, with gains of 2^grade - 1).
    """
    first = list(dict.fromkeys(ranked))[:10]
    hits = {title for title, grade in relevant.items() if grade > 1} or set(relevant)
    ideal = sorted(relevant.values(), reverse=True)[:10]
    return {
        "s@1": float(any(title in hits for title in first[:1])),
        "s@3": float(any(title in hits for title in first[:3])),
        "nDCG": _gain([relevant.get(title, 0) for title in first]) / _gain(ideal),
    }


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))


def source_titles(page: Page, site: Path) -> dict[str, str]:
    """Return the titles in the source language by the ids of questions."""
    open_engine(page, site / SOURCE)
    found: dict[str, str] = page.evaluate(TITLES)
    return found


def titles(answer: dict[str, Any], named: dict[str, str]) -> list[str]:
    """Return the titles of an answer's results in the source language, best first."""
    return [named[result["id"]] for result in answer["results"]]


def run(queries: Sequence[dict[str, Any]], site: Path) -> dict[str, list[str]]:
    """Return the ranked titles for each query, by `language|query`."""
    results: dict[str, list[str]] = {}
    with browser_page() as page:
        named = source_titles(page, site)
        for code in sorted({query["site"] for query in queries}):
            open_engine(page, site / code)
            asked = [query["q"] for query in queries if query["site"] == code]
            for query, answer in zip(asked, answers(page, asked), strict=True):
                results[f"{code}|{query}"] = titles(answer, named)
    return results


def built_site(arguments: Sequence[str]) -> Path:
    """Return the absolute path of the site that the first argument names, or of the usual one.

    Raises:
        ValueError: There is no site; the message says what to do.
    """
    site = Path(arguments[0]).resolve() if arguments else SITE
    if not (site / "index.html").is_file():
        raise ValueError(f"{site}:1: no site; run `python3 noxfile.py -s site`")
    return site


def read_queries(path: str, site: Path) -> list[dict[str, Any]]:
    """Return the queries of a file.

    Raises:
        ValueError: The file cannot be read, or a query is for no edition of the site; the message
            says what to do.
    """
    try:
        queries: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))
        asked = {(str(query["q"]), str(query["site"])) for query in queries}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path}:1: is no file of queries ({error!r}); see {USAGE}") from error
    for query, code in sorted(asked):
        if not (site / code / "index.html").is_file():
            raise ValueError(f"{path}:1: {query!r} is for {code!r}, which {site} does not have")
    return queries


def main(argv: Sequence[str]) -> int:
    """Read queries, run them, write results; 2 if that cannot be done."""
    if len(argv) not in {2, 3}:
        print(USAGE, file=sys.stderr)
        return 2
    target = Path(argv[1])
    fresh = target.with_name(f"{target.name}.new")
    try:
        site = built_site(argv[2:])
        queries = read_queries(argv[0], site)
        fresh.touch()  # known before the browser has worked for minutes
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{target}:1: cannot be written ({error}); name another file", file=sys.stderr)
        return 2
    found = json.dumps({"results": run(queries, site)}, ensure_ascii=False, indent=1)
    fresh.write_text(found + "\n", encoding="utf-8")
    fresh.replace(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
