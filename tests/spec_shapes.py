"""What MyST makes of a text, in a form in which two texts can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote, urljoin

from markdown_it.token import Token
from page_writing.inline_text import BOLD_IN_WORD
from page_writing.page_reader import ACTIVE_TOKENS, letters, parser

BASE = "https://example.org/"  # where the relative links of an example lead
HTML = {"html_inline", "html_block"}
NESTED = r"\[[^\]]*\[[^\]]*\][(\[][^\])]*[)\]][^\[\]]*\][(\[]"
ENDS = ("link_open", "image")
SAFE = re.compile(r"(?:https?|mailto):|[^:]*$")
TAG = re.compile(r"</?[A-Za-z][^<>:@]*>")
CODE = re.compile(r"`[^`]*`|\\.")
SPACE = {"softbreak": " "}


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text by itself."""
    return parser().parse(f"\n{text}\n")


def kinds(tokens: Iterable[Token]) -> set[str]:
    """The types of all tokens, those in lines of text, too."""
    found = set()
    for token in tokens:
        found |= {token.type} | {child.type for child in token.children or []}
    return found


def acts(tokens: Iterable[Token]) -> bool:
    """Whether MyST would act on a text, or let HTML through."""
    return bool(kinds(tokens) & (ACTIVE_TOKENS | HTML))


def shape(tokens: Iterable[Token]) -> list[str]:
    """What a reader sees, step by step.

    Rules between blocks, levels of headings, languages of code and blocks with nothing in them are
    left out; a hard line break is the end of a paragraph; a picture is a link to it; a heading in a
    list or a quote is a paragraph in bold.
    """
    return _without_empty(_merged(_steps(tokens)))


def _steps(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type.startswith("heading") and token.level:
            opens = token.nesting > 0
            yield from ("‹paragraph›", "‹strong›") if opens else ("‹/strong›", "‹/paragraph›")
        elif token.type == "inline":
            yield from _inline(token.children or [])
        elif token.type in ("fence", "code_block", "colon_fence"):
            yield f"‹code>{token.content.rstrip()}"
        elif token.type == "hr":
            continue
        elif token.type == "ordered_list_open":
            yield f"‹ol {token.attrGet('start') or 1}›"
        elif token.nesting:
            yield f"‹{'/' if token.nesting < 0 else ''}{_name(token)}›"


def _name(token: Token) -> str:
    name = token.type.rpartition("_")[0]
    return "ol" if name == "ordered_list" else name


def _inline(children: Iterable[Token]) -> Iterator[str]:
    for child in children:
        if child.type == "image":
            yield f"‹a {_address(child, 'src')}›"
            yield from _inline(child.children or [])
            yield "‹/a›"
        elif child.type == "link_open":
            yield f"‹a {_address(child, 'href')}›"
        elif child.type == "link_close":
            yield "‹/a›"
        elif child.type == "hardbreak":
            yield from ("‹/paragraph›", "‹paragraph›")
        elif child.type == "code_inline":
            yield f"`{child.content.strip()}`"
        elif child.nesting:
            yield f"‹{child.tag if child.nesting > 0 else '/' + child.tag}›"
        else:
            yield SPACE.get(child.type, child.content)


def _without_empty(steps: list[str]) -> list[str]:
    found: list[str] = []
    for step in steps:
        if found and step[:2] == "‹/" and found[-1][1:].split(" ")[0].rstrip("›") == step[2:-1]:
            found.pop()
        else:
            found.append(step)
    return found


def exempt(text: str, tokens: Sequence[Token]) -> str:
    """Why an answer cannot be as MyST shows its text alone; "" where it must be.

    Each reason is a rule of the splitter, and none names an example.
    """
    found = (why for why, holds in REASONS.items() if holds(text, tokens))
    return next(found, "")


def _children(tokens: Iterable[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def _harmful(_text: str, tokens: Sequence[Token]) -> bool:
    ends = {"link_open": "href", "image": "src"}
    kids = [child for child in _children(tokens) if child.type in ends]
    return any(not SAFE.match(_address(child, ends[child.type])) for child in kids)


def _in_picture(_text: str, tokens: Sequence[Token]) -> bool:
    kids = _children(tokens)
    return any({*ENDS} & kinds(kid.children or []) for kid in kids if kid.type == "image")


def _broken(_text: str, tokens: Sequence[Token]) -> bool:
    return any(child.type == "hardbreak" and child.level for child in _children(tokens))


def _drops_cells(text: str, tokens: Sequence[Token]) -> bool:
    shown = "".join(child.content for child in _children(tokens))
    tables = any(token.type == "table_open" for token in tokens)
    return tables and letters(text) != letters(shown)


def _has(pattern: str) -> Callable[[str, Sequence[Token]], bool]:
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text, _tokens: bool(compiled.search(text))


REASONS: dict[str, Callable[[str, Sequence[Token]], bool]] = {
    "HTML, or what MyST would act on: strangers wrote it": lambda _, tokens: acts(tokens),
    "it looks like HTML": lambda text, _: bool(TAG.search(CODE.sub("", text))),
    "an address that readers cannot follow without harm": _harmful,
    "a link without a text, or to nothing": _has(r"\[\]\(|\]\(\s*(?:<>)?\s*\)|\]:\s*<>"),
    "a link in the text of a picture: HTML has none": _in_picture,
    "a link to a place that the notes do not have": _has(r"\]\(#"),
    "a link in the text of a link: both addresses are said": _has(NESTED),
    "a line break in emphasis: it cannot go on in the next paragraph": _broken,
    "a bullet alone on its line says nothing": _has(r"^\s*[-*+]\s*$"),
    "bold that ends in mid-word: gettext cannot keep it": _has(BOLD_IN_WORD.pattern),
    "cells that MyST drops: nothing may be lost": _drops_cells,
}


def _address(token: Token, name: str) -> str:
    return unquote(urljoin(BASE, str(token.attrGet(name))))


def _merged(steps: Iterable[str]) -> list[str]:
    """Texts that follow each other in one, without what white space may be."""
    found: list[str] = []
    for step in steps:
        if found and not found[-1].startswith("‹") and not step.startswith("‹"):
            found[-1] += step
        else:
            found.append(step)
    return [" ".join(step.split()) for step in found if step.strip()]
