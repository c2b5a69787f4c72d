"""Lists and tables of Markdown that their lines alone tell, without a parser.

They are what most notes have: a list of items that are a paragraph each, with lists below items,
and a table with bars at both sides. What is any other is left to the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ITEM_LINE = re.compile(r"( *)([-*+]|(\d{1,9})([.)]))( +)")
CODE = 4  # columns further in than a list may begin


@dataclass(slots=True)
class Node:
    """A block: its type as markdown-it names it, its blocks, its text, what else is known of it."""

    type: str
    children: list[Node] = field(default_factory=list)
    text: str = ""
    info: str = ""
    level: int = 0
    tight: bool = False


@dataclass(slots=True)
class _Open:
    """A list that is not closed yet: where its marks stand, and where its item's text begins."""

    indent: int
    mark: str
    node: Node
    offset: int = 0


def read_list(text: str) -> list[Node] | None:
    """The list that some lines are.

    Args:
        text: Lines that are items, or go on with the paragraph of one; the first is an item. Before
            items at the margin there may be blank lines.

    Returns:
        The list; None where the lines are no such list, or perhaps another one.
    """
    root = Node("root")
    lists: list[_Open] = []
    paragraph = root
    rows = text.removesuffix("\n").split("\n")
    written = [row for row in rows if row.strip()]
    for row in written:
        found = ITEM_LINE.match(row)
        if found is None:
            paragraph.text += f"\n{row.lstrip(' ')}"
        elif (made := _item(root, lists, found)) is not None:
            paragraph.text = paragraph.text.rstrip()
            paragraph = made
            paragraph.text = row[found.end() :]
        else:
            return None
    paragraph.text = paragraph.text.rstrip()
    return root.children if len(written) == len(rows) else _loose(root)


def _loose(root: Node) -> list[Node] | None:
    """A list with blank lines between its items, if none has a list below it."""
    items = [item for node in root.children for item in node.children]
    if len(root.children) > 1 or any(len(item.children) > 1 for item in items):
        return None
    root.children[0].tight = False
    for item in items:
        item.children[0].tight = False
    return root.children


def _item(root: Node, lists: list[_Open], found: re.Match[str]) -> Node | None:
    """Open an item at its place and return its paragraph; None where it may be none."""
    indent, mark = len(found[1]), found[4] or found[2]
    deepest = len(lists)
    while lists and indent < lists[-1].indent:
        lists.pop()
    here = lists[-1] if lists else None
    if here is None or indent >= here.offset:
        if here and (indent - here.offset >= CODE or found[3] not in {None, "1"}):
            return None  # code, or a number that goes on with the paragraph
        if len(lists) < deepest:
            return None  # between two depths
        here = _open(here.node.children[-1] if here else root, found)
        lists.append(here)
    elif indent != here.indent or mark != here.mark:
        return None
    here.offset = found.end()
    paragraph = Node("paragraph", tight=True)
    here.node.children.append(Node("list_item", [paragraph], info=found[3] or ""))
    return paragraph


def _open(parent: Node, found: re.Match[str]) -> _Open:
    kind = "ordered_list" if found[3] else "bullet_list"
    node = Node(kind, level=int(found[3]) if found[3] else 0, tight=True)
    parent.children.append(node)
    return _Open(len(found[1]), found[4] or found[2], node)


def read_table(text: str) -> list[Node] | None:
    """The table that some rows with bars at both sides are; None if they differ in columns."""
    head, rule, *body = [
        row.strip()[1:-1].split("|") for row in text.removesuffix("\n").split("\n")
    ]
    if any(len(row) != len(rule) for row in (head, *body)):
        return None
    styles = [_style(cell.strip()) for cell in rule]
    groups = [Node("thead", [_row("th", head, styles)])]
    if body:
        groups.append(Node("tbody", [_row("td", row, styles) for row in body]))
    return [Node("table", groups)]


def _row(kind: str, cells: list[str], styles: list[str]) -> Node:
    pairs = zip(cells, styles, strict=True)
    return Node("tr", [Node(kind, text=cell.strip(), info=style) for cell, style in pairs])


def _style(rule: str) -> str:
    side = {(True, True): "center", (True, False): "left", (False, True): "right"}
    found = side.get((rule[0] == ":", rule[-1] == ":"))
    return f"text-align:{found}" if found else ""
