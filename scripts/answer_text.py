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
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from qa_model import Line

PARSER = MarkdownIt("commonmark").enable("table")
RULES = {"text-align:left": " :-- ", "text-align:center": " :-: ", "text-align:right": " --: "}
QUESTION_LEVEL = 2  # of a question's heading on its page; headings in answers lie below it

EMPTY_BULLET = re.compile(r"\s*[-*+]\s*")
BULLET = re.compile(r"\s*[-*+]\s")
CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
FOOTNOTE_LINK = re.compile(r"\[\^[^\]\s]+\]\((https?://[^\s()]+)\)")
FOOTNOTE = re.compile(r"(?<!\\)\[\^")
BOLD_IN_WORD = re.compile(r"\*\*(?=\S)([^*]+?)(?<=[^\W\d_])\*\*([^\W\d_]+)")
HTML_TAG = re.compile(r"<(?=[A-Za-z/!?])(?![a-z]+:[^\s<>]+>)")
ROLE = re.compile(r"\{(?=[\w:.+-]+\}(?:`|$))")  # its code span may be the next piece
BLOCK_START = re.compile(r"(?=\(.*\)=\s*$|%|\+[ \t]*\+[ \t]*\+|:::)")


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
    return [line.number for line in lines if EMPTY_BULLET.fullmatch(line.text)]


def _chunk_blocks(chunk: Sequence[str]) -> list[str]:
    tokens = PARSER.parse("\n".join(_dedent(chunk)))
    _lower_headings(tokens)
    nodes = [node for node in SyntaxTreeNode(tokens).children if _block(node)]
    if len(nodes) == 1 and nodes[0].type == "bullet_list" and len(_items(nodes[0])) == 1:
        nodes = _items(nodes[0])[0].children
    return [block for node in nodes if (block := _block(node))]


def _dedent(chunk: Sequence[str]) -> list[str]:
    """Take the answer's own indentation off, as far as a line has that much.

    An answer is indented as a whole when it hangs below a numbered question, or when it stands
    under a dash; else indentation is that of code.
    """
    texts = [text.expandtabs(4) for text in chunk if not EMPTY_BULLET.fullmatch(text)]
    indents = [len(text) - len(text.lstrip()) for text in texts if text.strip()]
    first = next((text for text in texts if text.strip()), "")
    indent = indents[0] if BULLET.match(first) else min(indents, default=0)
    return [text[min(indent, len(text) - len(text.lstrip())) :] for text in texts]


def _lower_headings(tokens: Sequence[Token]) -> None:
    """Move the headings of an answer below the level of a question, keeping their order."""
    headings = [token for token in tokens if token.type == "heading_open"]
    top = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(QUESTION_LEVEL + 1 + int(token.tag[1]) - top, 6)}"


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
    text = inline(node.children[0].content) if node.children else ""
    return f"{'#' * int(node.tag[1])} {text}" if text else ""


def _list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    items = _items(node)
    tight = all(child.hidden for item in items for child in item.children[:1])
    marks = ["- " if start is None else f"{start + place}. " for place in range(len(items))]
    texts = [_blocks(item.children, "\n" if tight else "\n\n") for item in items]
    hung = [_hang(mark, text) for mark, text in zip(marks, texts, strict=True)]
    return ("\n" if tight else "\n\n").join(hung)


def _hang(mark: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *((" " * len(mark) + row if row else "") for row in rest)])


def _quote(node: SyntaxTreeNode) -> str:
    return "\n".join(f"> {row}".rstrip() for row in _blocks(node.children).split("\n"))


def _code(node: SyntaxTreeNode) -> str:
    """A fence that is longer than any in the code, with a language only if Pygments knows it."""
    runs = [len(run) + 1 for run in re.findall(r"`+", node.content)]
    fence = "`" * max(3, *runs, 3)
    return f"{fence}{_language(node)}\n{node.content.rstrip(chr(10))}\n{fence}"


def _language(node: SyntaxTreeNode) -> str:
    name = node.info.split(maxsplit=1)[0] if node.type == "fence" and node.info.strip() else ""
    try:
        return name if name and find_lexer_class_by_name(name) else ""
    except ClassNotFound:
        return ""


def _table(node: SyntaxTreeNode) -> str:
    head, *rows = [row for group in node.children for row in group.children]
    rules = [RULES.get(str(cell.attrs.get("style")), " --- ") for cell in head.children]
    return "\n".join([_row(head), f"|{'|'.join(rules)}|", *map(_row, rows)])


def _row(node: SyntaxTreeNode) -> str:
    cells = [inline(cell.children[0].content if cell.children else "") for cell in node.children]
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _blocks(nodes: Sequence[SyntaxTreeNode], between: str = "\n\n") -> str:
    return between.join(block for node in nodes if (block := _block(node)))


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
    return FOOTNOTE.sub(r"\\[^", ROLE.sub(r"\\{", HTML_TAG.sub(r"\\<", text)))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
