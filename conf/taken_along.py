"""What readers take along: where such files go, when they were made, and what is in them.

No Sphinx extension, but what those have in common that make Anki decks and books.
"""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree
from question_data.clean_html import OPEN, parsed, written

FOLDER: Final = "downloads"
NAME: Final = "mundap"
OLDEST: Final = 315_532_800  # 1980, where the times of a zip file begin


def folder_of(edition: Path) -> Path:
    """Return the folder for what readers of an edition (or of the site) take along; make it."""
    folder = edition / FOLDER
    folder.mkdir(exist_ok=True)
    return folder


def made_at() -> int:
    """Return when this state of the notes was made, in seconds since 1970.

    The same state gives the same time, and with it the same bytes; a later one gives a later time,
    by which Anki sees that a card has changed. Hence the time of the last commit, unless
    SOURCE_DATE_EPOCH says another (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    if (told := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        return max(int(told), OLDEST)
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        asked = subprocess.run(
            command, cwd=Path(__file__).parent, capture_output=True, encoding="utf-8", check=False
        )
    except OSError:
        return OLDEST
    return int(asked.stdout) if asked.returncode == 0 and asked.stdout.strip() else OLDEST


def topics_of(content: dict[str, Any]) -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Return each topic of an edition with its questions, in the order of the site."""
    rows = groupby(content["questions"], key=lambda question: question["topic"])
    return [(topic, list(questions)) for topic, questions in rows]


def portable(html: str, inside: Callable[[str], str | None] = lambda _: None) -> str:
    """Return an answer whose links work away from the site, as well-formed XHTML.

    Args:
        html: An answer from questions.json.
        inside: Gets the id of a linked question, returns its address in the book, if it has one.
    """
    if "<a" not in html and "<img" not in html:
        return html
    root = parsed(html)
    for picture in root.iter("img"):
        picture.tag, picture.text = OPEN, picture.get("alt")
    for link in root.iter("a"):
        address = link.get("href", "")
        if there := inside(urlsplit(address).fragment):
            link.set("href", there)
        elif not urlsplit(address).scheme:
            link.tag = OPEN
    etree.strip_tags(root, OPEN)
    return written(root)


def same_bytes(path: Path) -> None:
    """Write a zip file anew without the times at which its parts were made."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, info.compress_type, old.read(info)) for info in old.infolist()]
    write_zip(path, parts)


def write_zip(path: Path, parts: Iterable[tuple[str, int, bytes]]) -> None:
    """Write a zip file that is the same for the same parts: name, kind of compression, content."""
    with zipfile.ZipFile(path, "w") as new:
        for name, compression, data in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            info.external_attr = 0o644 << 16
            new.writestr(info, data)
