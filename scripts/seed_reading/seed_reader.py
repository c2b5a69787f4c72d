"""From files to seeds: what is read, in which order, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from qa_model import BadInputError, Line, Problem, Seed

SUFFIXES = (".md", ".txt")
NUMBERED = partial(tuple.__new__, Line)  # as Line._make, without a call in Python for each line
CONTROL = re.compile(r"[\x01-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def seed_paths(folder: Path, shown: str) -> list[Path]:
    """The documents of a folder, in order of name.

    Raises:
        BadInputError: The folder cannot be read, or there is no document.
    """
    listed = (path for path in _listed(folder, shown) if path.suffix.lower() in SUFFIXES)
    paths = sorted(listed, key=lambda path: path.name)
    if not paths:
        todo = "put a document that ends in .md or .txt there"
        raise BadInputError([Problem(shown, 1, "there is no seed document here", todo)])
    return paths


def read_seeds(folder: Path, shown: str, only: Sequence[str] = ()) -> list[Seed]:
    """Read every seed document of a folder.

    Args:
        folder: Where the seeds lie; files ending in .md or .txt are seeds, read in order of name.
        shown: The folder's name in messages.
        only: The names of those to read, in order; all if empty.

    Returns:
        One seed for each document.

    Raises:
        BadInputError: A document is not a readable text file in UTF-8, is empty, or there is none.
    """
    paths = [folder / name for name in only] or seed_paths(folder, shown)
    seeds: list[Seed] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            seeds.append(Seed(path.name, split_lines(decode(path, f"{shown}/{path.name}"))))
        except BadInputError as error:
            problems += error.problems
    if problems:
        raise BadInputError(problems)
    return seeds


def split_lines(text: str) -> tuple[Line, ...]:
    """Number the lines of a text.

    LF, CRLF and CR end a line. What else str.splitlines would break at (form feeds, U+2028 …) and
    control characters are white space: programs further on would each take them for something else.
    """
    body = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if CONTROL.search(body):
        body = CONTROL.sub(" ", body)
    rows = body.removesuffix("\n").split("\n")
    return tuple(map(NUMBERED, enumerate(rows, start=1)))


def _listed(folder: Path, shown: str) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError as error:
        todo = "name a folder of seed documents that you may read"
        raise BadInputError([Problem(shown, 1, _reason(error), todo)]) from error


def decode(path: Path, shown: str) -> str:
    """The text of one document; a byte order mark at its start is no part of it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        todo = "make it a text file that you may read, or move it out of the folder"
        raise BadInputError([Problem(shown, 1, _reason(error), todo)]) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        raise BadInputError([Problem(shown, line, what, "save the document as UTF-8")]) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadInputError([Problem(shown, line, "there is a NUL byte", "save it as plain text")])
    if not text.strip():
        raise BadInputError([Problem(shown, 1, "the document is empty", "fill it or remove it")])
    return text


def _reason(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or str(error)).lower()})"
