"""Weighs pages with Lighthouse: `weight_bench.py [--runs 3] [SITE]` prints a row for each.

Mobile settings of Lighthouse 12: a slow 4G line and a processor a quarter as fast, both simulated
from what is measured, so that a busy machine costs points. The built site is served compressed, as
hosts do. Scores are the best of the runs, for the same reason. Full reports are in build/weight/.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from browser import LAUNCH_ARGS, find_browser
from serving import QuietHandler, served

ROOT: Final = Path(__file__).resolve().parent.parent
LIGHTHOUSE: Final = ROOT / "build/nox/node/node_modules/lighthouse/cli/index.js"
REPORTS: Final = ROOT / "build/weight"
COMPRESSED: Final = (".html", ".css", ".js", ".json", ".svg", ".webmanifest", ".xml")
SCORES: Final = ("performance", "accessibility", "best-practices", "seo")
COLUMNS: Final = (*SCORES, "kB", "requests", "script kB", "CLS", "LCP s", "blocking")


class Compressing(QuietHandler):
    """Serves files as a host does: compressed, over a connection that stays open."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base's name and type
        **QuietHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".webmanifest": "application/manifest+json",
    }

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a file compressed, where that makes it smaller."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        return BytesIO(body)


def pages(site: Path) -> Iterator[str]:
    """Yield what is weighed in each edition: landing, largest topic, search."""
    for edition in sorted(path.parent.name for path in site.glob("*/search.html")):
        topics = (site / edition / "topics").glob("*.html")
        largest = max(topics, key=lambda path: path.stat().st_size)
        for page in ("index.html", f"topics/{largest.name}", "search.html"):
            yield f"{edition}/{page}"


def audit(address: str, report: Path) -> dict[str, Any]:
    """Run Lighthouse on a page and return its report.

    Raises:
        subprocess.CalledProcessError: Lighthouse failed, and has said why.
    """
    flags = " ".join(["--headless=new", "--no-sandbox", *LAUNCH_ARGS])
    command = [str(Path(sys.executable).with_name("node")), str(LIGHTHOUSE), address, "--quiet"]
    command += ["--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
    chrome = {**os.environ, "CHROME_PATH": str(find_browser(Path("none")))}
    subprocess.run([*command, f"--only-categories={','.join(SCORES)}"], check=True, env=chrome)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def row(report: dict[str, Any]) -> dict[str, float]:
    """Return what a report says of a page; kB are 1000 bytes as they came over the line."""
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    scripts = [each for each in requests if each.get("resourceType") == "Script"]
    blocking = audits["render-blocking-resources"].get("details", {}).get("items", [])
    return {
        **{name: round(report["categories"][name]["score"] * 100) for name in SCORES},
        "kB": thousands(requests),
        "requests": len(requests),
        "script kB": thousands(scripts),
        "CLS": round(audits["cumulative-layout-shift"]["numericValue"], 4),
        "LCP s": round(audits["largest-contentful-paint"]["numericValue"] / 1000, 2),
        "blocking": sum(".js" in each["url"] for each in blocking),
    }


def thousands(requests: Sequence[dict[str, Any]]) -> float:
    """Return the bytes that requests have brought, headers and all, in thousands."""
    return round(sum(int(each["transferSize"]) for each in requests) / 1000, 1)


def missed(report: dict[str, Any]) -> Iterator[str]:
    """Yield the audits that cost a page points."""
    for name in SCORES:
        for ref in report["categories"][name]["auditRefs"]:
            score = report["audits"][ref["id"]]["score"]
            if ref["weight"] and score is not None and score < 1:
                yield f"{name}: {report['audits'][ref['id']]['title']} ({score})"


def all_scripts(edition: Path) -> float:
    """Return how much all scripts of an edition weigh compressed, in kB; data are no scripts."""
    static = edition / "_static"
    paths = [*static.glob("*.js"), *static.glob("search/engine-*.js"), edition.parent / "worker.js"]
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in paths if path.is_file()]
    return round(sum(sizes) / 1000, 1)


def main(argv: Sequence[str] | None = None) -> int:
    """Weigh the pages: 0; 2 when there is no site or no Lighthouse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "build/site")
    parser.add_argument("--runs", type=int, default=1, help="audits of each page")
    args = parser.parse_args(argv)
    for needed, session in ((args.site / "index.html", "site"), (LIGHTHOUSE, "bench -- weight")):
        if not needed.is_file():
            print(f"{needed}:1: not there; run `python3 noxfile.py -s {session}`", file=sys.stderr)
            return 2
    REPORTS.mkdir(parents=True, exist_ok=True)
    print("page", *COLUMNS, sep=" | ")
    with served(args.site, Compressing) as base:
        for page in pages(args.site):
            weigh(base, page, args.runs)
    for edition in sorted(path.parent for path in args.site.glob("*/search.html")):
        print(f"all scripts of {edition.name}: {all_scripts(edition)} kB")
    return 0


def weigh(base: str, page: str, runs: int) -> None:
    """Audit a page and print its row, and what cost it points."""
    name = page.replace("/", "-").removesuffix(".html")
    reports = [audit(base + page, REPORTS / f"{name}-{run}.json") for run in range(1, runs + 1)]
    best = max(reports, key=lambda report: report["categories"]["performance"]["score"] or 0)
    print(page, *row(best).values(), sep=" | ", flush=True)
    for line in missed(best):
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
