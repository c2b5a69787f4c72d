"""What scrolls sideways is reached by keyboard, and nothing else is changed."""

import pytest
from side_scrolling import reachable


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<pre><span>x</span></pre>", '<pre tabindex="0"><span>x</span></pre>'),
        (
            '<div class="table-wrapper docutils container">',
            '<div tabindex="0" class="table-wrapper docutils container">',
        ),
        ("<p>&lt;pre&gt;</p>", "<p>&lt;pre&gt;</p>"),
        ('<div class="table-wrappers">', '<div class="table-wrappers">'),
        ('<span class="pre">', '<span class="pre">'),
    ],
)
def test_only_blocks_that_may_scroll_get_a_place_for_the_keyboard(body: str, expected: str) -> None:
    assert reachable(body) == expected
