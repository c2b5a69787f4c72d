"""From the lines of an answer to blocks of MyST text that mean the same and nothing more.

Seeds are written in Markdown and HTML by strangers; MyST adds directives, roles, targets and
comments to Markdown. Whatever in an answer would become one of those is escaped, so that it is
shown as it was written. What gettext loses or breaks (line breaks inside paragraphs, raw HTML,
reference links, bold that ends in mid-word) is mended here and in ``inline_text``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from qa_model import Line

from page_writing.answer_lines import dedent, formulas_fenced, plain_bullets, trimmed
from page_writing.html_blocks import parse
from page_writing.inline_pieces import Context, is_tex
from page_writing.inline_text import PLAIN, inline, lines_of
from page_writing.md_lists import Node

BAR = re.compile(r"(?<!\\)\|")
RULES = {"text-align:left": " :-- ", "text-align:center": " :-: ", "text-align:right": " --: "}
QUESTION_LEVEL = 2  # of a question's heading on its page; headings in answers lie below it
DEEPEST_LEVEL = 6

# Languages that Pygments knows, of course: for these it need not be loaded.
USUAL_LANGUAGES = frozenset(
    """
    bash c c++ console cpp csharp css diff docker dockerfile go html http ini java javascript js
    json jsx kotlin make makefile markdown md perl php powershell py python python3 r rb ruby rust
    scala sh shell sql swift text toml ts tsx typescript xml yaml
    """.split()
)
# What begins a block of MyST; a paragraph that begins so is escaped.
BLOCK_START = re.compile(
    r"^(?=\(.*\)=\s*$|%|\+[ \t]*\+[ \t]*\+|:::|[-+*](?:\s|$)|#{1,6}(?:\s|$)|>|~~~|```[^`]*$"
    r"|[=-]+\s*$|\[\^[^\]]+\]:|\$\$)"
)
NUMBER_START = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")


def answer_blocks(
    lines: Sequence[Line],
    foreign: Mapping[int, str],
    context: Context = PLAIN,
    offset: int = 0,
    *,
    headings: bool = True,
) -> tuple[str, ...]:
    """Turn the lines of one answer into blocks of MyST text.

    Args:
        lines: The answer as it stands in the seed, dash and indentation included.
        foreign: English for the lines that stand in another script, by line number; each of
            them becomes a paragraph of its own.
        context: What its links, pictures and footnotes refer to.
        offset: Where the content of the list item begins that the question is, else 0.
        headings: Whether headings stay headings; else they become bold paragraphs.

    Returns:
        One text for each block (paragraph, list, code …) without blank lines around it.
    """
    writer = _Writer(context, headings=headings)
    blocks: list[str] = []
    chunk: list[str] = []
    for line in trimmed(lines):
        if foreign and line.number in foreign:
            blocks += writer.chunk(chunk, offset)
            blocks.append(inline(foreign[line.number]))
            chunk = []
        else:
            chunk.append(line.text)
    return tuple(blocks + writer.chunk(chunk, offset))


class _Writer:
    """Writes the blocks of one answer."""

    def __init__(self, context: Context, *, headings: bool) -> None:
        self.context, self.headings = context, headings
        self.levels: list[int] = []
        self.depth = 0
        self.again = False  # whether a list stands right behind one of its kind

    def chunk(self, texts: Sequence[str], offset: int) -> list[str]:
        """The blocks of some lines."""
        rows = plain_bullets(dedent(texts, offset))
        text = "\n".join(rows)
        if "$$" in text or "\\[" in text:
            text = "\n".join(formulas_fenced(rows))
        nodes = [node for node in parse(text) if not _is_empty(node)]
        if len(nodes) == 1 and nodes[0].type == "bullet_list" and len(_items(nodes[0])) == 1:
            nodes = _items(nodes[0])[0].children
        return self.blocks(_without_edge_rules(nodes))

    def blocks(self, nodes: Sequence[Node]) -> list[str]:
        """The texts of some blocks, empty ones left out."""
        found: list[str] = []
        before = ""
        for node in nodes:
            self.again = node.type.endswith("_list") and node.type == before and not self.again
            found += filter(None, RENDERERS[node.type](self, node))
            before = node.type
        return found

    def inner(self, nodes: Sequence[Node]) -> list[str]:
        """The same, inside another block."""
        self.depth += 1
        blocks = self.blocks([node for node in nodes if node.type != "hr"])
        self.depth -= 1
        return blocks

    def paragraph(self, node: Node) -> list[str]:
        return [escape_start(row) for row in lines_of(node.text, self.context)]

    def heading(self, node: Node) -> list[str]:
        text = inline(node.text, self.context)
        if not text or not any(map(str.isalnum, text)):
            return []
        if self.depth or not self.headings:
            return [text if "*" in text or text.endswith("`") else f"**{text}**"]
        while self.levels and self.levels[-1] >= node.level:
            self.levels.pop()
        self.levels.append(node.level)
        level = min(QUESTION_LEVEL + len(self.levels), DEEPEST_LEVEL)
        return [f"{'#' * level} {text}"]

    def list_of(self, node: Node) -> list[str]:
        start = node.level if node.type == "ordered_list" else None
        bullet, dot = ("* ", ")") if self.again else ("- ", ".")
        items = _items(node)
        texts = [self.inner(item.children) for item in items]
        tight = node.tight and all(
            _is_tight(item, text) for item, text in zip(items, texts, strict=True)
        )
        between = "\n" if tight else "\n\n"
        marks = [bullet if start is None else f"{start + n}{dot} " for n in range(len(items))]
        hung = [_hang(mark, between.join(text)) for mark, text in zip(marks, texts, strict=True)]
        return [between.join(hung)]

    def quote(self, node: Node) -> list[str]:
        rows = "\n\n".join(self.inner(node.children)).split("\n")
        return ["\n".join(f"> {row}".rstrip() for row in rows)] if rows != [""] else []

    def code(self, node: Node) -> list[str]:
        """A fence longer than any in the code, with a language only if Pygments knows it."""
        if node.type == "fence" and node.info.strip() == "math" and is_tex(node.text):
            return [f"$$\n{node.text.strip()}\n$$"]
        fence = fence_around(node.text)
        words = node.info.split(maxsplit=1) if node.type == "fence" else []
        return [
            f"{fence}{_language(words[0]) if words else ''}\n{node.text.rstrip(chr(10))}\n{fence}"
        ]

    def table(self, node: Node) -> list[str]:
        head, *rows = [row for group in node.children for row in group.children]
        rules = [RULES.get(cell.info, " --- ") for cell in head.children]
        return ["\n".join([self.row(head), f"|{'|'.join(rules)}|", *map(self.row, rows)])]

    def row(self, node: Node) -> str:
        cells = [inline(cell.text, self.context) for cell in node.children]
        cells = [BAR.sub(r"\\|", cell) if "|" in cell else cell for cell in cells]
        return f"| {' | '.join(cells)} |"

    def admonition(self, node: Node) -> list[str]:
        title = inline(node.text, self.context).replace("**", "")
        return [admonition(title, "details", self.inner(node.children))]


def admonition(title: str, name: str, blocks: Sequence[str]) -> str:
    """An admonition whose colons outnumber those that begin a line of its content."""
    body = "\n\n".join(blocks)
    colons = ":" * max(len(run) + 3 for run in re.findall(r"^[ >]*(:*)", body, re.MULTILINE))
    return f"{colons}{{admonition}} {title}\n:class: {name}\n\n{body}\n{colons}"


def fence_around(text: str) -> str:
    """A fence that is longer than any run of backticks in a text."""
    return "`" * max((len(run) + 1 for run in re.findall(r"`{3,}", text)), default=3)


def escape_start(text: str) -> str:
    """A paragraph that no block of MyST begins in."""
    if text[:1].isalpha():
        return text
    if NUMBER_START.match(text):
        return NUMBER_START.sub(r"\1\\", text, count=1)
    return BLOCK_START.sub(r"\\", text, count=1)


def _items(node: Node) -> list[Node]:
    return [item for item in node.children if item.children]


def _without_edge_rules(nodes: Sequence[Node]) -> Sequence[Node]:
    """Blocks without the rules that docutils refuses: beside a heading, a rule or an edge."""
    types = [node.type for node in nodes]
    if "hr" not in types:
        return nodes
    kinds = ["hr", *types, "hr"]
    around = zip(nodes, kinds, kinds[2:], strict=False)
    edges = ("hr", "heading")
    return [n for n, before, after in around if n.type != "hr" or not {before, after} & {*edges}]


def _is_empty(node: Node) -> bool:
    return node.type.endswith("_list") and not _items(node)


def _is_tight(item: Node, texts: Sequence[str]) -> bool:
    """Whether an item's blocks can follow each other without blank lines."""
    paragraphs = sum(child.type == "paragraph" for child in item.children)
    return paragraphs <= 1 and len(texts) <= len(item.children)


def _hang(mark: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *((" " * len(mark) + row if row else "") for row in rest)])


def _language(name: str) -> str:
    known = name.lower()
    return name if known in USUAL_LANGUAGES or known in _languages() else ""


@cache
def _languages() -> set[str]:
    """The names of languages that Pygments knows; loaded only for notes with code."""
    from pygments.lexers import get_all_lexers  # noqa: PLC0415

    return {name.lower() for lexer in get_all_lexers(plugins=False) for name in lexer[1]}


RENDERERS: dict[str, Callable[[_Writer, Node], list[str]]] = {
    "paragraph": _Writer.paragraph,
    "heading": _Writer.heading,
    "bullet_list": _Writer.list_of,
    "ordered_list": _Writer.list_of,
    "blockquote": _Writer.quote,
    "fence": _Writer.code,
    "code_block": _Writer.code,
    "table": _Writer.table,
    "hr": lambda _writer, _node: ["---"],
    "admonition": _Writer.admonition,
}
