"""Markdown as a tree of blocks. Of an inline text only the source is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from page_writing.md_lists import Node, read_list, read_table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 100  # blocks in blocks; markdown-it drops what is nested deeper
MARKERS = 8  # quotes and list items that may open on one line; further marks are text
MANY = re.compile(
    rf"^((?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]))){{{MARKERS}}}[ \t]*)(?=[>*+-]|\d+[.)])",
    re.MULTILINE,
)
DEEP = re.compile(r"^[ \t]*(?:[>*+-][ \t]*){8}|^ {40}", re.MULTILINE)
# What a line may begin with that begins no block: it starts a paragraph, or goes on with one.
TEXT = r"(?:[^\W\d_]|[\[(\"'“‘!?&$%@^\\/,.;{}]|\*\*?(?=[^\s*])|_(?=[^\W_])|`(?!``))"
# What ends a list or quote behind a blank line: anything at the margin that is no item.
MARGIN = r"(?![ \t\n]|[-*+](?:[ \t\n]|\Z)|\d{1,9}[.)])"
ITEM = r"(?:[-*+]|\d{1,9}[.)]) {1,4}"
# Atomic groups, not possessive quantifiers, which Python 3.11.2 gets wrong around groups.
PARAGRAPH = re.compile(
    rf"(?>{TEXT}.*(?:\n|\Z)(?: *{TEXT}.*(?:\n|\Z))*)"
    r"(?=\s*\Z|[ \t]*\n|```[^`\n]*(?:\n|\Z)|~~~|(?:[-*+]|1[.)])[ ]+\S|\#{1,6}[ ])"
)
FENCE = re.compile(r"(?>(`{3,}|~{3,}))([^`\n]*)\n((?>(?:(?! {0,3}\1).*\n)*))\1[ \t]*(?:\n|\Z)")
HEADING = re.compile(r"(\#{1,6})[ ]+([^\s#].*)(?:\n|\Z)")
RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})[ ]*(?:\n|\Z)")
LIST = re.compile(
    rf"(?>(?:{ITEM}{TEXT}.*(?:\n|\Z))"
    rf"(?: *(?:{ITEM})?{TEXT}.*(?:\n|\Z)|(?:[ \t]*\n)+(?={ITEM}{TEXT}))*)"
    rf"(?=\s*\Z|(?:[ \t]*\n)+{MARGIN})"
)
# HTML of the kind that a blank line ends; of the names that CommonMark has, the most frequent.
HTML = re.compile(
    r"</?(?:blockquote|center|dd|details|div|dl|dt|h[1-6]|hr|li|ol|p|summary|table|tbody|td|th"
    r"|thead|tr|ul)(?=[ \n>]|/>|\Z)(?!.*\n *[|:-]).*(?:\n(?![ \t]*(?:\n|\Z)).*)*(?:\n|\Z)",
    re.IGNORECASE,
)
TABLE = re.compile(
    r"\|[^\n\\]*\|[ ]*\n\|(?:[ ]*:?-+:?[ ]*\|)+[ ]*(?:\n|\Z)"
    r"(?>(?:\|[^\n\\]*\|[ ]*(?:\n|\Z))*)(?=\s*\Z|[ \t]*\n)"
)
BLANK = re.compile(r"(?:[ \t]*\n)+|[ \t]+\Z")
OTHER = re.compile(rf"(?>(?:.+|\n(?!(?:[ \t]*\n)+{MARGIN}))+)")
UNENDED = re.compile(r"```|~~~|<(?:script|pre|style|textarea|!|\?)", re.IGNORECASE)


def read_markdown(text: str) -> list[Node]:
    """The blocks of a Markdown text, HTML as it stands there.

    Most blocks at the margin are known by their lines alone and need no parser (``BLOCKS``). What
    is none of them is parsed, up to the next paragraph or heading at the margin behind a blank
    line, which ends every block before it; if it has a fence or the kind of HTML that blank lines
    do not end, all that follows is parsed with it.
    """
    if DEEP.search(text):
        return parsed(MANY.sub(r"\1\\", text))
    nodes: list[Node] = []
    at, size = 0, len(text)
    while at < size:
        for pattern, make in BLOCKS:
            if (found := pattern.match(text, at)) and (made := make(found)) is not None:
                nodes += made
                break
        else:
            found = OTHER.match(text, at)
            if found is None or UNENDED.search(found[0]):
                return nodes + parsed(text[at:])
            nodes += parsed(found[0])
        at = found.end()
    return nodes


def _heading(found: re.Match[str]) -> list[Node] | None:
    text = found[2].rstrip()
    return None if text[-1] == "#" else [Node("heading", text=text, level=len(found[1]))]


BLOCKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Node] | None]], ...] = (
    (PARAGRAPH, lambda found: [Node("paragraph", text=found[0].strip())]),
    (BLANK, lambda _: []),
    (FENCE, lambda found: [Node("fence", text=found[3], info=found[2])]),
    (LIST, lambda found: read_list(found[0])),
    (HEADING, _heading),
    (TABLE, lambda found: read_table(found[0])),
    (HTML, lambda found: [Node("html_block", text=found[0])]),
    (RULE, lambda _: [Node("hr")]),
)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - many notes need no parser

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.disable(["reference"]).core.ruler.enableOnly(["normalize", "block"])
    return parser


def parsed(text: str) -> list[Node]:
    """The blocks of a text as the parser finds them."""
    root = Node("root")
    _fill(root, _parser().parse(text))
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
