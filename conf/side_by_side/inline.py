"""A message of a catalog as HTML that is safe to put into a page.

Only what is listed here becomes an element; whatever else a message has is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final
from urllib.parse import urlsplit

from formulas import inline_formula
from kept_together import together
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).use(myst_role_plugin)
MARKDOWN.use(dollarmath_plugin, allow_labels=False, allow_space=False)  # as conf.py has it
TAGS: Final = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "softbreak": " ",
    "hardbreak": " ",
}
SCHEMES: Final = frozenset(("http", "https", "mailto"))
# From the id of a question: its link and its title, or None if there is no such question.
Resolve = Callable[[str], tuple[str, str] | None]


def inline_html(markup: str, resolve: Resolve) -> str:
    """Return a message as HTML.

    Args:
        markup: The message, in MyST's inline markup.
        resolve: Finds the question that a link such as `#q-…` leads to.
    """
    tokens = MARKDOWN.parseInline(markup)[0].children or []
    return "".join(_pieces(tokens, resolve)).strip()


def _pieces(tokens: list[Token], resolve: Resolve) -> Iterator[str]:
    open_links: list[str] = []
    for number, token in enumerate(tokens):
        if token.type == "link_open":
            address, title = _target(str(token.attrs["href"]), resolve)
            open_links.append("</a>" if address else "")
            yield f'<a href="{escape(address)}">' if address else ""
            if tokens[number + 1].type == "link_close":  # a link without words shows the title
                yield together(escape(title))
        elif token.type == "link_close":
            yield open_links.pop()
        else:
            yield TAGS.get(token.type) or _text(token)


def _text(token: Token) -> str:
    if token.type == "code_inline":
        return f"<code>{escape(token.content)}</code>"
    if token.type == "math_inline":
        return inline_formula(token.content)
    if token.type == "myst_role":
        return escape(re.sub(r"\s*<[^<>]*>$", "", token.content))
    return together(escape(token.content))


def _target(href: str, resolve: Resolve) -> tuple[str, str]:
    if href.startswith("#"):
        return resolve(href[1:]) or ("", "")
    return (href, href) if urlsplit(href).scheme.lower() in SCHEMES else ("", "")
