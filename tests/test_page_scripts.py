"""Modules become one script; what a page loads stays light and blocks nothing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from page_parts.parts import SHARED
from page_parts.scripts import IMPORT, scoped
from site_languages import read_languages
from study import MODULES

import noxfile

CONF = noxfile.ROOT / "conf"
SHARED_FILES = [CONF / "page_parts" / name for name in SHARED]
PARTS = sorted((*CONF.glob("*/page.js"), *CONF.glob("*/later/*.js")))
STUDY = [CONF / "study" / name for name in MODULES]
CODES = [language.code for language in read_languages().all]
LOADED = re.compile(r'(?:src|href)="(?:\.\./)*(_static/[^"?]+\.(?:css|js|svg|png))')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one();\n", "(() => {\none();\n})();\n"),
        (
            'import { a } from "../page_parts/dom.js";\nexport const b = 1;\n',
            "mundap.x = (() => {\nconst { a } = mundap.dom;\nconst b = 1;\nreturn { b };\n})();\n",
        ),
        (
            "export class A {}\nexport function b() {}\n",
            "mundap.x = (() => {\nclass A {}\nfunction b() {}\nreturn { A, b };\n})();\n",
        ),
    ],
)
def test_a_module_keeps_its_scope_and_gives_what_it_exports(text: str, expected: str) -> None:
    assert scoped("x", text) == expected


def test_each_module_stands_below_those_that_it_imports_from() -> None:
    for below in (PARTS, STUDY):
        known = {"texts"}
        for path in (*SHARED_FILES, *below):
            wanted = {found[2] for found in IMPORT.finditer(path.read_text(encoding="utf-8"))}
            assert (path.name, wanted - known) == (path.name, set())
            known.add(path.stem)


def weight(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


def loaded_by(edition: Path, page: Path) -> list[Path]:
    names = dict.fromkeys(LOADED.findall(page.read_text(encoding="utf-8")))
    return [edition / name for name in names]


@pytest.mark.parametrize("code", CODES)
def test_the_first_view_of_a_topic_weighs_less_than_45_kb(site: Path, code: str) -> None:
    for page in sorted((site / code / "topics").glob("*.html")):
        loaded = loaded_by(site / code, page)
        ours = [path for path in loaded if path.suffix == ".js"]
        assert (page.name, weight([page, *loaded]) < 45_000) == (page.name, True)
        assert (page.name, weight(ours) < 10_000) == (page.name, True)


@pytest.mark.parametrize("code", CODES)
def test_all_scripts_of_ours_together_weigh_less_than_45_kb(site: Path, code: str) -> None:
    static = site / code / "_static"
    scripts = [*static.glob("*.js"), *static.glob("search/engine-*.js"), site / "worker.js"]
    assert weight(scripts) < 45_000


def test_no_script_keeps_a_page_from_being_shown(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        head = text.partition("</head>")[0]
        blocking = re.findall(r"<script(?![^>]*(?:defer|json))[^>]*src=[^>]*>", head)
        assert (page.name, blocking) == (page.name, [])
