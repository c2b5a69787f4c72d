"""What a build writes for the search box, and that Sphinx's own search is gone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from search_box.site import texts
from site_project import PAGES, Project

import noxfile

STATIC = noxfile.ROOT / "conf" / "static"
BOX = noxfile.ROOT / "conf" / "search_box" / "box"
SPHINX_SCRIPTS = {
    "doctools.js",
    "documentation_options.js",
    "language_data.js",
    "searchindex.js",
    "searchtools.js",
    "sphinx_highlight.js",
    "translations.js",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write(PAGES)
    project.translate("sphinx", {"No results": "결과 </script> 없음"})
    return project


def test_the_box_speaks_the_language_of_its_edition_and_knows_its_topics(project: Project) -> None:
    built = project.build("ko")
    script = (built.folder / "_static" / "search-box.js").read_text(encoding="utf-8")
    assert re.search(r'none:["`]결과 ‹\\?/script› 없음', script)
    assert '{link:"generative-ai.html",title:"Generative AI",count:"2 questions"}' in script
    assert 'editions:[{code:"en",name:"English"}]' in script


def test_nothing_of_sphinx_search_is_shipped_or_asked_for(project: Project) -> None:
    built = project.build("en")
    assert {path.name for path in built.folder.rglob("*.js")} & SPHINX_SCRIPTS == set()
    for path in built.folder.rglob("*.html"):
        sources = [tag["src"] for tag in built.page(path.name).select("script[src]")]
        names = {str(source).split("?")[0].rsplit("/", 1)[-1] for source in sources}
        assert "search.js" in names
        assert names & SPHINX_SCRIPTS == set()


def test_every_text_of_the_box_is_used_and_every_used_one_is_there() -> None:
    used = {
        name
        for path in BOX.glob("*.js")
        for name in re.findall(r"\bTEXTS\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used == set(texts())


def test_no_style_of_the_search_is_taken_for_unused(site: Path) -> None:
    sources = "".join(path.read_text("utf-8") for path in STATIC.glob("search*.css"))
    shipped = "".join(path.read_text("utf-8") for path in (site / "ko/_static").glob("*.css"))
    wanted, kept = (set(re.findall(r"\.search-[a-z-]+", text)) for text in (sources, shipped))
    assert wanted - kept == set()


def test_what_each_page_loads_for_the_search_is_small() -> None:
    script = (STATIC / "search.js").read_bytes()
    assert len(gzip.compress(script)) <= 3_000


def test_scripts_of_the_search_and_its_index_are_small(site: Path) -> None:
    for code in ("en", "ko"):
        static = site / code / "_static"
        scripts_of_search = [*static.glob("search*.js"), *static.glob("search/engine-*.js")]
        index = {*static.glob("search/*.js")} - {*scripts_of_search}
        assert sum(len(gzip.compress(path.read_bytes())) for path in scripts_of_search) <= 20_000
        assert sum(len(gzip.compress(path.read_bytes())) for path in index) <= 60_000
