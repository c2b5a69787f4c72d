"""Writes the index as blocks, small files of JavaScript that a page loads when it needs them.

A page opened from a disk may load scripts but not fetch files, hence scripts. Every block is
`questionSearch.take(<content>)`. Blocks are named by their content, so that a browser
may keep them for ever; `index.js` names them and is the only file whose name stays.

- `index.js`: the number of questions, the first key of each vocabulary block, the block names.
- vocabulary: sorted lines `key questions bytes term…`: how many questions have the term, the
  length of its postings, the terms that the key leads to.
- postings, one after the other in the order of the vocabulary, base64: for each question the gap
  to the one before (variable length, seven bits a byte, the lowest first) and the impact.
- texts: JSON, the pages, then [id, page, title, paragraphs, titles in other languages].
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from .index import Index, Postings
from .records import Record

VOCABULARY_BLOCK: Final = 20_000  # characters
POSTINGS_BLOCK: Final = 12_000  # bytes
TEXT_BLOCK: Final = 10_000  # characters
MOST_QUESTIONS: Final = 8_000  # of a term; of more, those with the greatest impacts are kept


def sort_key(text: str) -> bytes:
    """Return what sorts texts as JavaScript does, by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def encode(postings: Postings) -> bytes:
    """Return postings as bytes."""
    pairs = list(zip(postings.numbers, postings.impacts, strict=True))
    if len(pairs) > MOST_QUESTIONS:
        pairs = sorted(sorted(pairs, key=lambda pair: -pair[1])[:MOST_QUESTIONS])
    found, before = bytearray(), -1
    for number, impact in pairs:
        gap = number - before - 1
        while gap > 0x7F:  # noqa: PLR2004 - seven bits a byte
            found.append(gap & 0x7F | 0x80)
            gap >>= 7
        found += bytes((gap, impact))
        before = number
    return bytes(found)


def vocabulary(index: Index) -> tuple[list[tuple[str, str]], bytes]:
    """Return the sorted (key, line) pairs and all postings."""
    lines, blob = [], bytearray()
    for key in sorted(index.terms.keys() | index.aliases.keys(), key=sort_key):
        postings = index.terms.get(key)
        coded = encode(postings) if postings else b""
        blob += coded
        number = len(postings.numbers) if postings else 0
        targets = sorted(index.aliases.get(key, ()), key=sort_key)
        lines.append((key, " ".join([key, str(number), str(len(coded)), *targets])))
    return lines, bytes(blob)


def cut(pieces: Sequence[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    """Cut (key, text) pairs into runs of about `size` characters."""
    run: list[tuple[str, str]] = []
    length = 0
    for piece in pieces:
        if run and length + len(piece[1]) > size:
            yield run
            run, length = [], 0
        run.append(piece)
        length += len(piece[1]) + 1
    if run:
        yield run


def text_rows(records: Sequence[Record], language: str) -> list[tuple[str, Any]]:
    """Return (page, row) of each question, what a result shows."""
    rows = []
    for record in records:
        own = record.texts[language]
        others = {c: t.title for c, t in sorted(record.texts.items()) if c != language and t.title}
        rows.append((record.page, [record.id, own.topic, own.title, own.paragraphs, others]))
    return rows


def text_blocks(records: Sequence[Record], language: str) -> Iterator[tuple[int, Any]]:
    """Yield (number of the first question, block)."""
    rows = text_rows(records, language)
    sized = [(str(number), _json(row)) for number, row in enumerate(rows)]
    for run in cut(sized, TEXT_BLOCK):
        first = int(run[0][0])
        yield first, _block(rows[first : first + len(run)])


def _block(rows: Sequence[tuple[str, Any]]) -> list[Any]:
    """Put the pages of a block before its questions, which name them by number."""
    pages = list(dict.fromkeys((page, row[1]) for page, row in rows))
    return [pages, [[row[0], pages.index((page, row[1])), *row[2:]] for page, row in rows]]


class Writer:
    """Writes the blocks of one edition into a folder, which then holds nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, str] = {}

    def add(self, kind: str, value: Any) -> str:
        """Keep a block; returns its name."""
        content = _json(value)
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        name = f"{kind}-{digest}"
        self.files[f"{name}.js"] = f"questionSearch.take({content})\n"
        return name

    def write(self, index: Index, records: Sequence[Record], language: str, head: Any) -> None:
        """Write an index; `head` goes into index.js beside what this module knows."""
        lines, blob = vocabulary(index)
        vocabularies, firsts, offsets, offset = [], [], [], 0
        for run in cut(lines, VOCABULARY_BLOCK):
            firsts.append(run[0][0])
            offsets.append(offset)
            offset += sum(int(line.split(" ")[2]) for _, line in run)
            vocabularies.append(self.add("words", "\n".join(line for _, line in run)))
        places = range(0, len(blob), POSTINGS_BLOCK)
        postings = [blob[place : place + POSTINGS_BLOCK] for place in places]
        texts = list(text_blocks(records, language))
        content = {
            **head,
            "size": index.size,
            "firstKeys": firsts,
            "offsets": offsets,
            "words": vocabularies,
            "postingsBlock": POSTINGS_BLOCK,
            "postings": [self.add("questions", b64encode(part).decode()) for part in postings],
            "firstTexts": [first for first, _ in texts],
            "texts": [self.add("texts", block) for _, block in texts],
        }
        self.files["index.js"] = f"questionSearch.take({_json(content)})\n"
        self._save()

    def _save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.js"):
            if old.name not in self.files:
                old.unlink()
        for name, text in self.files.items():
            path = self.folder / name
            if not (path.is_file() and path.read_text(encoding="utf-8") == text):
                path.write_text(text, encoding="utf-8", newline="\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
