"""Style sheets without what nothing on the site can use.

A rule goes when one of its selectors' names (an element, a class, an id) stands on no page and in
no script, and a custom property when nothing reads it. Whatever is not plainly unused stays: names
inside `:is()`, `:not()` and `[…]` are not looked at, nor is what a condition asks for.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import tinycss2

Token = Any  # tinycss2 has no types
BARE: Final = {"skip_comments": True, "skip_whitespace": True}
NESTS: Final = frozenset(("media", "supports", "container", "layer", "scope"))
READ: Final = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass
class Rule:
    """A rule: what stands before its braces, its declarations, and the rules within it."""

    head: str
    declarations: list[tuple[str, str]]
    rules: list[Rule]

    def __str__(self) -> str:
        """The rule as short as it can be; empty if it says nothing."""
        inner = ";".join(f"{name}:{value}" if value else name for name, value in self.declarations)
        inner += "".join(map(str, self.rules))
        return f"{self.head}{{{inner}}}" if inner else ""


def parse(css: str, names: Container[str]) -> list[Rule]:
    """Return the rules of a style sheet that may be used.

    Args:
        css: The style sheet.
        names: The elements, classes and ids of all pages and scripts.

    Raises:
        ValueError: The style sheet is not well-formed.
    """
    return list(_rules(_parsed(css), names))


@cache  # the editions have the same style sheets, and to read Furo's takes longest
def _parsed(css: str) -> list[Token]:
    return list(tinycss2.parse_stylesheet(css, **BARE))


def _rules(nodes: Iterable[Token], names: Container[str]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"line {node.source_line}: {node.message}")
        if node.type == "qualified-rule":
            selectors = [each for each in _split(node.prelude) if _may_match(each, names)]
            if selectors:
                yield Rule(",".join(map(_text, selectors)), _declarations(node.content), [])
        elif node.content is not None and node.lower_at_keyword in NESTS:
            inner = tinycss2.parse_rule_list(node.content, **BARE)
            yield Rule(f"@{node.at_keyword} {_text(node.prelude)}", [], list(_rules(inner, names)))
        elif node.content is None:
            raise ValueError(f"line {node.source_line}: @{node.at_keyword} has to be a file's own")
        else:  # @page, @font-face, @keyframes: as it is
            head = f"@{node.at_keyword} {_text(node.prelude)}".strip()
            yield Rule(head, [(_text(node.content), "")], [])


def _split(tokens: Iterable[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for each in tokens:
        if each == ",":
            found.append([])
        else:
            found[-1].append(each)
    return found


def _may_match(selector: list[Token], names: Container[str]) -> bool:
    before = ""
    for token in selector:
        if token.type == "hash" and token.value not in names:
            return False
        if token.type == "ident" and before != ":":
            name = token.value if before == "." else token.lower_value
            if not _is_known(name, names):
                return False
        before = token.value if token.type == "literal" else ""
    return True


def _is_known(name: str, names: Container[str]) -> bool:
    """Return whether a name is there, or how it begins: a script may add a word to `search-`."""
    hyphens = (at for at, char in enumerate(name, start=1) if char == "-")
    return name in names or any(name[:end] in names for end in hyphens)


def _declarations(content: list[Token]) -> list[tuple[str, str]]:
    found = []
    for node in tinycss2.parse_blocks_contents(content, **BARE):
        if node.type != "declaration":  # nested rules: as they are
            return [(_text(content), "")]
        important = "!important" if node.important else ""
        found.append((node.name, _text(node.value) + important))
    return found


def _text(tokens: Iterable[Token]) -> str:
    """Return tokens with no comment, and one space wherever there was any."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return " ".join(text.split())


def drop_unread(sheets: list[list[Rule]], elsewhere: str) -> None:
    """Take away custom properties that neither the style sheets nor other texts read."""
    while True:
        read = set(READ.findall("".join(str(rule) for rules in sheets for rule in rules)))
        read.update(READ.findall(elsewhere))
        before = sum(_prune(rules, read) for rules in sheets)
        if not before:
            return


def _prune(rules: list[Rule], read: Container[str]) -> int:
    dropped = 0
    for rule in rules:
        kept = [one for one in rule.declarations if not one[0].startswith("--") or one[0] in read]
        dropped += len(rule.declarations) - len(kept) + _prune(rule.rules, read)
        rule.declarations = kept
    return dropped
