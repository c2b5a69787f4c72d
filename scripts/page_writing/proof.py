"""Text of a seed as MyST text that is proved to show every letter of it, whatever it is.

What does not read back as it should is written in a plainer way: a short text with everything in
it escaped, the lines of an answer as code. Both show every character as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from qa_model import Line

from page_writing.answer_lines import trimmed
from page_writing.answer_text import fence_around
from page_writing.inline_pieces import Context
from page_writing.inline_text import PLAIN, inline
from page_writing.page_reader import is_harmless, read_block
from page_writing.source_letters import holds, shown_whole, source_texts

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")

Write = Callable[[Sequence[Line]], Sequence[str]]
Tell = Callable[[int], None]


def said(text: str, context: Context = PLAIN) -> str:
    """A short text (a title, a caption) as MyST text on one line, with every letter in it."""
    written = inline(text, context)
    if written == text and is_harmless(f"### {written}"):
        return written
    seen = read_block(f"### {written}")
    row = Line(0, " ".join(text.split()))
    if seen and not seen.active and holds(seen.letters, source_texts([row])):
        return written
    return escaped(text)


def escaped(text: str) -> str:
    """A text on one line, every character shown as it was written."""
    return PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def proved(
    lines: Sequence[Line], write: Write, tell: Tell, foreign: Mapping[int, str]
) -> Iterator[str]:
    """The blocks of an answer, with each letter of its lines in them.

    Args:
        lines: The answer.
        write: Makes blocks of lines.
        tell: Is called with the line at which something is shown as code instead.
        foreign: The lines that are shown in English instead, and how.

    Yields:
        What ``write`` makes; in place of the fewest lines that do not read back, these as code.
    """
    kept = trimmed(lines)
    if not kept:
        return
    blocks = write(kept)
    if shows(blocks, kept, foreign):
        yield from blocks
    elif cut := _middle(lines):
        yield from proved(lines[:cut], write, tell, foreign)
        yield from proved(lines[cut:], write, tell, foreign)
    else:
        tell(next(line.number for line in lines if line.text.strip()))
        yield literal([foreign.get(line.number, line.text) for line in lines])


def shows(blocks: Sequence[str], lines: Sequence[Line], skipped: Collection[int] = ()) -> bool:
    """Whether blocks of MyST text show all letters of some lines, and act on nothing."""
    if not skipped and _as_they_stand(blocks, lines) and all(map(is_harmless, blocks)):
        return True
    found = []
    for block in blocks:
        seen = read_block(block)
        if seen is None or seen.active:
            return False
        found.append(seen.letters)
    letters = "".join(found)
    if not skipped and shown_whole(letters, lines):
        return True
    return holds(letters, source_texts(lines, skipped))


def _as_they_stand(blocks: Iterable[str], lines: Iterable[Line]) -> bool:
    """Whether blocks are the lines themselves, white space aside: most answers need no change."""
    source = "\n".join([line.text for line in lines])
    written = "\n\n".join(blocks)
    return written == source or "".join(written.split()) == "".join(source.split())


def _middle(lines: Sequence[Line]) -> int:
    """The beginning of a block that is nearest to the middle of some lines; 0 for none."""
    cuts = [
        at
        for at in range(1, len(lines))
        if not lines[at - 1].text.strip() and lines[at].text[:1].strip()
    ]
    return min(cuts, key=lambda at: abs(2 * at - len(lines)), default=0)


def literal(rows: Sequence[str]) -> str:
    """Rows of text as they were written, as code."""
    body = "\n".join(rows).strip("\n")
    return f"{fence_around(body)}\n{body}\n{fence_around(body)}"
