"""What the benchmark of weights says about a page, and whom it serves."""

from __future__ import annotations

import gzip
import urllib.request
from pathlib import Path
from typing import Any

from serving import served
from weight_bench import SCORES, Compressing, missed, pages, row


def report(score: float) -> dict[str, Any]:
    requests = [
        {"url": "/en/", "resourceType": "Document", "transferSize": 1500},
        {"url": "/a.js", "resourceType": "Script", "transferSize": 500},
    ]
    audits = {
        "network-requests": {"details": {"items": requests}},
        "render-blocking-resources": {"details": {"items": [{"url": "/a.js"}, {"url": "/a.css"}]}},
        "cumulative-layout-shift": {"numericValue": 0.01234567},
        "largest-contentful-paint": {"numericValue": 1234.5},
        "one": {"score": score, "title": "One"},
    }
    category = {"score": score, "auditRefs": [{"id": "one", "weight": 1}]}
    return {"audits": audits, "categories": dict.fromkeys(SCORES, category)}


def test_a_row_has_the_scores_and_what_came_over_the_line() -> None:
    expected = {"kB": 2.0, "requests": 2, "script kB": 0.5, "CLS": 0.0123, "LCP s": 1.23}
    assert row(report(0.97)) == {**dict.fromkeys(SCORES, 97), **expected, "blocking": 1}


def test_an_audit_that_costs_points_is_named_and_a_perfect_page_names_none() -> None:
    assert list(missed(report(0.5))) == [f"{name}: One (0.5)" for name in SCORES]
    assert list(missed(report(1))) == []


def test_the_largest_topic_of_each_edition_is_weighed_and_files_come_compressed(
    tmp_path: Path,
) -> None:
    text = "question " * 500
    for name, size in (("index", 1), ("search", 1), ("topics/small", 1), ("topics/large", 9)):
        path = tmp_path / f"en/{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text * size, encoding="utf-8")
    assert list(pages(tmp_path)) == ["en/index.html", "en/topics/large.html", "en/search.html"]
    with served(tmp_path, Compressing) as base, urllib.request.urlopen(f"{base}en/") as answer:  # noqa: S310
        body = answer.read()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).decode() == text
