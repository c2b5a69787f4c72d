"""From the lines of an answer to blocks of MyST text that mean the same and nothing more.

Seeds are written in Markdown by strangers; MyST adds directives, roles, targets and comments to
Markdown. Whatever in an answer would become one of those is escaped, so that it is shown as it
was written. What gettext loses or breaks (line breaks inside paragraphs, raw HTML, footnote marks
that are glued to a link, bold that ends in mid-word) is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from qa_model import Line

PARSER = MarkdownIt("commonmark").enable("table")
QUESTION_LEVEL = 2  # of a question's heading on its page; headings in answers lie below it

CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
FOOTNOTE_LINK = re.compile(r"\[\^[^\]\s]+\]\((https?://[^\s()]+)\)")
BOLD_IN_WORD = re.compile(r"\*\*(?=\S)([^*]+?)(?<=[^\W\d_])\*\*([^\W\d_]+)")
HTML_TAG = re.compile(r"<(?=[A-Za-z/!?])(?![a-z]+:[^\s<>]+>)")
ROLE = re.compile(r"\{(?=[\w:.+-]+\}`)")
BLOCK_START = re.compile(r"(?=\([^()\s]+\)=\s*$|%|\+\+\+|:::)")


def answer_blocks(lines: Sequence[Line], foreign: dict[int, str]) -> tuple[str, ...]:
    """Turn the lines of one answer into blocks of MyST text.

    Args:
        lines: The answer as it stands in the seed, dash and indentation included.
        foreign: English for the lines that stand in another script, by line number; each of
            them becomes a paragraph of its own.

    Returns:
        One text for each block (paragraph, list, code …) without blank lines around it.
    """
    blocks: list[str] = []
    chunk: list[str] = []
    for line in lines:
        if line.number in foreign:
            blocks += _chunk_blocks(chunk)
            blocks.append(inline(foreign[line.number]))
            chunk = []
        else:
            chunk.append(line.text)
    return tuple(blocks + _chunk_blocks(chunk))


def empty_bullets(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that are a bullet with nothing behind it."""
    return [line.number for line in lines if re.fullmatch(r"\s*[-*+]\s*", line.text)]


def _chunk_blocks(chunk: Sequence[str]) -> list[str]:
    tree = SyntaxTreeNode(PARSER.parse("\n".join(_dedent(chunk))))
    nodes = [node for node in tree.children if _block(node)]
    if len(nodes) == 1 and nodes[0].type == "bullet_list" and len(_items(nodes[0])) == 1:
        nodes = _items(nodes[0])[0].children
    return [block for node in nodes if (block := _block(node))]


def _dedent(chunk: Sequence[str]) -> list[str]:
    """Take the first line's indentation off every line, as far as a line has that much."""
    texts = [text.expandtabs(4) for text in chunk if not re.fullmatch(r"\s*[-*+]\s*", text)]
    first = next((text for text in texts if text.strip()), "")
    indent = len(first) - len(first.lstrip())
    return [text[min(indent, len(text) - len(text.lstrip())) :] for text in texts]


def _items(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    return [item for item in node.children if item.children]


def _block(node: SyntaxTreeNode) -> str:
    render = RENDERERS.get(node.type)
    if render is None:
        raise ValueError(f"no rendering for a block of Markdown of the type {node.type}")
    return render(node)


def _paragraph(node: SyntaxTreeNode) -> str:
    return BLOCK_START.sub(r"\\", inline(node.children[0].content), count=1)


def _heading(node: SyntaxTreeNode) -> str:
    level = min(QUESTION_LEVEL + int(node.tag[1]), 6)
    return f"{'#' * level} {inline(node.children[0].content)}" if node.children else ""


def _list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    texts = [_blocks(item.children) for item in _items(node)]
    marks = ["- " if start is None else f"{start + place}. " for place in range(len(texts))]
    pairs = zip(marks, texts, strict=True)
    items = [_hang(mark, text) for mark, text in pairs]
    return ("\n\n" if any("\n\n" in text for text in texts) else "\n").join(items)


def _hang(mark: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *((" " * len(mark) + row if row else "") for row in rest)])


def _quote(node: SyntaxTreeNode) -> str:
    return "\n".join(f"> {row}".rstrip() for row in _blocks(node.children).split("\n"))


def _code(node: SyntaxTreeNode) -> str:
    """A fence that is longer than any in the code; its language cannot name a directive."""
    runs = [len(run) for run in re.findall(r"`+", node.content)]
    fence = "`" * max(3, *(length + 1 for length in [2, *runs]))
    words = re.sub(r"[{}`]", "", node.info).split() if node.type == "fence" else []
    return f"{fence}{words[0] if words else ''}\n{node.content.rstrip(chr(10))}\n{fence}"


def _table(node: SyntaxTreeNode) -> str:
    head, *rows = [row for group in node.children for row in group.children]
    rule = "|".join(["", *(" --- " for _ in head.children), ""])
    return "\n".join([_row(head), rule, *map(_row, rows)])


def _row(node: SyntaxTreeNode) -> str:
    cells = [inline(cell.children[0].content if cell.children else "") for cell in node.children]
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "\n\n".join(block for node in nodes if (block := _block(node)))


RENDERERS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "table": _table,
    "hr": lambda _: "---",
    "html_block": lambda node: inline(node.content),
}


def inline(text: str) -> str:
    """Text of a seed as MyST text on one line: mended and escaped, code spans as they are."""
    rows = (row.strip().removesuffix("\\") for row in text.split("\n"))
    joined, done, parts = " ".join(row for row in rows if row), 0, []
    for span in CODE_SPAN.finditer(joined):
        parts += [_mend(joined[done : span.start()]), span[0]]
        done = span.end()
    return "".join([*parts, _mend(joined[done:])])


def _mend(text: str) -> str:
    text = FOOTNOTE_LINK.sub(lambda found: f" ([{_host(found[1])}]({found[1]}))", text)
    text = BOLD_IN_WORD.sub(r"**\1\2**", text)
    return ROLE.sub(r"\\{", HTML_TAG.sub(r"\\<", text))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
