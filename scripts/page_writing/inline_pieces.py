"""Pieces of inline text: code, emphasis, links, and what the links of a seed refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlsplit

from page_writing.html_tags import ROLES, Tag

RUN = re.compile(r"`+")
BREAK = "\x00"  # stands for a line break until the paragraph is cut there
SCHEMES = ("http", "https", "mailto")
INNER_LINK = re.compile(r"^(.*?)\[(.*)\]\(([^()\s]*)\)(.*)$", re.DOTALL)
FORMULA = re.compile(
    r"""\b[A-Za-z]\ ?[*/-]\ ?[A-Za-z0-9]\b | [\\^_={}+<>] | [A-Za-z]\( | ^\|.+\|$
    | ^\d+\ ?[*/-]\ ?[A-Za-z]$ | ^[A-Za-z][A-Za-z0-9']{0,2}$ | ^-?[\d.]+$
    | ^[A-Za-z](?:,\ ?[A-Za-z0-9])+$ | ^[A-Za-z]!$ | ^[(\[](?>[^()\[\],|]*)[,|][^()\[\]]*[)\]]$""",
    re.VERBOSE,
)
COMMAND = re.compile(r"\\[A-Za-z]|[\^_]\{")
PROSE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}[,;]? [A-Za-z]{2,}")
PRICE = re.compile(r"[\d.,]+(?:[kKMB]|/\w+)? [A-Za-z]{2,}|\{[A-Z]\w+\}")  # or a shell's variable
# Parentheses and brackets are escaped in prose, too: there, a few letters are no formula.
SURE_FORMULA = re.compile(
    r"\\[A-Za-z]|[\w)}\]]\^|(?<![A-Za-z])[A-Za-z]_|^[A-Za-z]$|^(?!.*[A-Za-z]{2}).*[=<>+/]",
    re.DOTALL,
)


def parts_of(url: str) -> SplitResult | None:
    """The parts of an address; None for what only looks like one (``https://[x``)."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def safe_address(url: str) -> str | None:
    """An address if readers can follow it without harm, else None."""
    parts = parts_of(url)
    return url if parts and parts.scheme.lower() in SCHEMES else None


def no_picture(_url: str) -> str | None:
    """No picture is at hand."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What the text of a question refers to.

    ``link`` gives the address that a link of the seed has on the site, or None; ``image`` the same
    for pictures. ``references`` are the addresses of reference links by label, ``footnotes`` the
    label that each footnote has on the page.
    """

    link: Callable[[str], str | None] = safe_address
    image: Callable[[str], str | None] = no_picture
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as the seed has it."""

    text: str
    url: str
    title: str = ""
    image: bool = False

    def written(self, context: Context) -> str:
        """The link on the site; where its target is not to be had, its text and what it led to."""
        said = f' "{self.title.replace(chr(34), chr(39))}"' if self.title else ""
        text, target = self.text, None
        if self.image:
            target, text = context.image(self.url), text or file_name(self.url)
            if target:
                return f"![{self.text}]({address(target)}{said})"
        target = context.link(self.url) if self.url else None
        if target is None:
            return self._without_target(text)
        found = INNER_LINK.search(text) if "](" in text else None
        if found is None:
            return f"[{text.strip() or host(self.url)}]({address(target)}{said})"
        before, label, inner, after = found.groups()
        return f"{before}[{label}]({inner}) ([{host(self.url)}]({address(target)})){after}"

    def _without_target(self, text: str) -> str:
        if self.url.startswith("#") or not self.url.strip():
            return text
        return " ".join(filter(None, (text, f"(`{self.url.replace('`', '')}`)", self.title)))


def label_of(text: str) -> str:
    """A reference's label as CommonMark compares them."""
    return " ".join(text.split()).casefold()


def literal(inner: str, tag: Tag) -> str:
    """The content of an element as code or, for what stands above or below the line, as a role."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", inner.replace(BREAK, " ")).strip()
    if tag.name in ROLES:
        role = f"{{{ROLES[tag.name]}}}`{text.replace('`', '')}`"
        return role if re.search(r"\w", text) else inner
    if text.startswith("`") and text.endswith("`"):
        return text
    fence = "`" * (max((len(run) for run in RUN.findall(text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def emphasis(inner: str, mark: str, before: str, after: str) -> str:
    """Emphasis, where CommonMark would see it as such; else the bare text."""
    text = inner.strip().replace(BREAK, " ")
    head = inner[: len(inner) - len(inner.lstrip())]
    tail = inner[len(inner.rstrip()) :]
    before, after = head[-1:] or before, tail[:1] or after
    opens = text[0].isalnum() or not before.isalnum()
    closes = text[-1].isalnum() or not after.isalnum()
    if not opens or not closes or "*" in text or "*" in (before, after):
        return inner
    return f"{head}{mark}{text}{mark}{tail}"


def code_ends(text: str) -> dict[int, int]:
    """For each run of backticks that opens a code span, by its place, where the span ends."""
    nearest: dict[int, int] = {}
    ends: dict[int, int] = {}
    for found in reversed(list(RUN.finditer(text))):
        length = found.end() - found.start()
        if length in nearest:
            ends[found.start()] = nearest[length]
        nearest[length] = found.end()
    return ends


def is_formula(body: str, after: str = "") -> bool:
    """Whether text between dollars is a formula, not two prices; ``after`` is what follows it.

    With a figure behind it, or spaces at its edges, it has to have a command, and no prose.
    """
    if PRICE.match(body):
        return False
    if after.isdecimal() or body != body.strip():
        return bool(COMMAND.search(body)) and not PROSE.search(body)
    return bool(FORMULA.search(body))


def is_surely_formula(body: str) -> bool:
    """Whether text between escaped parentheses or brackets is a formula."""
    return bool(SURE_FORMULA.search(body.strip()))


def is_tex(text: str) -> bool:
    """Whether text can stand between lines of ``$$``: not empty, and nothing in it ends it."""
    return bool(text.strip()) and "$$" not in text and not re.search(r"\n[ \t]*\n", text.strip())


def address(url: str) -> str:
    """An address as Markdown has it between parentheses."""
    return quote(url, safe="/:?#[]@!$&'*+,;=%~.-_") if re.search(r"[\s()<>]", url) else url


def file_name(url: str) -> str:
    """The last part of an address, for a picture without a text."""
    parts = parts_of(url)
    return (parts.path.rstrip("/").rsplit("/", 1)[-1] if parts else "") or "image"


def host(url: str) -> str:
    """The name of the site that an address is on."""
    parts = parts_of(url)
    return ((parts.hostname if parts else "") or url).removeprefix("www.")
