"""Checks that a stranger's translation makes nothing run, reads no file and hides nothing."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markup import Markup

CRITICAL = Severity.CRITICAL

_SCHEMES = "javascript|vbscript|data|file|blob|filesystem|about|jar|view-source"
_ADDRESS = re.compile(rf"(?:\]\(<?|<|\]:<?|=[\"']?)(?:{_SCHEMES}):")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):")
_WRITTEN = re.compile(r"https?://[!-~]*[\w/]", re.ASCII)
_SAFE = frozenset({"http", "https", "mailto"})
_ACTIVE = re.compile(r"\{(?:eval-rst|include|literalinclude|raw|code-cell|nb-exec|import)\b")
_TEMPLATE = re.compile(r"\{%|%\}|\$\{|<%|%>")
# Letters join with these two in Persian and in Indian scripts, and in emoji.
_JOINERS = frozenset("\u200c\u200d")


def _plain(text: str) -> str:
    # As a browser reads an address: entities and percent signs decoded, control characters and
    # spaces left out, no difference of case or width.
    decoded = unquote(html.unescape(html.unescape(text)).replace("\\", ""))
    kept = (char for char in decoded if unicodedata.category(char)[0] not in "CZ")
    return unicodedata.normalize("NFKC", "".join(kept)).lower()


def _without_language(url: str, codes: frozenset[str]) -> str:
    # en.example.org/docs/en/x and ko.example.org/docs/ko/x are the same page.
    return "/".join(
        ".".join(part for part in segment.split(".") if part not in codes)
        for segment in url.split("/")
    )


def _addresses(markup: Markup) -> set[str]:
    # Those that lead somewhere, and those that a reader may copy.
    return {*markup.links, *markup.images, *_WRITTEN.findall(markup.text)}


@check(CRITICAL)
def changed_address(pair: Pair) -> Iterator[str]:
    """Links and images lead where the English leads; the same page in this language may be named.

    Bad: `[논문](https://elsewhere.example)` for `[paper](https://example.org)`

    Good: `[논문](https://example.org)`
    """
    known = pair.known
    codes = frozenset({known.source.code, known.target.code})
    source = {_without_language(url, codes) for url in _addresses(pair.source)}
    for url in sorted(_addresses(pair.target)):
        if _without_language(url, codes) not in source:
            yield f"“{url}” is not in the English; use the address that is there"


@check(CRITICAL, ignorable=False)
def unsafe_address(pair: Pair) -> Iterator[str]:
    """No address can run a program or read a file, in whatever spelling.

    Bad: `[문서](java&#115;cript:alert(1))`

    Good: `[문서](https://example.org)`
    """
    for url in pair.target.links + pair.target.images:
        scheme = _SCHEME.match(_plain(url))
        if scheme and scheme["scheme"] not in _SAFE and url not in pair.source.links:
            yield f"the address “{url}” is not a web address; use that of the English"
    found = set(_ADDRESS.findall(_plain(pair.entry.msgstr)))
    if found - set(_ADDRESS.findall(_plain(pair.entry.msgid))):
        yield "an address that runs a program or reads a file; use that of the English"


@check(CRITICAL, ignorable=False)
def raw_html(pair: Pair) -> Iterator[str]:
    """A translation has no HTML that the English does not have.

    Bad: `<b onmouseover="…">중요</b>합니다.` for `It is **important**.`

    Good: `**중요**합니다.`
    """
    added = Counter(pair.target.html) - Counter(pair.source.html)
    for tag in sorted(added):
        yield f"HTML that the English does not have: “{tag}”; use Markdown, or take it out"


@check(CRITICAL, ignorable=False)
def active_markup(pair: Pair) -> Iterator[str]:
    """A translation brings no directive, role, attribute or template code of its own.

    Bad: `` {include}`/etc/passwd` ``

    Good: text, and the roles of the English
    """
    source, target = pair.source, pair.target
    added = {f"{{{name}}}" for name, _ in target.roles} - {
        f"{{{name}}}" for name, _ in source.roles
    }
    added |= set(target.directives) - set(source.directives)
    added |= set(target.attributes) - set(source.attributes)
    for pattern in (_ACTIVE, _TEMPLATE):
        added |= set(pattern.findall(pair.entry.msgstr)) - set(pattern.findall(pair.entry.msgid))
    for what in sorted(added):
        yield f"“{what.strip()}” is not in the English and could do something; take it out"


@check(CRITICAL, ignorable=False)
def invisible_character(pair: Pair) -> Iterator[str]:
    """No character is hidden or turns the direction of the text.

    Bad: a zero-width space or U+202E in the msgstr

    Good: visible characters and plain spaces
    """
    for char in sorted(set(pair.entry.msgstr) - set(pair.entry.msgid) - _JOINERS):
        if unicodedata.category(char) in ("Cf", "Co", "Cn") or char in "\u3164\u115f\u1160\uffa0":
            name = unicodedata.name(char, "no name")
            yield f"hidden character U+{ord(char):04X} ({name}); delete it"


@check(CRITICAL, ignorable=False)
def image_file(pair: Pair) -> Iterator[str]:
    """The file of an image stays that of the English.

    Bad: `.. image:: ../secret.png` for `.. image:: layers.png`

    Good: `.. image:: layers.png`
    """
    if pair.entry.msgid.startswith(".. image::") and pair.entry.msgstr != pair.entry.msgid:
        yield "this names the file of an image; repeat the English as it is"
