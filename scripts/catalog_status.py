"""How far the translations are: `python scripts/catalog_status.py [LANG …] [--json]`.

For each language and page: messages and words translated, fuzzy and untranslated, what changed in
the English since the translation was complete, and the next thing to do. Exit code 2 when a catalog
cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from catalog_files import editions, read_all, write_or_print
from language_list import read_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog_model import Catalog, Entry

STATES: Final = ("translated", "fuzzy", "untranslated")
BAR: Final = 20  # characters of a full bar


@dataclass(frozen=True)
class Change:
    """A sentence whose English changed; `diff` marks words as [-old-] and {+new+}."""

    path: str
    line: int
    diff: str


@dataclass
class PageStatus:
    """Messages and English words of one catalog by state, and where to go on."""

    page: str
    path: str
    messages: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    words: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    changes: list[Change] = field(default_factory=list)
    next: str | None = None


def state_of(entry: Entry) -> str:
    """Return `translated`, `fuzzy` or `untranslated`, as a reader of the site sees it."""
    if entry.translated:
        return "translated"
    return "fuzzy" if entry.fuzzy and entry.msgstr.strip() else "untranslated"


def word_diff(old: str, new: str) -> str:
    """Return the words of `new`, those only in `old` as [-old-], those only here as {+new+}."""
    before, after = old.split(), new.split()
    parts = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[a1:a2]), " ".join(after[b1:b2])
        if kind == "equal":
            parts.append(come)
        else:
            parts += [f"[-{gone}-]"] * bool(gone) + [f"{{+{come}+}}"] * bool(come)
    return " ".join(parts)


def status_of(catalog: Catalog) -> PageStatus:
    """Return the state of one catalog."""
    path = catalog.path.as_posix()
    status = PageStatus(catalog.page, path)
    for entry in catalog.live:
        state = state_of(entry)
        status.messages[state] += 1
        status.words[state] += len(entry.msgid.split())
        if state == "fuzzy" and entry.previous:
            status.changes.append(Change(path, entry.line, word_diff(entry.previous, entry.msgid)))
    status.next = _next(catalog)
    return status


def _next(catalog: Catalog) -> str | None:
    # First what readers had and lost, then what they never had.
    waiting = {state_of(entry): entry for entry in reversed(catalog.live)}
    if entry := waiting.get("fuzzy"):
        what = "the English has changed; mend the translation, remove '#, fuzzy' and '#|'"
    elif entry := waiting.get("untranslated"):
        what = f"translate “{entry.msgid[:50]}{'…' * (len(entry.msgid) > 50)}”"  # noqa: PLR2004
    else:
        return None
    return f"{catalog.path.as_posix()}:{entry.line}: {what}"


def summary(pages: Iterable[PageStatus]) -> dict[str, Any]:
    """Return the state of a language: its pages, their sum, and the first next thing to do."""
    listed = list(pages)
    total = {
        kind: {state: sum(getattr(page, kind)[state] for page in listed) for state in STATES}
        for kind in ("messages", "words")
    }
    waiting = [page for page in listed if page.next]
    waiting.sort(key=lambda page: (not page.messages["fuzzy"], _open(page)))
    return {
        **total,
        "next": waiting[0].next if waiting else None,
        "pages": [asdict(page) for page in listed],
    }


def _open(page: PageStatus) -> int:
    return page.messages["fuzzy"] + page.messages["untranslated"]


def share(counts: dict[str, int]) -> float:
    """Return the translated share, 1.0 for an empty page."""
    total = sum(counts.values())
    return counts["translated"] / total if total else 1.0


def _row(name: str, status: dict[str, Any]) -> str:
    messages, words = status["messages"], status["words"]
    full = round(share(words) * BAR)
    numbers = " ".join(f"{messages[state]:>5}/{words[state]:<6}" for state in STATES)
    return f"{name:<42} {'█' * full}{'·' * (BAR - full)} {int(share(words) * 100):>3}%  {numbers}"


def as_text(code: str, status: dict[str, Any]) -> str:
    """Return the state of a language for a person."""
    head = f"{code:<42} {'':<{BAR}} {'':>4}  " + " ".join(f"{state:<12}" for state in STATES)
    lines = [f"{head} (messages/words)", *(_row(page["page"], page) for page in status["pages"])]
    lines.append(_row("all pages", status))
    lines += [
        f"changed: {change['path']}:{change['line']}: {change['diff']}"
        for page in status["pages"]
        for change in page["changes"]
    ]
    return "\n".join([*lines, f"next: {status['next'] or 'nothing, all is translated'}"]) + "\n"


def _collect(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    known = read_languages(options.locales / "languages.toml")
    status = {}
    for code, paths in editions(options.what, options.locales, known).items():
        catalogs, errors = read_all(paths)
        if errors:
            raise ValueError("\n".join(map(str, errors)))
        status[code] = summary(map(status_of, catalogs))
    return status


def main(argv: list[str] | None = None) -> int:
    """Run the command; see the module's text for what it returns."""
    parser = argparse.ArgumentParser(prog="catalog_status.py", description="Show the progress.")
    parser.add_argument("what", nargs="*", help="languages, catalogs or folders (default: all)")
    parser.add_argument("--locales", type=Path, default=Path("locales"))
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--output", type=Path, help="write to this file")
    options = parser.parse_args(argv)
    try:
        status = _collect(options)
        text = "\n".join(as_text(code, each) for code, each in status.items())
        if options.json:
            text = json.dumps(status, ensure_ascii=False, indent=2) + "\n"
        write_or_print(text, options.output)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
