"""Names with a hyphen, and particles behind a mark, are not torn apart, nor changed for a copy."""

from __future__ import annotations

import re

import pytest
from kept_together import together
from playwright.sync_api import Page
from screens import NARROW, PHONE

PAGES = ["ko/topics/generative-ai.html", "en/topics/generative-ai.html", "ko/glossary.html"]
# The names that match in the text of the article, each with the number of lines it stands on.
LINES = """(pattern) => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(new RegExp(pattern, "g"))) {
      const range = document.createRange();
      range.setStart(walker.currentNode, match.index);
      range.setEnd(walker.currentNode, match.index + match[0].length);
      const tops = [...range.getClientRects()].filter((box) => box.width).map((box) => box.top);
      if (tops.length) found.push([match[0], new Set(tops).size]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-2가 GPT-3로, GPT-3.5와 GPT-4o.", ["GPT-2", "GPT-3", "GPT-3.5", "GPT-4o"]),
        ("DALL-E, U-Net (top-p) &lt;k-means&gt;", ["DALL-E", "U-Net", "top-p", "k-means"]),
        ("LLaMA-3.1-70B in 2025-11-25.", ["LLaMA-3.1-70B", "2025-11-25"]),
        ("fine-tuning, task-specific and encoder-only", []),  # words, not names
        ("all-reduce, few-shot", ["all-reduce", "few-shot"]),
        ("어텐션(attention)은 15%를 “답”은 [x]가", [")은", "%를", "”은", "]가"]),
        ("A (b) c, 15% d, “e” f(s)", []),
        ("p3848-huang-and-others.pdf", []),  # would stick out of a phone
        ("-O2 a- -- --all-x", []),
    ],
)
def test_names_and_particles_are_kept_together_and_words_are_not(
    text: str, expected: list[str]
) -> None:
    html = together(text)
    assert re.findall(r'<span class="together">([^<]*)</span>', html) == expected
    assert re.sub(r"</?span[^>]*>", "", html) == text


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["390", "320"])
@pytest.mark.parametrize("path", PAGES)
def test_no_name_is_broken_after_its_hyphen(page: Page, path: str, size: dict[str, int]) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(path)
    found = page.evaluate(LINES, "GPT-[0-9.]+|DALL-E|[Tt]op-[kp]|ZeRO-[0-9]|U-Net|UTF-8")
    assert len(found) > 3
    assert [name for name, lines in found if lines > 1] == []


@pytest.mark.parametrize("path", ["ko/topics/distributed-training-and-inference.html"])
def test_no_particle_is_torn_from_the_mark_before_it(page: Page, path: str) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(path)
    found = page.evaluate(LINES, "[)%”][가-힣]")
    assert len(found) > 20
    assert [name for name, lines in found if lines > 1] == []


def test_a_name_is_copied_with_its_own_hyphen_and_the_title_has_no_markup(page: Page) -> None:
    page.goto(
        "ko/topics/generative-ai.html#q-architectural-improvements-enabled-transition-gpt-2-gpt-3"
    )
    title = page.locator("section:target h2").inner_text()
    assert title.startswith("어떤 아키텍처 개선 덕분에 GPT-2가 GPT-3로")
    page.evaluate("getSelection().selectAllChildren(document.body)")
    copied = page.evaluate("String(getSelection())")
    assert "GPT-2가 GPT-3로" in copied
    assert "<span" not in page.content().split("</title>")[0].split("<title>")[1]
