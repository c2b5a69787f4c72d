"""The engines that are compared: how each makes its index, and how a page asks it.

Each page defines `start()`, which loads the engine and its index, and `ask(query)`, which returns
the ids of the questions that it would show, with their texts loaded, best first.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from question_search.build import site_concepts, write_index
from question_search.records import Record, by_page

from search_bench.content import LANGUAGES, ROOT

NODE_MODULES: Final = ROOT / "build/nox/node/node_modules"
NODE: Final = str(Path(sys.executable).with_name("node"))
PAGE: Final = '<!doctype html><html lang="{}"><meta charset="utf-8"><title>bench</title>{}'
OURS: Final = """<script src="search/ENGINE"></script><script>
let engine;
const start = async () => { engine = await questionSearch.open(); };
const ask = async (query) => {
  const { results, related } = await engine.search(query);
  return [...results, ...related].map((result) => result.id);
};
</script>"""
PAGEFIND: Final = """<script type="module">
let pagefind;
window.start = async () => {
  pagefind = await import("./pagefind/pagefind.js");
  await pagefind.init();
};
window.ask = async (query) => {
  const { results } = await pagefind.search(query);
  const pages = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  const found = pages.flatMap((page) => page.sub_results).map((part) => part.url.split("#")[1]);
  return found.filter(Boolean).slice(0, 10);
};
</script>"""
MINISEARCH: Final = """<script src="minisearch.js"></script><script>
let index;
const start = async () => {
  const text = await (await fetch("index.json")).text();
  index = MiniSearch.loadJSON(text, options);
};
const ask = async (query) => index.search(query).slice(0, 10).map((result) => result.id);
</script>"""
# What findings call its best settings: pairs of syllables, the question first.
OPTIONS: Final = """const options = {
  fields: ["title", "text"],
  storeFields: ["title"],
  tokenize: (text) => (text.match(/[가-힣]+|[^\\W_]+/gu) ?? []).flatMap((word) =>
    /[가-힣]/.test(word) && word.length > 2
      ? [...Array(word.length - 1).keys()].map((at) => word.slice(at, at + 2))
      : [word],
  ),
  searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 },
};
"""


def build_ours(records: Sequence[Record], edition: str, folder: Path) -> None:
    """Write our index of an edition, which has the texts of both languages."""
    concepts = site_concepts(ROOT / "locales", LANGUAGES[0], LANGUAGES, edition)
    write_index(folder / "search", by_page(records), concepts, LANGUAGES)
    [script] = (folder / "search").glob("engine-*.js")
    page = PAGE.format(edition, OURS.replace("ENGINE", script.name))
    (folder / "index.html").write_text(page, encoding="utf-8")


def build_pagefind(records: Sequence[Record], edition: str, folder: Path) -> None:
    """Write pages of fifty questions with ids on their headings, and Pagefind's index of them."""
    site = folder / "site"
    site.mkdir()
    for page, group in groupby(records, key=lambda record: record.page):
        body = "".join(
            f'<h2 id="{record.id}">{html.escape(record.texts[edition].title)}</h2>'
            + "".join(f"<p>{html.escape(text)}</p>" for text in record.texts[edition].paragraphs)
            for record in group
        )
        path = site / f"{page.replace('/', '-')}.html"
        path.write_text(PAGE.format(edition, f"<main><h1>{page}</h1>{body}</main>"), "utf-8")
    program = NODE_MODULES / "pagefind/lib/runner/bin.cjs"
    options = ["--site", str(site), "--output-path", str(folder / "pagefind")]
    subprocess.run([NODE, str(program), *options], check=True, stdout=subprocess.DEVNULL)
    (folder / "index.html").write_text(PAGE.format(edition, PAGEFIND), encoding="utf-8")


def build_minisearch(records: Sequence[Record], edition: str, folder: Path) -> None:
    """Write MiniSearch's index as JSON."""
    documents = [
        {"id": r.id, "title": r.texts[edition].title, "text": " ".join(r.texts[edition].paragraphs)}
        for r in records
    ]
    library = NODE_MODULES / "minisearch/dist"
    (folder / "records.json").write_text(json.dumps(documents, ensure_ascii=False), "utf-8")
    module = json.dumps(str(library / "cjs/index.cjs"))
    (folder / "make.cjs").write_text(
        f'const fs = require("fs"); const MiniSearch = require({module});\n'
        f"{OPTIONS}const index = new MiniSearch(options);\n"
        'index.addAll(JSON.parse(fs.readFileSync("records.json", "utf8")));\n'
        'fs.writeFileSync("index.json", JSON.stringify(index));\n',
        encoding="utf-8",
    )
    subprocess.run([NODE, "make.cjs"], check=True, cwd=folder)
    script = (library / "umd/index.js").read_text(encoding="utf-8")
    (folder / "minisearch.js").write_text(script + OPTIONS, encoding="utf-8")
    (folder / "index.html").write_text(PAGE.format(edition, MINISEARCH), encoding="utf-8")


@dataclass(frozen=True)
class Engine:
    """An engine's name, and what makes its page and its index in an empty folder."""

    name: str
    build: Callable[[Sequence[Record], str, Path], None]


ENGINES: Final = (
    Engine("Mundap", build_ours),
    Engine("Pagefind", build_pagefind),
    Engine("MiniSearch", build_minisearch),
)
