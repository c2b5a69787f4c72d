"""How people write a pattern: `## …`, `**…**`, `1. …`, `- …`, `Q: …`, `<summary>…</summary>`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from seed_reading.decorations import Shape
from seed_reading.line_marks import Mark, scan
from seed_reading.patterns import ASKING, Pattern

TEXT = "…"
EXAMPLES = '"## …", "**…**", "1. …", "- …", "Q: …", "<summary>…</summary>" or "…?"'


def say(pattern: Pattern, marks: Iterable[Mark]) -> str:
    """A pattern as its most frequent shape looks."""
    counts = Counter(mark.shape for mark in marks if pattern.has(mark))
    shapes = [shape for shape, _ in counts.most_common()] or sorted(pattern.shapes)
    return next((_say(shape) for shape in shapes if not shape.bare), _say(shapes[0]))


def say_topics(pattern: Pattern, marks: Iterable[Mark]) -> str:
    """The same for topics; of headings the deepest level stands for those above, too."""
    heads = [shape for shape in pattern.shapes if shape.head]
    return _say(Shape(head=max(s.head for s in heads))) if heads else say(pattern, marks)


def read(text: str, marks: Iterable[Mark], *, above: bool = False) -> Pattern | None:
    """The pattern that an editor wrote, made of the shapes that occur.

    Args:
        text: A line as the document has it, an ellipsis for its text.
        marks: The marks of the document.
        above: Whether a heading stands for those above it, too, as it does for topics.

    Returns:
        The pattern; None if the text is none.
    """
    if TEXT not in text and "..." not in text:
        return None
    bare = text.strip().startswith((TEXT, "..."))
    row = text.replace("...", TEXT).replace(TEXT, "is it so" if bare else "text")
    found = next(scan([row], [False]), None)
    if not found:
        return None
    wanted = found.shape
    shapes = {mark.shape for mark in marks if _alike(mark.shape, wanted)}
    if above and wanted.head:
        shapes = {mark.shape for mark in marks if "h" < mark.shape.head <= wanted.head}
    asked = bare and "?" in text
    return Pattern(frozenset(shapes), ASKING if asked else 0.0)


def _alike(shape: Shape, wanted: Shape) -> bool:
    if wanted.bare:
        return bool(shape.bare)
    if wanted.head:
        return shape.head == wanted.head and (shape.number > 0 or not wanted.number)
    if wanted.column and shape.column != wanted.column:
        return False
    same = (shape.sign, shape.bold, shape.symbol) == (wanted.sign, wanted.bold, wanted.symbol)
    items = (shape.bullet, shape.number) == (wanted.bullet, wanted.number)
    return same and items and not shape.head and not shape.bare


def _say(shape: Shape) -> str:
    if shape.bare:
        return f"{TEXT}?" if shape.bare == "ask" else TEXT
    parts = ["  " * shape.column if not shape.head else "", "> " if shape.quote else ""]
    parts += ["- " if shape.bullet else "", ".".join("1" * shape.number)]
    parts += [". " if shape.number == 1 else " " if shape.number else ""]
    parts += ["❓ " if shape.symbol and not shape.head else ""]
    if shape.head in ("summary", "dt"):
        return f"<{shape.head}>{TEXT}</{shape.head}>"
    if shape.head:
        return f"{'#' * int(shape.head[1])} {'1. ' if shape.number else ''}{TEXT}"
    text = f"**{TEXT}**" if shape.bold else TEXT
    return "".join(parts) + ("Q: " if shape.sign else "") + text
