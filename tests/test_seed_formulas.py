"""A formula of a seed is one on the page, with the same TeX, and nothing else becomes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from markup import myst_settings
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from page_writing.answer_text import answer_blocks
from page_writing.page_reader import parser
from qa_model import Line

import noxfile

FORMULAS = {
    "$x_1$": "x_1",
    "$L = \\{a, b\\}$": "L = \\{a, b\\}",
    "$a *b* c_1$": "a *b* c_1",
    "$P(A|B)$": "P(A|B)",
    "$[0, 1)$": "[0, 1)",
    "$O(n)$": "O(n)",
    "$1/n$": "1/n",
    "$p \\geq 1 $": "p \\geq 1",
    "$ y > \\frac{1}{2}$": "y > \\frac{1}{2}",
    "3$\\times$3": "\\times",
    "\\(x_i\\)": "x_i",
    "\\[ y = 1 \\]": "y = 1",
    "$`\\alpha`$": "\\alpha",
    "$$ x^2 $$": "x^2",
}
TEXTS = [
    "`$x_1$`", "`` $a ` ``", "\\$x_1\\$", "\\(RNN\\)", "\\[1\\]", "\\[foo_bar\\]", "**bold**",
    "[l](https://a.example/)", "a\\\\", "(x)", "[y]",
]  # fmt: skip
# What might begin a formula if an end of one followed.
DOLLARS = [
    "$5 and $10", "$5 in C:\\dir and $6", "US$5-$10", "$1,000/month", "$HOME", "${PATH}", "$",
    "$a b", "\\(", "\\[", "가격은 $5이고 $6입니다",
]  # fmt: skip


def formulas_of(text: str) -> list[str]:
    """The formulas that MyST finds in what is written of a paragraph."""
    rows = [Line(number, row) for number, row in enumerate(text.split("\n"), 1)]
    tokens = parser().parse("\n\n".join(answer_blocks(rows, {})))
    inner = [child for token in tokens for child in token.children or []]
    found = [token for token in (*tokens, *inner) if token.type.startswith("math")]
    return [token.content.strip() for token in found]


@pytest.mark.parametrize("written", FORMULAS)
def test_a_formula_has_its_tex(written: str) -> None:
    assert formulas_of(f"It is {written}, so.") == [FORMULAS[written]]


@pytest.mark.parametrize("written", [*TEXTS, *DOLLARS])
def test_what_is_no_formula_stays_text(written: str) -> None:
    assert formulas_of(f"It is {written}, so.") == []


@given(st.lists(st.sampled_from([*FORMULAS, *TEXTS]), max_size=8))
def test_formulas_are_told_from_all_that_stands_around_them(pieces: list[str]) -> None:
    known = [FORMULAS[piece] for piece in pieces if piece in FORMULAS]
    assert formulas_of("It " + " is ".join(["so", *pieces, "so."])) == known


@given(st.lists(st.sampled_from([*DOLLARS, *TEXTS]), max_size=8))
def test_dollars_alone_make_no_formula(pieces: list[str]) -> None:
    assert formulas_of("It " + " is ".join(["so", *pieces, "so."])) == []


@pytest.mark.parametrize("opening", ["$$", "\\[", "```math"])
def test_a_formula_on_rows_of_its_own_has_its_tex(opening: str) -> None:
    closing = {"$$": "$$", "\\[": "\\]", "```math": "```"}[opening]
    assert formulas_of(f"So:\n\n{opening}\na_1 &= b \\\\\n- c\n{closing}\n\nEnd.") == [
        "a_1 &= b \\\\\n- c"
    ]


@pytest.mark.parametrize("fence", ["```latex", "~~~", "```bash"])
def test_nothing_in_code_is_a_formula(fence: str) -> None:
    assert formulas_of(f"{fence}\n$$\nx_1\n$$\n\\[\ny = 1\n\\]\n{fence[:3]}") == []


@pytest.mark.parametrize("text", ["$ a $", "1$a$2", "$$a$$", "b $$a$$", "$$\na\n$$ (label)"])
def test_pages_are_proved_by_the_rules_that_show_them(text: str) -> None:
    settings = myst_settings(noxfile.ROOT / "conf" / "conf.py")
    shown = create_md_parser(MdParserConfig(**settings), RendererHTML)
    assert [each.as_dict() for each in parser().parse(text)] == [
        each.as_dict() for each in shown.parse(text)
    ]
