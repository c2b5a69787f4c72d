"""Measures how long the search box takes for a keystroke: `… [SITE] [SLOWDOWN]`.

Prints, for each edition and for a bare field that shows what is typed, three times of a key:

- script: from the `input` event until the results are in the page, all our own work;
- frame: from there on to the frame that shows them; a browser begins one every 16.7 ms, so that
  a key waits for half of that on the average, whatever the page does;
- CPU: what the page's main thread used, which other work on the machine changes less. It holds
  the browser's own work for a key and the measuring, as the bare field shows.

The CPU is slowed down through the DevTools protocol (4 by default).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from browser import until
from playwright.sync_api import CDPSession, Page
from search_quality import browser_page, built_site

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
    const script = performance.now() - from;
    begun = 0;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => times.push([script, performance.now() - from]);
    requestAnimationFrame(() => channel.port2.postMessage(0));
  });
  watcher.observe(document.querySelector(".search-panel"), {
    attributes: true, childList: true, subtree: true,
  });
}"""
BARE: Final = """<!doctype html><input><p class="search-panel"></p><script>
const [field, shown] = [document.querySelector("input"), document.querySelector("p")];
field.addEventListener("input", () => { shown.textContent = field.value; });
field.focus();
</script>"""
IDLE: Final = 1500  # milliseconds that a reader looks at the open box before typing


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


def measure(page: Page, name: str, queries: Sequence[str], slowdown: float) -> None:
    """Print what the keystrokes of some queries take in the field that has the focus."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.wait_for_timeout(IDLE)
    page.evaluate(WATCH)
    cpu = list(keystrokes(page, session, queries))
    script, frame = zip(*page.evaluate("times"), strict=True)
    print(f"{name}: script {summary(script)}; frame {summary(frame)}; CPU {summary(cpu)}")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def open_box(page: Page, edition: Path) -> None:
    """Open the search of an edition from the disk, by its key."""
    page.goto((edition / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator(".search-panel .search-item").first.wait_for()
    until(page, "globalThis.questionSearch")


def main(argv: Sequence[str]) -> int:
    """Measure both editions of a built site, and a bare field; 2 when there is no site."""
    try:
        site = built_site(argv)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    slowdown = float(argv[1]) if len(argv) > 1 else 4
    with browser_page() as page:
        page.set_content(BARE)
        measure(page, "bare", QUERIES["en"], slowdown)
        for code, queries in QUERIES.items():
            open_box(page, site / code)
            measure(page, code, queries, slowdown)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
