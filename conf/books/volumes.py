"""The book for print: one PDF, or on a large site several in a zip file.

Typst keeps all of a book in memory, half a megabyte for each question, and sets all of it anew for
one changed word. A volume is small, and is set anew when something in it has changed.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from site_inputs import is_made_from
from taken_along import made_at, topics_of, write_zip

from .pdf import write_pdf

MOST: Final = 500  # questions of a book in one volume; some 200 pages
VOLUME: Final = 250  # questions of one of several volumes, unless a single topic has more


def print_file(stem: str, questions: int) -> str:
    """Return the name of the file with the book for print.

    Args:
        stem: The name without an ending.
        questions: How many questions the edition has.
    """
    return f"{stem}.pdf" if questions <= MOST else f"{stem}-pdf.zip"


def volumes(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the content of each volume: whole topics, in the order of the site."""
    parts: list[list[Any]] = [[]]
    for _topic, questions in topics_of(content):
        if parts[-1] and len(parts[-1]) + len(questions) > VOLUME:
            parts.append([])
        parts[-1] += questions
    title = content["title"]
    return [
        content | {"title": f"{title} · {number}/{len(parts)}", "questions": part}
        if len(parts) > 1
        else content
        for number, part in enumerate(parts, 1)
    ]


def digest_of(content: dict[str, Any]) -> str:
    """Return a digest of all that a book is made from."""
    return hashlib.sha256(json.dumps([content, made_at()]).encode()).hexdigest()


def write_print(
    stem: Path, content: dict[str, Any], text: Callable[[str], str], kept: Path
) -> None:
    """Write the book for print.

    Args:
        stem: The path of the file without an ending.
        content: What questions.json of the edition has.
        text: Gets a text of the interface, returns it in the language of the edition.
        kept: The folder for volumes, which are kept from build to build.
    """
    path = stem.with_name(print_file(stem.name, len(content["questions"])))
    for other in (print_file(stem.name, 0), print_file(stem.name, MOST + 1)):
        if other != path.name:  # of a site that has grown or shrunk
            stem.with_name(other).unlink(missing_ok=True)
    if path.suffix == ".pdf":
        write_pdf(path, content, text)
        return
    folder = kept / "volumes"
    folder.mkdir(parents=True, exist_ok=True)
    found = {f"{stem.name}-{n}.pdf": part for n, part in enumerate(volumes(content), 1)}
    for name, volume in found.items():
        _write_volume(folder / name, volume, text)
    write_zip(path, ((name, zipfile.ZIP_STORED, (folder / name).read_bytes()) for name in found))


def _write_volume(path: Path, content: dict[str, Any], text: Callable[[str], str]) -> None:
    digest, stamp = digest_of(content), path.with_suffix(".sha256")
    if path.is_file() and is_made_from(stamp, digest):
        return
    write_pdf(path, content, text)
    stamp.write_text(digest, encoding="utf-8")
