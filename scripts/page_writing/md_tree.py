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
LETTER = r"[^\W\d_]"
# Atomic groups, not possessive quantifiers, which Python 3.11.2 gets wrong around groups.
PARAGRAPH = re.compile(rf"(?>(?:{LETTER}.*(?:\n|\Z))+)(?=\s*\Z|[ \t]*\n|```[^`\n]*(?:\n|\Z)|~~~)")
FENCE = re.compile(r"(?>(`{3,}|~{3,}))([^`\n]*)\n((?>(?:(?! {0,3}\1).*\n)*))\1[ \t]*(?:\n|\Z)")
BLANK = re.compile(r"(?:[ \t]*\n)+|[ \t]+\Z")
OTHER = re.compile(rf"(?>(?:.+|\n(?!(?:[ \t]*\n)+{LETTER}))+)")
UNENDED = re.compile(r"```|~~~|<(?:script|pre|style|textarea|!|\?)", re.IGNORECASE)
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
    """The blocks of a Markdown text, HTML as it stands there.

    A paragraph of lines that begin with letters, at the margin, ends every block before it if a
    blank line stands between; so does code in a fence at the margin. Both are known without a
    parser. What is neither is parsed, up to the next such paragraph; if it has a fence or the kind
    of HTML that blank lines do not end, all that follows is parsed with it.
    """
    if DEEP.search(text):
        return _parsed(MANY.sub(r"\1\\", text))
    nodes: list[Node] = []
    at, size = 0, len(text)
    while at < size:
        if found := PARAGRAPH.match(text, at):
            nodes.append(Node("paragraph", text=found[0].strip()))
        elif found := FENCE.match(text, at):
            nodes.append(Node("fence", text=found[3], info=found[2]))
        elif not (found := BLANK.match(text, at)):
            found = OTHER.match(text, at)
            if found is None or UNENDED.search(found[0]):
                return nodes + _parsed(text[at:])
            nodes += _parsed(found[0])
        at = found.end()
    return nodes


def _parsed(text: str) -> list[Node]:
    root = Node("root")
    _fill(root, PARSER.parse(text))
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
