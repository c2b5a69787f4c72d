"""Markdown as a tree of blocks. Of an inline text only the source is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Node:
    """A block: its type as markdown-it names it, its blocks, its text, what else is known of it."""

    type: str
    children: list[Node] = field(default_factory=list)
    text: str = ""
    info: str = ""
    level: int = 0
    tight: bool = False


def read_markdown(text: str) -> list[Node]:
    """The blocks of a Markdown text, HTML as it stands there."""
    root = Node("root")
    _fill(root, PARSER.parse(MANY.sub(r"\1\\", text) if DEEP.search(text) else text))
    return root.children


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
