"""Measures how long the search box takes for a keystroke: `… [SITE] [SLOWDOWN]`.

Prints, for each edition, the milliseconds from an `input` event to the frame that shows its
results, and the CPU time of the page's main thread for the same keystrokes, which other work on
the machine changes less. The CPU is slowed down through the DevTools protocol (4 by default).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from playwright.sync_api import CDPSession, Page
from search_quality import SITE, browser_page

QUERIES: Final = {
    "en": ("how does attention work", "overfiting", "fine-tuning with LoRA", "beam search"),
    "ko": ("양자화가 성능에 미치는 영향", "파인튜닝 데이터", "ㅇㅈㅎ", "모델을 작게 압축"),
}
PAUSE: Final = 100  # milliseconds between two keys
WATCH: Final = """() => {
  globalThis.times = [];
  let begun = 0;
  document.addEventListener("input", () => { begun = performance.now(); }, true);
  const watcher = new MutationObserver(() => {
    if (!begun) return;
    const from = begun;
    begun = 0;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => times.push(performance.now() - from);
    requestAnimationFrame(() => channel.port2.postMessage(0));
  });
  watcher.observe(document.querySelector(".search-panel"), { childList: true, subtree: true });
}"""


def busy(session: CDPSession) -> float:
    """Return the CPU time that the page's main thread has used, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def keystrokes(page: Page, session: CDPSession, queries: Sequence[str]) -> Iterator[float]:
    """Type queries; yield the CPU time of each key."""
    for query in queries:
        for letter in query:
            before = busy(session)
            page.keyboard.insert_text(letter)
            page.wait_for_timeout(PAUSE)
            yield busy(session) - before
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")


def summary(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile in words."""
    return f"median {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms"


def measure(page: Page, edition: Path, queries: Sequence[str], slowdown: float) -> None:
    """Print what the keystrokes of some queries take in an edition."""
    page.goto((edition / "index.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector(".search-panel .search-item")
    page.wait_for_function("globalThis.questionSearch")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.evaluate(WATCH)
    cpu = list(keystrokes(page, session, queries))
    print(f"{edition.name}: to the frame {summary(page.evaluate('times'))}; CPU {summary(cpu)}")


def main(argv: Sequence[str]) -> int:
    """Measure both editions of a built site."""
    site = Path(argv[0]) if argv else SITE
    slowdown = float(argv[1]) if len(argv) > 1 else 4
    with browser_page() as page:
        for code, queries in QUERIES.items():
            measure(page, site / code, queries, slowdown)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
