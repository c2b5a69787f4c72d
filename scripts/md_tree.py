"""Markdown as a tree of blocks, with the HTML between them folded in.

Of an inline text only the source is kept; ``inline_text`` writes it. HTML blocks become the blocks
that they stand for, and the text in them is Markdown, as their authors meant it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from html_tags import BLOCKS, COMMENT, Tag, tags
from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 100  # blocks in blocks; markdown-it drops what is nested deeper
MARKERS = 8  # quotes and list items that may open on one line; further marks are text
MANY = re.compile(
    rf"^((?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]))){{{MARKERS}}}[ \t]*)(?=[>*+-]|\d+[.)])",
    re.MULTILINE,
)
DEEP = re.compile(r"^[ \t]*(?:[>*+-][ \t]*){8}|^ {40}", re.MULTILINE)
PARSER = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable(["reference"])
PARSER.core.ruler.enableOnly(["normalize", "block"])
LITERAL = re.compile(
    r"<(pre|script|style|textarea)\b[^<>]*>(.*?)(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
LANGUAGE = re.compile(r"(?:language|lang|highlight-source)-([\w+#-]+)")
HTML = -1  # the level of a node that is an element, not a block of Markdown
TEXTS = ("paragraph", "heading")  # blocks that are a text and no more
CELLS = 2  # a table has at least so many rows and columns; else it only sets things side by side


@dataclass(slots=True)
class Node:
    """A block: its type as markdown-it names it, its blocks, its text, what else is known of it."""

    type: str
    children: list[Node] = field(default_factory=list)
    text: str = ""
    info: str = ""
    level: int = 0
    tight: bool = False


def parse(text: str) -> list[Node]:
    """The blocks of a Markdown text."""
    root = Node("root")
    _fill(root, PARSER.parse(MANY.sub(r"\1\\", text) if DEEP.search(text) else text))
    return fold(root.children)


def _fill(root: Node, tokens: Sequence[Token]) -> None:
    stack = [root]
    for token in tokens:
        if token.nesting < 0:
            node = stack.pop()
            if node.type in ("bullet_list", "ordered_list"):
                node.tight = _is_tight(node)
        elif token.type == "inline":
            stack[-1].text = token.content
        else:
            node = Node(token.type.removesuffix("_open"), text=token.content, info=token.info)
            node.level = int(token.tag[1]) if node.type == "heading" else 0
            node.tight = token.hidden
            if node.type == "ordered_list":
                node.level = int(token.attrs.get("start", 1))
            elif node.type in ("th", "td"):
                node.info = str(token.attrs.get("style", ""))
            stack[-1].children.append(node)
            if token.nesting > 0:
                stack.append(node)


def _is_tight(node: Node) -> bool:
    return all(child.tight for item in node.children for child in item.children[:1])


def fold(nodes: Iterable[Node]) -> list[Node]:
    """Put what stands between the tags of HTML blocks into the blocks that the tags make."""
    nodes = list(nodes)
    for node in nodes:
        if node.children and node.type in (
            "bullet_list",
            "ordered_list",
            "list_item",
            "blockquote",
        ):
            node.children = fold(node.children)
    if not any(node.type == "html_block" for node in nodes):
        return nodes
    stack = [Node("root")]
    for item in _items(nodes):
        if isinstance(item, Node):
            stack[-1].children.append(item)
        elif item.closes:
            _close(stack, item.name)
        else:
            _open(stack, item)
    return [built for node in stack[0].children for built in _build(node)]


def _items(nodes: Iterable[Node]) -> Iterator[Node | Tag]:
    """Blocks, and the tags between them, in order."""
    for node in nodes:
        if node.type == "html_block":
            yield from _pieces(node.text)
        else:
            yield node


def _pieces(text: str) -> Iterator[Node | Tag]:
    """The pieces of an HTML block: tags of blocks, and the Markdown between them."""
    done = 0
    for found in LITERAL.finditer(text):
        if found[1].lower() == "pre":
            yield from _tagged(text[done : found.start()])
            yield _code(found)
            done = found.end()
    yield from _tagged(text[done:])


def _tagged(text: str) -> Iterator[Node | Tag]:
    text, done = COMMENT.sub("", text), 0
    for tag in tags(text):
        if tag.name in BLOCKS:
            yield from _markdown(text[done : tag.start])
            yield tag
            done = tag.end
    yield from _markdown(text[done:])


def _markdown(text: str) -> Iterator[Node]:
    if not text.strip():
        return
    rows = [row.strip("\r") for row in text.strip("\n").split("\n")]
    indent = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    root = Node("root")
    _fill(root, PARSER.parse("\n".join(row[indent:] for row in rows)))
    for node in root.children:
        if node.type == "html_block":
            node.type, node.children, node.text = "paragraph", [], node.text.strip()
        elif node.type == "code_block":
            node.type, node.text = "paragraph", " ".join(node.text.split())
        yield node


def _code(found: re.Match[str]) -> Node:
    body = re.sub(r"</?\w[^<>]*>", "", found[2])
    language = LANGUAGE.search(found[0].split("\n")[0])
    return Node(
        "fence", text=html.unescape(body).strip("\n") + "\n", info=language[1] if language else ""
    )


def _open(stack: list[Node], tag: Tag) -> None:
    if tag.name == "hr":
        stack[-1].children.append(Node("hr"))
    elif tag.name in ("li", "tr", "td", "th", "dt", "dd", "p", "summary"):
        if stack[-1].type == tag.name:
            stack.pop()
        if len(stack) <= DEEPEST:
            stack.append(_child(stack, Node(tag.name, level=HTML)))
    elif len(stack) <= DEEPEST:
        stack.append(_child(stack, Node(tag.name, level=HTML)))


def _child(stack: list[Node], node: Node) -> Node:
    stack[-1].children.append(node)
    return node


def _close(stack: list[Node], name: str) -> None:
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].type == name:
            del stack[at:]
            return


def _build(node: Node) -> list[Node]:
    """The blocks that an element is; a Markdown block is one itself."""
    if node.level != HTML:
        return [node]
    children = [built for child in node.children for built in _build(child)]
    if node.type in ("ul", "ol"):
        return _list(node, children)
    if node.type == "table":
        return _table(node)
    if node.type == "details":
        return _details(node)
    if node.type == "blockquote":
        return [Node("blockquote", children)] if children else []
    if node.type[0] == "h" and node.type[1:].isdigit():
        return [Node("heading", text=_text(children), level=int(node.type[1]))]
    if node.type in ("summary", "dt", "caption"):
        text = _text(children)
        return (
            [Node("paragraph", text=text if node.type == "caption" else strong(text))]
            if text
            else []
        )
    return children


def strong(text: str) -> str:
    """A text in bold, if it is not already."""
    return text if text.startswith("**") or "*" in text else f"**{text.strip()}**"


def _text(nodes: Sequence[Node]) -> str:
    return " ".join(n.text.strip() for n in nodes if n.text.strip() and n.type in TEXTS)


def _list(node: Node, children: list[Node]) -> list[Node]:
    items = [Node("list_item", _flat(child)) for child in node.children if child.type == "li"]
    items = [item for item in items if item.children]
    if not items:
        return children
    kind = "bullet_list" if node.type == "ul" else "ordered_list"
    tight = all(len(item.children) == 1 for item in items)
    return [Node(kind, items, level=1, tight=tight)]


def _flat(node: Node) -> list[Node]:
    return [built for child in node.children for built in _build(child)]


def _table(node: Node) -> list[Node]:
    rows = [row for row in _rows(node) if row.children]
    cells = [[_flat(cell) for cell in row.children if cell.type in ("td", "th")] for row in rows]
    width = max(map(len, cells), default=0)
    plain = all(block.type == "paragraph" for row in cells for cell in row for block in cell)
    if width < CELLS or len(rows) < CELLS or not plain:
        return [block for row in cells for cell in row for block in cell]
    head, *body = [
        Node("tr", [_cell(cell) for cell in row] + _pad(width - len(row))) for row in cells
    ]
    return [Node("table", [Node("thead", [head]), Node("tbody", body)])]


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.type == "tr":
            yield child
        elif child.type in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cell(blocks: Sequence[Node]) -> Node:
    return Node("td", text=_text(blocks).replace("\n", " "))


def _pad(count: int) -> list[Node]:
    return [Node("td") for _ in range(count)]


def _details(node: Node) -> list[Node]:
    heads = [b for child in node.children if child.type == "summary" for b in _flat(child)]
    title = _text(heads)
    rest = [block for block in heads if block.type not in TEXTS]
    rest += [b for child in node.children if child.type != "summary" for b in _build(child)]
    if not rest:
        return [Node("paragraph", text=strong(title))] if title else []
    return [Node("admonition", rest, text=title.strip() or "Details")]
