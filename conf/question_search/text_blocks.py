"""The blocks of texts: what a result shows of a question (blocks.py says how blocks look)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from .block_files import Writer, as_json
from .records import PageRecords, Record

TEXT_BLOCK: Final = 8_000  # bytes; a first result needs ten blocks
FEW_TEXTS: Final = 64_000  # bytes that are one block, since that packs better


class Row(NamedTuple):
    """A question: its page, its topic, and its JSON, of which a block has all but the topic."""

    page: str
    topic: str
    id: str
    shown: bytes

    @classmethod
    def of(cls, record: Record, language: str) -> Row:
        """Return what a result in a language shows of a question, packed into bytes."""
        own = record.texts[language]
        shown = _bytes([own.title, own.paragraphs])
        return cls(record.page, own.topic, record.id, shown)

    @property
    def size(self) -> int:
        """The bytes of the row, were it by itself."""
        return len(_bytes([self.id, self.topic])) + len(self.shown) - 1

    def at(self, page: int) -> str:
        """Return the row in a block whose page of this number it is on."""
        return f"[{as_json(self.id)},{page},{self.shown.decode('utf-8', 'surrogatepass')[1:]}"


def texts(pages: Iterable[PageRecords], language: str, writer: Writer) -> dict[str, Any]:
    """Write what results show of all questions; return what index.js says of it."""
    rows = [Row.of(record, language) for page in pages for record in page.read()]
    per = questions_per_block(rows)
    blocks = (_block(rows[at : at + per]) for at in range(0, len(rows), per))
    return {"textsBlock": per, "texts": writer.add("texts", blocks)}


def questions_per_block(rows: Sequence[Row]) -> int:
    """Return how many questions a block of texts holds."""
    size = sum(row.size for row in rows)
    if size <= FEW_TEXTS:
        return max(1, len(rows))
    return max(1, TEXT_BLOCK * len(rows) // size)


def _block(rows: Sequence[Row]) -> str:
    """Put the pages of a block before its questions, which name them by number."""
    pages = list(dict.fromkeys((row.page, row.topic) for row in rows))
    found: Iterator[str] = (row.at(pages.index((row.page, row.topic))) for row in rows)
    return f"[{as_json(pages)},[{','.join(found)}]]"


def _bytes(value: Any) -> bytes:
    return as_json(value).encode("utf-8", "surrogatepass")
