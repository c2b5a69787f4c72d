"""HTML between the blocks of Markdown: folded into the blocks that it stands for.

The text in it is Markdown, as its authors meant it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from page_writing.html_tags import BLOCKS, Tag, tags, without_comments
from page_writing.md_lists import Node
from page_writing.md_tree import DEEPEST, read_markdown

LITERAL = re.compile(
    r"<(pre|script|style|textarea)\b[^<>]*>(.*?)(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
LANGUAGE = re.compile(r"(?:language|lang|highlight-source)-([\w+#-]+)")
HTML = -1  # the level of a node that is an element, not a block of Markdown
CONTAINERS = ("bullet_list", "ordered_list", "list_item", "blockquote")
TEXTS = ("paragraph", "heading")  # blocks that are a text and no more
CELL = ("td", "th")
CELLS = 2  # a table has at least so many rows and columns; else it only sets things side by side


def parse(text: str) -> list[Node]:
    """The blocks of a Markdown text with HTML in it."""
    nodes = read_markdown(text)
    return fold(nodes) if "<" in text else nodes


def fold(nodes: Iterable[Node]) -> list[Node]:
    """Put what stands between the tags of HTML blocks into the blocks that the tags make."""
    nodes = list(nodes)
    for node in nodes:
        if node.type in CONTAINERS:
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
    text, done = without_comments(text), 0
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
    for node in read_markdown("\n".join(row[indent:] for row in rows)):
        yield _settled(node)


def _settled(node: Node) -> Node:
    """A block between tags: what is HTML or code there by its indentation alone is text."""
    if node.type == "html_block":
        node.type, node.text = "paragraph", node.text.strip()
    elif node.type == "code_block":
        node.type, node.text = "paragraph", " ".join(node.text.split())
    node.children = [_settled(child) for child in node.children]
    return node


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
    if node.type in BUILDERS:
        return BUILDERS[node.type](node)
    if node.type[0] == "h" and node.type[1:].isdigit():
        return _heading(node)
    return _flat(node)


def _heading(node: Node) -> list[Node]:
    blocks = _flat(node)
    head = Node("heading", text=_text(blocks), level=int(node.type[1]))
    return [head, *(block for block in blocks if block.type not in TEXTS)]


def _title(node: Node) -> list[Node]:
    """A summary that heads nothing, or a term: a paragraph in bold."""
    blocks = _flat(node)
    text = _text(blocks)
    head = [Node("paragraph", text=strong(text))] if text else []
    return head + [block for block in blocks if block.type not in TEXTS]


def _quote(node: Node) -> list[Node]:
    blocks = _flat(node)
    return [Node("blockquote", blocks)] if blocks else []


def strong(text: str) -> str:
    """A text in bold, if it is not already."""
    return text if text.startswith("**") or "*" in text else f"**{text.strip()}**"


def _text(nodes: Sequence[Node]) -> str:
    return " ".join(n.text.strip() for n in nodes if n.text.strip() and n.type in TEXTS)


def _list(node: Node) -> list[Node]:
    """A list; what stands between its items belongs to the one before."""
    items: list[Node] = []
    before: list[Node] = []
    for child in node.children:
        if child.type == "li":
            items.append(Node("list_item", _flat(child)))
        else:
            (items[-1].children if items else before).extend(_build(child))
    items = [item for item in items if item.children]
    if not items:
        return before
    kind = "bullet_list" if node.type == "ul" else "ordered_list"
    tight = all(len(item.children) == 1 for item in items)
    return [*before, Node(kind, items, level=1, tight=tight)]


def _flat(node: Node) -> list[Node]:
    return [built for child in node.children for built in _build(child)]


def _table(node: Node) -> list[Node]:
    rows = [row for row in _rows(node) if row.children]
    strict = all(row.type == "tr" and _all(row, CELL) for row in rows)
    if not strict:  # something stands between the cells
        return _flat(node)
    cells = [[_flat(cell) for cell in row.children] for row in rows]
    width = max(map(len, cells), default=0)
    plain = all(block.type == "paragraph" for row in cells for cell in row for block in cell)
    if width < CELLS or len(rows) < CELLS or not plain:
        return [block for row in cells for cell in row for block in cell]
    head, *body = [
        Node("tr", [_cell(cell) for cell in row] + _pad(width - len(row))) for row in cells
    ]
    return [Node("table", [Node("thead", [head]), Node("tbody", body)])]


def _rows(node: Node) -> Iterator[Node]:
    """The rows of a table, and what else stands among them."""
    for child in node.children:
        if child.type in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        else:
            yield child


def _all(node: Node, types: Container[str]) -> bool:
    return all(child.type in types and child.level == HTML for child in node.children)


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


BUILDERS: dict[str, Callable[[Node], list[Node]]] = {
    "ul": _list,
    "ol": _list,
    "table": _table,
    "details": _details,
    "summary": _title,
    "dt": _title,
    "blockquote": _quote,
}
