"""Makes the index into blocks, small files of JavaScript that a page loads when it needs them.

A page opened from a disk may load scripts but not fetch files, hence scripts. Every block is
`questionSearch.take(<content>)`. Blocks are named by the content of all blocks of their kind and a
number, so that a browser may keep them for ever, and `index.js`, the only file whose name stays,
need not list them.

- `index.js`: the number of questions, the first key of each vocabulary block, how each kind of
  block is named.
- words: sorted lines `key questions>term…`: how many questions have the term (left out if one has
  it), and the terms that the key leads to. `key>` leads to the stem of the key alone. What a key
  shares with the one before is left out and counted by a letter: `A` nothing, `B` one.
- questions: postings, one after the other in the order of the words: first the gap of each to the
  one before, then, behind a space, the impact of each; apart they pack better by a fifth. A digit
  is a character from `#` on; a gap is written in digits below 28, the lowest first, and 28 is added
  to those that another one follows. Text packs better than bytes in base 64, whose digits straddle
  the numbers.
- texts: JSON, the pages, then [id, page, title, paragraphs] of each question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from operator import sub
from typing import Any, Final

from .block_files import Writer, as_json
from .index import Index, Postings
from .learned import Learned
from .words import stem

VOCABULARY_BLOCK: Final = 24_000  # bytes
POSTINGS_BLOCK: Final = 6_000  # postings
BASE: Final = 28  # of the digits of a gap
MOST_SHARED: Final = 25  # characters at the beginning of a key, counted in letters from A to Z
ZERO: Final = ord("#")  # the digit 0; no digit is a quotation mark or a backslash
NOBODY: Final = Postings()
MOST_QUESTIONS: Final = 8_000  # of a term; of more, those with the greatest impacts are kept


def sort_key(text: str) -> bytes:
    """Return what sorts texts as JavaScript does, by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def encode(postings: Postings) -> tuple[list[str], str]:
    """Return the gap of each posting as text, and all their impacts, a character each."""
    numbers: Sequence[int] = postings.numbers
    impacts: Sequence[int] = postings.impacts
    if len(numbers) > MOST_QUESTIONS:
        pairs = sorted(zip(numbers, impacts, strict=True), key=lambda pair: -pair[1])
        numbers, impacts = map(list, zip(*sorted(pairs[:MOST_QUESTIONS]), strict=True))
    gaps = map(sub, numbers, chain((-1,), numbers))
    return list(map(GAPS.__getitem__, gaps)), bytes(impacts).translate(DIGITS).decode("ascii")


def _gap(further: int) -> str:
    digits, gap = "", further - 1
    while gap >= BASE:
        gap, low = divmod(gap, BASE)
        digits += chr(low + BASE + ZERO)
    return digits + chr(gap + ZERO)


GAPS: Final = Learned(_gap)  # by how much further the next question is
DIGITS: Final = bytes((digit + ZERO) % 256 for digit in range(256))


def vocabulary(index: Index, stemmer: str) -> tuple[list[tuple[str, str, int]], list[str]]:
    """Return the sorted (key, line, number of postings), and the blocks of all postings."""
    lines: list[tuple[str, str, int]] = []
    gaps: list[str] = []
    impacts: list[str] = []
    for key in sorted(index.terms.keys() | index.aliases.keys(), key=sort_key):
        more, said = encode(index.terms.get(key, NOBODY))
        gaps += more
        impacts.append(said)
        lines.append((key, _line(key, len(more), index.aliases.get(key), stemmer), len(more)))
    whole = "".join(impacts)
    runs = (slice(at, at + POSTINGS_BLOCK) for at in range(0, len(gaps), POSTINGS_BLOCK))
    return lines, [f"{''.join(gaps[run])} {whole[run]}" for run in runs]


def _line(key: str, number: int, targets: set[str] | None, stemmer: str) -> str:
    head = key if number == (not targets) else f"{key} {number}"
    if not targets:
        return head
    own = targets == {stem(key, stemmer)}
    return f"{head}>{'' if own else ' '.join(sorted(targets, key=sort_key))}"


def _front_coded(lines: Sequence[str]) -> Iterator[str]:
    """Leave out of each line how it begins like the key before it; a letter says how long."""
    before = ""
    for line in lines:
        key = re.split("[ >]", line, maxsplit=1)[0]
        pairs = zip(before, key, strict=False)
        same = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), MOST_SHARED)
        yield chr(ord("A") + same) + line[same:]
        before = key


def cut(pieces: Sequence[str], size: int) -> Iterator[list[str]]:
    """Cut texts into runs of at most `size` bytes, or of one text that is longer."""
    run: list[str] = []
    length = 0
    for piece in pieces:
        weight = len(piece.encode("utf-8", "surrogatepass")) + 1
        if run and length + weight > size:
            yield run
            run, length = [], 0
        run.append(piece)
        length += weight
    if run:
        yield run


def words_and_postings(index: Index, stemmer: str, writer: Writer) -> dict[str, Any]:
    """Write the vocabulary and the postings of an index; return what index.js says of them."""
    lines, postings = vocabulary(index, stemmer)
    vocabularies, firsts, offsets, place, offset = [], [], [], 0, 0
    for run in cut([line for _, line, _ in lines], VOCABULARY_BLOCK):
        firsts.append(lines[place][0])
        offsets.append(offset)
        offset += sum(number for _, _, number in lines[place : place + len(run)])
        place += len(run)
        vocabularies.append("\n".join(_front_coded(run)))
    return {
        "size": index.size,
        "firstKeys": firsts,
        "offsets": offsets,
        "words": writer.add("words", map(as_json, vocabularies)),
        "postingsBlock": POSTINGS_BLOCK,
        "postings": writer.add("questions", map(as_json, postings)),
    }
