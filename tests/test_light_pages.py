"""A page loads one style sheet, in which all is that the page uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from light_pages import is_needed, with_light_sheets
from light_pages.css import drop_unread, parse
from playwright.sync_api import BrowserContext, Page, ViewportSize

import conf as settings
import noxfile

CONF = noxfile.ROOT / "conf"
FURO = Path(str(files("furo")))
NAMES = {"p", "a", "h2", "used", "here", "part-"}
KEPT = [
    ("p{color:red}", "p{color:red}"),
    (".used , .lost {color:red}", ".used{color:red}"),
    ("table{color:red}", ""),
    (".used .lost{color:red}", ""),
    ('a:hover::after{content:"}"}', 'a:hover::after{content:"}"}'),
    ("a:not(.lost):is(.lost, p)[data-lost]{color:red}", None),
    (
        "@media print{ .lost{top:0} P > a{top:0 !important} }",
        "@media print{P > a{top:0!important}}",
    ),
    ("@media print{.lost{top:0}}", ""),
    ("@font-face { font-family: x; src: url(x) }", "@font-face{font-family: x; src: url(x)}"),
    (r".\31 st{top:0}", ""),
    (".part-title{top:0} .other-title{top:0}", ".part-title{top:0}"),  # a script puts it together
    ("#here{--read:1px;--unread:2px;top:var(--read)}", "#here{--read:1px;top:var(--read)}"),
    ("p{--one:var(--two);--two:1px}", ""),
    ("p{--elsewhere:1px}", "p{--elsewhere:1px}"),
    ("/* no */ p { top : 0 ; /* no */ }", "p{top:0}"),
]


@pytest.mark.parametrize(("sheet", "expected"), KEPT)
def test_what_nothing_can_use_goes_and_all_else_stays(sheet: str, expected: str | None) -> None:
    rules = parse(sheet, NAMES)
    drop_unread([rules], "<p style='top: var(--elsewhere)'>")
    assert "".join(map(str, rules)) == (sheet if expected is None else expected)


@pytest.mark.parametrize("sheet", ["p}", "p{color:red} }", "@import 'x.css';"])
def test_a_sheet_that_is_not_understood_is_an_error(sheet: str) -> None:
    with pytest.raises(ValueError, match=r"^line \d: "):
        parse(f"{sheet}\n.x", NAMES)


def test_a_page_loads_the_joined_sheet_and_its_own() -> None:
    page = "".join(
        f'<link {media}rel="stylesheet" type="text/css" href="../_static/{name}?v=1" />\n'
        for name, media in (("pygments.css", ""), ("a.css", ""), ("p.css", 'media="print" '))
    )
    made = with_light_sheets(f"<head>{page}</head>", {"site.css": "a", "pygments.css": "b"})
    assert re.findall(r'href="([^?]*)\?v=[0-9a-f]{8}"', made) == [
        "../_static/pygments.css",
        "../_static/site.css",
    ]
    assert made.startswith("<head><link")
    assert made.endswith(">\n</head>")


PARTS = "reading side_by_side question_tools question_list term_notes".split()
# The sheets as their authors wrote them, in the order of the pages.
SHEETS = [
    FURO / "theme/furo/static/styles/furo.css",
    CONF / "page_parts/base.css",
    *(CONF / name / "page.css" for name in PARTS),
    *(CONF / "static" / f"{name}.css" for name in settings.sheets),
]
# Of elements that are alike, one is enough: their names and classes, up to the body. A part that
# is not there has no look: a rule that makes it or takes it away shows as its content.
COMPUTED = """() => {
  const own = (element) => `${element.tagName}.${element.className}`;
  const key = (element) => (element ? `${own(element)} ${key(element.parentElement)}` : "");
  const all = [...document.querySelectorAll("*")];
  const kinds = new Map(all.map((element) => [key(element), element]));
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
  const look = (element, part) => {
    const style = getComputedStyle(element, part || null);
    if (part && ["none", "normal"].includes(style.content)) return "none";
    return names.map((name) => style.getPropertyValue(name)).join(";");
  };
  return [...kinds].flatMap(([name, element]) =>
    ["", "::before", "::after"].map((part) => `${name} ${part} ${look(element, part)}`),
  );
}"""
SCREENS: list[tuple[ViewportSize, Literal["light", "dark"]]] = [
    ({"width": 1400, "height": 900}, "light"),
    ({"width": 390, "height": 900}, "dark"),
]
PAGES = ["en/", "ko/topics/generative-ai.html", "en/search.html", "ko/contributing/progress.html"]


def looks(page: Page) -> Iterator[list[str]]:
    """Yield how the elements of a page look on each screen, and printed from it."""
    for size, scheme in SCREENS:
        page.set_viewport_size(size)
        for media in ("screen", "print"):
            page.emulate_media(media=media, color_scheme=scheme, reduced_motion="reduce")
            yield page.evaluate(COMPUTED)


@pytest.mark.parametrize("path", PAGES)
def test_every_element_looks_as_it_does_with_the_whole_sheets(
    context: BrowserContext, path: str
) -> None:
    whole = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    whole += f"@media print {{{(CONF / 'static/print.css').read_text(encoding='utf-8')}}}"
    light, replaced = context.new_page(), context.new_page()
    replaced.route("**/site.css*", lambda route: route.fulfill(body=whole))
    for page in (light, replaced):
        page.goto(path)
    for one, other in zip(looks(light), looks(replaced), strict=True):
        assert one == other


@pytest.mark.parametrize(
    ("name", "body", "needed"),
    [
        ("_static/pygments.css", "<p>text</p>", False),
        ("_static/pygments.css", '<div class="highlight-python">', True),
        ("_static/styles/furo-extensions.css", '<div class="highlight-python">', False),
        ("_static/styles/furo.css", "", True),
    ],
)
def test_a_style_sheet_is_loaded_where_it_is_used(name: str, body: str, needed: bool) -> None:
    assert is_needed(name, body) == needed
