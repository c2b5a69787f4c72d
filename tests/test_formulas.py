"""A stranger's TeX becomes MathML that can do nothing, or is shown as it was written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from formulas import display_formula, inline_formula
from formulas.elements import ATTRIBUTES, ELEMENTS
from formulas.mathml import LONGEST, mathml
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

import noxfile

DATA = tomllib.loads((noxfile.ROOT / "tests/data/site/formulas.toml").read_text(encoding="utf-8"))
SHOWN, REFUSED = DATA["shown"], DATA["refused"]
PIECES = (
    r"\frac \sqrt \left( \right) \left. \middle| { } ( ) [ ] | ^ _ & \\ x 1 ' % # ~ $ \ < > = 가 "
    r"\begin{matrix} \end{matrix} \begin{aligned} \end{aligned} \begin{array}{lr|c} \end{array} "
    r"\begin{cases} \end{cases} \text{ \mathrm{ \operatorname{ \color{red} \tag{1} \limits \hat "
    r"\substack{ \hspace{9999em} \bigl( \not \over \mathbb{R} \label{ \eqref{ \xrightarrow[ \sum "
    r"\hline \underset{ \overbrace{ \boxed{ \cancel{ \phantom{ \def\a \newcommand{ \href{ \cfrac"
).split()
TEX = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map(" ".join)


def ids(cases: list[dict[str, Any]]) -> list[str]:
    return [case["name"] for case in cases]


@pytest.mark.parametrize("case", SHOWN, ids=ids(SHOWN))
def test_a_formula_becomes_mathml(case: dict[str, Any]) -> None:
    made = mathml(case["tex"], display=True) or ""
    assert made.partition(">")[2].removesuffix("</math>") == case["mathml"]


@pytest.mark.parametrize("case", REFUSED, ids=ids(REFUSED))
def test_what_cannot_be_shown_as_a_formula_is_code(case: dict[str, Any]) -> None:
    tex = case["tex"] * case.get("times", 1)
    assert mathml(tex, display=True) is None
    assert inline_formula(tex).startswith("<code ")
    assert display_formula(tex).startswith('<div class="highlight notranslate"><pre>')


def test_the_source_stands_beside_the_formula_for_whoever_cannot_see_it() -> None:
    root = etree.fromstring(mathml('a <\n"b"', display=False) or "")
    assert (root.get("alttext"), root.get("display")) == ('a < "b"', None)


@pytest.mark.parametrize(
    ("tex", "scrolls"),
    [
        ("x+" * 20 + "x", True),
        (r"\hspace{9em}" * 2, True),
        (r"\text{정확도는 맞은 것의 비율이다}", True),
        (r"\mathbf{x} \in \mathbb{R}^{n \times d}", False),
        ("x_1", False),
    ],
)
def test_a_formula_in_a_line_scrolls_by_itself_if_it_may_be_wide(tex: str, scrolls: bool) -> None:
    assert inline_formula(tex).startswith('<span class="wide-formula" tabindex="0">') is scrolls


@given(TEX, st.booleans())
@example("{" * LONGEST, True)
@example(r"\left(" * (LONGEST // 6), True)
@example(r"\hat " * (LONGEST // 5), True)
@example("(" * LONGEST, True)
@example(r"\bigl[" * (LONGEST // 6), False)
@example("'" * LONGEST, False)
@example("&" * LONGEST, True)
def test_whatever_is_written_becomes_listed_elements_or_code(tex: str, display: bool) -> None:
    if made := mathml(tex, display=display):
        found = list(etree.fromstring(made).iter())
        assert {str(etree.QName(each).localname) for each in found} <= ELEMENTS
        assert {str(name) for each in found for name in each.attrib} <= ATTRIBUTES
