"""What a message holds, as MyST's own parser sees it: its text, links, code, roles and so on.

Sphinx parses each translation alone, with the parser and the settings of the pages; so do the
checks. conf.py is the one home of these settings: its `myst_…` literals are read, nothing is run.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from markdown_it.token import Token

HOLE: Final = "\ufffc"  # stands in the text for code, math and the like: one object, no words

# Their whole content is a target, unless it is written as `text <target>`.
_TARGET_ROLES: Final = frozenset({"any", "doc", "download", "numref", "ref", "term", "eq", "cite"})
_EXPLICIT: Final = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]*)>\s*", re.DOTALL)
_PLACEHOLDER: Final = re.compile(
    r"%\(\w+\)[a-z]|(?<![\d%])%[sdr](?![a-z])"
    r"|\{\{[^{}]*\}\}|\{\w*\}(?!`)|(?<!\w)\|\w[\w ]*\w\|(?!\w)"
)
# An underscore in front of a letter closes nothing: _강조_는. In names ASCII follows: _max_len.
_STRAY: Final = re.compile(
    r"\*|`|~~|\$|\[\^|\]\(|\]\[|\{[\w:.-]+\}(?=`)|_{2,}"
    r"|(?<!\w)_(?=[^\W_])[^_`]*(?<=\S)_(?=[^\x00-\x7f\W])"
)


@dataclass
class Markup:
    """One message, taken apart.

    `text` is what a reader sees as words; code, math and other objects are `HOLE` in it.
    """

    blocks: list[str] = field(default_factory=list)
    text: str = ""
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    math: list[str] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    emphasis: Counter[str] = field(default_factory=Counter)
    html: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    directives: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)

    @property
    def stray(self) -> Counter[str]:
        """Marks of markup that a reader would see as they are."""
        return Counter(_STRAY.findall(self.text))

    @property
    def placeholders(self) -> Counter[str]:
        """Names that a program replaces, such as `{name}` and `%s`."""
        return Counter(_PLACEHOLDER.findall(self.text))


Parse = "Callable[[str], Markup]"


def myst_settings(conf: Path) -> dict[str, Any]:
    """Return the `myst_…` settings of a conf.py, without the prefix.

    Args:
        conf: a conf.py; only values that are literals are read, and nothing is run.

    Raises:
        ValueError: when the file is no Python or cannot be read.
    """
    try:
        tree = ast.parse(conf.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError) as error:
        raise ValueError(f"{conf}:1: cannot be read ({error}); name a conf.py with --conf") from (
            error
        )
    return dict(_settings(tree))


def _settings(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        known = name.removeprefix("myst_") in MdParserConfig.__dataclass_fields__
        if name.startswith("myst_") and known:
            yield name.removeprefix("myst_"), ast.literal_eval(node.value)


def markup_parser(settings: dict[str, Any]) -> Callable[[str], Markup]:
    """Return a function that takes a message apart with MyST's parser.

    Args:
        settings: MyST's settings, as `myst_settings` returns them.

    Raises:
        ValueError: when MyST refuses a setting.
    """
    # HTML stays on here, whatever the site does with it: the checks have to recognise it.
    shown = [name for name in settings.get("disable_syntax", ()) if not name.startswith("html")]
    try:
        config = MdParserConfig(**{**settings, "disable_syntax": shown})
    except (TypeError, ValueError) as error:
        raise ValueError(f"MyST refuses a setting of conf.py: {error}") from error
    parser = create_md_parser(config, RendererHTML)
    # The checks judge addresses; here nothing may hide one.
    parser.validateLink = _any_address  # type: ignore[method-assign]

    @lru_cache(maxsize=4096)
    def parse(text: str) -> Markup:
        env: dict[str, Any] = {}
        markup = Markup()
        for token in parser.parse(text, env):
            _block(token, markup)
        markup.definitions = sorted(env.get("references", ()))
        return markup

    return parse


def interface_parser() -> Callable[[str], Markup]:
    """Return a function that takes the text of a template apart: no Markdown, but HTML."""
    parser = MarkdownIt("zero", {"html": True}).enable("html_inline")

    def parse(text: str) -> Markup:
        markup = Markup()
        for token in parser.parse(text):
            _block(token, markup)
        return markup

    return parse


def _any_address(url: str) -> bool:
    return bool(url)


def _block(token: Token, markup: Markup) -> None:
    if token.nesting >= 0 and token.level == 0:
        markup.blocks.append(token.type.removesuffix("_open"))
    if token.type in ("fence", "colon_fence"):
        markup.directives.append(token.info)
    elif token.type == "html_block":
        markup.html.append(token.content.strip())
    elif token.type.startswith(("math", "amsmath")):
        markup.math.append(token.content)
    children = token.children or []
    for child, following in zip_longest(children, children[1:]):
        _inline(child, markup)
        if child.type == "link_open" and following.type == "link_close":
            markup.text += HOLE  # `[](#target)`: Sphinx puts the target's title there


def _inline(token: Token, markup: Markup) -> None:
    reader = _READERS.get(token.type)
    if reader is not None:
        reader(token, markup)
    elif token.type.startswith("math"):
        markup.math.append(token.content.strip())
        markup.text += HOLE
    if token.type != "image":
        markup.attributes += [
            f"{name}={value}"
            for name, value in token.attrs.items()
            if name not in ("href", "src", "title", "alt")
        ]


def _text(token: Token, markup: Markup) -> None:
    markup.text += token.content


def _break(_token: Token, markup: Markup) -> None:
    markup.text += " "


def _link(token: Token, markup: Markup) -> None:
    markup.links.append(str(token.attrs.get("href", "")))


def _image(token: Token, markup: Markup) -> None:
    markup.images.append(str(token.attrs.get("src", "")))
    for child in token.children or ():
        _inline(child, markup)


def _code(token: Token, markup: Markup) -> None:
    markup.code.append(token.content)
    markup.text += HOLE


def _html(token: Token, markup: Markup) -> None:
    markup.html.append(token.content)


def _emphasis(token: Token, markup: Markup) -> None:
    markup.emphasis[token.type.removesuffix("_open")] += 1


def _footnote(token: Token, markup: Markup) -> None:
    markup.footnotes.append(str(token.meta.get("label", "")))
    markup.text += HOLE


def _substitution(token: Token, markup: Markup) -> None:
    markup.directives.append("{{" + token.content + "}}")
    markup.text += HOLE


def _role(token: Token, markup: Markup) -> None:
    name = str(token.meta["name"])
    explicit = _EXPLICIT.fullmatch(token.content)
    is_target = name in _TARGET_ROLES or ":" in name
    if explicit:
        markup.roles.append((name, explicit["target"]))
        markup.text += explicit["text"]
    else:
        markup.roles.append((name, token.content if is_target else ""))
        markup.text += token.content if name in ("term", "abbr") else HOLE


_READERS: Final[dict[str, Callable[[Token, Markup], None]]] = {
    "text": _text,
    "softbreak": _break,
    "hardbreak": _break,
    "link_open": _link,
    "image": _image,
    "code_inline": _code,
    "html_inline": _html,
    "em_open": _emphasis,
    "strong_open": _emphasis,
    "s_open": _emphasis,
    "footnote_ref": _footnote,
    "substitution_inline": _substitution,
    "myst_role": _role,
}
