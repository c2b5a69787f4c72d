"""Reads MyST text with MyST's own parser: what a reader would see of it, as letters.

Letters and figures are what markup must not change. White space, punctuation and what Markdown is
made of are not compared: a mended `**bold**s` or a code span beside a word parts no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ASCII_REST = {code: None for code in range(128) if not chr(code).isalnum()}
ROWS_REST = {code: None for code in ASCII_REST if code != ord("\n")}
WORD = re.compile(r"[^\W_]+")
NO_LETTERS = re.compile(r"(?:[^\w\n]|_)+")
TARGET = re.compile(r"^\((q-[^()\s]+)\)=\s*$", re.MULTILINE)
# Characters of a paragraph. For every mark in it that is none, markdown-it-py copies all text that
# it has so far: 8 to 11 s for a line of 1 MB of brackets or roles.
LONGEST = 100_000
END = "The end of a block"
ROLES = ("sub", "sup")
ACTIVE_TOKENS = {"myst_role", "myst_line_comment", "myst_block_break", "myst_target"}
ACTIVE_TOKENS |= {"html_inline", "html_block"}
# Where the links and pictures of a page may lead; whatever else is one by accident.
LEADS = re.compile(r"(?:https?|mailto):|#|[^:/?#]+\.md$", re.IGNORECASE)
BESIDE = re.compile(r"[^:/][^:]*\.\w+$")
DIRECTIVES = {"{admonition}", "{index}"}
# Lines that show all their letters whatever stands around them: nothing in them opens a tag, an
# entity, a link, a footnote, a role or a formula, and none of them is a line that MyST acts on.
# Atomic groups, not possessive quantifiers, which Python 3.11.2 gets wrong around groups.
TEXT = r"""(?>(?:[^<&\[\]}$\\`|\n]++|\\[^\s`]|<(?![A-Za-z/!?])|&(?![\#\w]+;)|\[(?!\^)|\](?![(\[:])
    |\}(?!`))*)"""
BEGIN = r"(?>(?:[ >]|[-*+]\ (?!\ *$)|\d+[.)]\ |\#{3,6}\ )*)(?![%+:~=#-]|\([^\n]*\)=\ *$)"
HARMLESS = re.compile(rf"(?>(?:{BEGIN}{TEXT}(?:\n|\Z))*)\Z", re.VERBOSE | re.MULTILINE)
CODE_SPAN = re.compile(r"(?<![}\\])`[^`\n]+`")
ADDRESS = r"(?>[\w./#?=~+:,@!'-]|%[0-9A-Fa-f]{2}|&(?![#\w]+;))+"
WEB_LINK = re.compile(
    r"(?<!!)\[(?>[^\[\]<&{$\\`|\n]|\\[!-/:-@^_{-~]|&(?![#\w]+;))*\]"
    rf"\((?:https?://(?>{ADDRESS}|\({ADDRESS}\))+|\#[\w-]+)\)"
)
TABLE_RULE = re.compile(r"\|(?: :?-+:? \|)+")
FENCE = re.compile(r"(?:`{3,})?")
ADMONITION = re.compile(r"(:{3,})\{admonition\} (.*)\n:class: [\w-]+\n\n(.*)\n\1", re.DOTALL)
FENCED = re.compile(r"(`{3,})[\w+#.-]*\n(.*)\n\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of a text: its letters; ``active`` if MyST would act on something."""

    letters: str
    active: bool = False


def letters(text: str) -> str:
    """The letters and figures of a text."""
    return text.translate(ASCII_REST) if text.isascii() else "".join(WORD.findall(text))


def letters_of_rows(rows: Iterable[str]) -> list[str]:
    """The letters and figures of each of many rows, which is quicker in one piece."""
    text = "\n".join(rows)
    found = text.translate(ROWS_REST) if text.isascii() else NO_LETTERS.sub("", text)
    return found.split("\n")


def page_ids(text: str) -> list[tuple[int, str]]:
    """The question ids of a committed page, each with its line, counted from 1."""
    return [(text.count("\n", 0, f.start()) + 1, f[1]) for f in TARGET.finditer(text)]


def read_block(text: str) -> Seen | None:
    """Read a block of MyST text as a reader would see it.

    Code between its fences, and text without any character that could open something, need no
    parser: CommonMark shows them as they are. All else is parsed.

    Args:
        text: A block, to stand between blank lines.

    Returns:
        What is seen; None where something in it would swallow what follows it, or where it would
        end a section.
    """
    if (code := FENCED.fullmatch(text)) and code[1] not in code[2]:
        return Seen(letters(code[2]))
    if is_harmless(text) and not ("%" in text and "](" in text):  # an address is shown unquoted
        return Seen(letters(text))
    if (box := ADMONITION.fullmatch(text)) and f"\n{box[1]}" not in box[3]:
        parts = [read_block(part) for part in (f"### {box[2]}", *_split(box[3]))]
        if all(part and not part.active for part in parts):
            return Seen("".join(part.letters for part in parts if part))
    return read_blocks(text)


def is_harmless(text: str) -> bool:
    """Whether a block shows all its letters and acts on nothing, whatever stands around it."""
    if text[:3] == "```" and (code := FENCED.fullmatch(text)):
        return code[1] not in code[2]
    if "``" in text:
        return False
    bare = _cells(text) if text[:2] == "| " else text
    bare = CODE_SPAN.sub("c", bare) if "`" in bare else bare
    return bool(HARMLESS.match(WEB_LINK.sub("l", bare) if "](" in bare else bare))


def _cells(text: str) -> str:
    """The cells of a table that has as many in each row, so that none is dropped; else all."""
    head, rule, *rows = [*text.split("\n"), ""]
    count = rule.count("|")
    if not TABLE_RULE.fullmatch(rule) or any(_bars(row) != count for row in (head, *rows[:-1])):
        return text
    return "\n".join([head, *rows]).replace("\\|", " ").replace("|", " ")


def _bars(row: str) -> int:
    return row.count("|") - row.count("\\|")


def _split(text: str) -> Iterator[str]:
    """The blocks of a text, fenced code in one piece."""
    held, fence = "", ""
    for piece in text.split("\n\n"):
        held = f"{held}\n\n{piece}" if fence else piece
        fence = fence or FENCE.match(piece)[0]  # type: ignore[index]
        if not fence or held.endswith(f"\n{fence}"):
            yield held
            fence = ""
    if fence:
        yield held


def read_blocks(text: str) -> Seen | None:
    """The same for any text, parsed by MyST; of a paragraph that is too long for it, nothing."""
    if len(text) > LONGEST and max(map(len, text.split("\n"))) > LONGEST:
        return None
    tokens = parser().parse(f"\n{text}\n\n## {END}\n")
    tops = [
        at
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h1", "h2")
    ]
    if len(tops) != 1 or tokens[tops[0] + 1].content != END:
        return None
    collector = _Collector()
    collector.read(tokens[: tops[0]])
    return Seen(letters("".join(collector.texts)), collector.active)


@cache
def parser() -> MarkdownIt:
    """MyST's parser with what conf.py switches on; loaded only where it is needed."""
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415
    from myst_parser.config.main import MdParserConfig  # noqa: PLC0415
    from myst_parser.parsers.mdit import create_md_parser  # noqa: PLC0415

    config = MdParserConfig(
        enable_extensions={"colon_fence", "dollarmath"},
        dmath_allow_labels=False,
        dmath_allow_space=False,
    )
    return create_md_parser(config, RendererHTML)


class _Collector:
    """Collects what a reader sees of tokens."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.active = False

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._inline(token.children or [])
            elif token.type in ("fence", "colon_fence", "code_block"):
                self._fence(token)
            elif token.type in ACTIVE_TOKENS:
                self.active = True
            elif token.type == "list_item_open":
                self.texts.append(token.info)  # its number
            elif token.type.startswith("math_block"):
                self.texts.append(token.content)

    def _fence(self, token: Token) -> None:
        """Of code its text; of an admonition its title and content; of an index its entries."""
        name, _, title = token.info.strip().partition(" ")
        if name in DIRECTIVES:
            self.texts.append(title)
            if name == "{admonition}":
                body = re.sub(r"\A(:[\w-]+:.*\n)+", "", token.content)
                self.read(parser().parse(f"\n{body}"))
        elif name.startswith("{"):
            self.active = True
        else:
            self.texts.append(token.content)

    def _inline(self, children: Iterable[Token]) -> None:
        """Texts in the order of the Markdown source, where a link's address follows its text."""
        addresses: list[str] = []
        for child in children:
            if child.type in ACTIVE_TOKENS and child.meta.get("name") not in ROLES:
                self.active = True
            elif child.type == "link_open":
                self.active |= not LEADS.match(str(child.attrGet("href")))
                addresses.append(_address(child, "href"))
            elif child.type == "link_close":
                self.texts.append(addresses.pop())
            elif child.type == "image":
                self.active |= not BESIDE.match(str(child.attrGet("src")))
                self.texts += [child.content, _address(child, "src")]
            else:
                self.texts.append(child.content)
        self.texts.append("\n")


def _address(token: Token, name: str) -> str:
    written = parser().normalizeLinkText(str(token.attrGet(name)))  # Hangul in a host is punycode
    return f" {unquote(written)} {token.attrGet('title') or ''} "
