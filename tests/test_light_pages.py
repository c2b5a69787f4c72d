"""A page loads the style sheet for code only if it has code."""

import pytest
from light_pages import is_needed


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
