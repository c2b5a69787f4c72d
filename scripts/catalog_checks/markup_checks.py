"""Checks that a translation's Markdown does what the English does, by MyST's own parser."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from catalog_checks.registry import Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CRITICAL, WARNING = Severity.CRITICAL, Severity.WARNING

_BLOCKS = {
    "bullet_list": "a list",
    "ordered_list": "a numbered list",
    "heading": "a heading",
    "blockquote": "a quotation",
    "fence": "a code block or directive",
    "colon_fence": "a directive",
    "code_block": "indented code",
    "html_block": "HTML",
    "hr": "a line across the page",
    "table": "a table",
    "myst_line_comment": "a comment (%)",
    "myst_target": "a target",
    "front_matter": "front matter",
    "dl": "a definition list",
    "field_list": "a field list",
}
_REFERENCE = re.compile(r"\]\s?\[[^\]]*\]|\[[^\]^]+\]\[\]")


def _differences(source: Iterable[str], target: Iterable[str]) -> tuple[list[str], list[str]]:
    ours, theirs = Counter(source), Counter(target)
    return sorted((ours - theirs).elements()), sorted((theirs - ours).elements())


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _compare(what: str, source: Iterable[str], target: Iterable[str]) -> Iterator[str]:
    lost, added = _differences(source, target)
    if lost:
        yield f"{what} lost: {_quoted(lost)}; put it back as it is in the English"
    if added:
        yield f"{what} not in the English: {_quoted(added)}; take it out"


def _count(what: str, source: list[str], target: list[str]) -> Iterator[str]:
    if len(source) != len(target):
        yield f"the English has {len(source)} {what}, the translation {len(target)}; match it"


@check(CRITICAL)
def literal_markup(pair: Pair) -> Iterator[str]:
    """No mark of markup is seen by the reader, such as asterisks around a word.

    Bad: `**강조(bold)**는`: the second `**` does not close between `)` and a letter

    Good: `**강조**(bold)는`
    """
    extra = pair.target.stray - pair.source.stray
    for mark in sorted(extra):
        yield (
            f"the reader would see {mark!r} as it is; close the markup, and "
            "let no punctuation stand between a word and the closing mark"
        )


@check(CRITICAL)
def block_structure(pair: Pair) -> Iterator[str]:
    """A translation is one paragraph: what begins like a list or heading is never shown.

    Bad: `1. 확산 모델`, `- 확산 모델`, `# 확산 모델`

    Good: `확산 모델`
    """
    blocks = pair.target.blocks
    if blocks in (["paragraph"], pair.source.blocks):
        return
    if not blocks:
        yield "Markdown reads this as a definition or comment, not as text; begin with a word"
    elif blocks[0] != "paragraph":
        kind = _BLOCKS.get(blocks[0], blocks[0])
        yield f"Markdown reads this as {kind} and shows the English; begin with a word"
    else:
        yield "only the first paragraph would be shown; make it one paragraph"


@check(CRITICAL)
def reference_link(pair: Pair) -> Iterator[str]:
    """Links carry their own address: a reference-style link does not work in a translation.

    Bad: `[논문][1]`

    Good: `[논문](https://example.org/paper)`
    """
    added = set(pair.target.definitions) - set(pair.source.definitions)
    used = _REFERENCE.search(pair.target.text) and not _REFERENCE.search(pair.source.text)
    if added or used:
        yield "a reference-style link; write [text](address) as in the English"


@check(CRITICAL)
def links(pair: Pair) -> Iterator[str]:
    """A translation has as many links as the English.

    Bad: `논문을 보세요.` for `See the [paper](https://example.org).`

    Good: `[논문](https://example.org)을 보세요.`
    """
    yield from _count("links", pair.source.links, pair.target.links)


@check(CRITICAL)
def images(pair: Pair) -> Iterator[str]:
    """A translation has as many images as the English.

    Bad: `구조는 다음과 같습니다.` for `The structure: ![layers](layers.png)`

    Good: `구조: ![층](layers.png)`
    """
    yield from _count("images", pair.source.images, pair.target.images)


@check(CRITICAL)
def inline_code(pair: Pair) -> Iterator[str]:
    """Code stays code, and as it is: nothing in backticks is translated, lost or invented.

    Bad: `` `모양`을 출력합니다 `` for `` Print `shape` ``

    Good: `` `shape`를 출력합니다 ``
    """
    lost, added = _differences(pair.source.code, pair.target.code)
    # Naming it once more, or marking a word of the English as code, does no harm.
    known = [code for code in added if code in pair.source.text or code in pair.source.code]
    yield from _compare("code", lost, (Counter(added) - Counter(known)).elements())


@check(CRITICAL)
def math(pair: Pair) -> Iterator[str]:
    """Formulas stay as they are.

    Bad: `크기는 $n2$입니다` for `The size is $n^2$`

    Good: `크기는 $n^2$입니다`
    """
    yield from _compare("formula", pair.source.math, pair.target.math)


def _roles(roles: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{{{name}}} {target}".strip() for name, target in roles if name != "term"]


@check(CRITICAL)
def roles(pair: Pair) -> Iterator[str]:
    """Roles keep their name and target; only the text in front of `<…>` is translated.

    Bad: `` {doc}`용어집` `` for `` {doc}`glossary` ``

    Good: `` {doc}`용어집 <glossary>` ``
    """
    yield from _compare("role", _roles(pair.source.roles), _roles(pair.target.roles))


@check(CRITICAL)
def glossary_term(pair: Pair) -> Iterator[str]:
    """A glossary term keeps its English target.

    Bad: `` {term}`어텐션` `` for `` {term}`Attention` ``

    Good: `` {term}`어텐션 <Attention>` ``
    """
    source = [target for name, target in pair.source.roles if name == "term"]
    target = [target for name, target in pair.target.roles if name == "term"]
    yield from _compare("glossary term", source, target)


@check(CRITICAL)
def footnotes(pair: Pair) -> Iterator[str]:
    """Footnotes stay, with their names.

    Bad: `지름길이 됩니다[^각주].` for `It is a shortcut[^note].`

    Good: `지름길이 됩니다[^note].`
    """
    yield from _compare("footnote", pair.source.footnotes, pair.target.footnotes)


@check(WARNING)
def emphasis(pair: Pair) -> Iterator[str]:
    """What is strong or emphasised in the English is so in the translation.

    Bad: `잠재 공간은 압축된 표현입니다.` for `Latent spaces are **compressed**.`

    Good: `잠재 공간은 **압축된** 표현입니다.`
    """
    for kind, name in (("strong", "**strong**"), ("em", "*emphasis*"), ("s", "~~struck~~")):
        source, target = pair.source.emphasis[kind], pair.target.emphasis[kind]
        if source != target:
            yield f"the English has {name} {source} times, the translation {target}; match it"


@check(CRITICAL)
def placeholders(pair: Pair) -> Iterator[str]:
    """Placeholders stay as they are.

    Bad: `{제목} 페이지` for `Page {title}`

    Good: `{title} 페이지`
    """
    source, target = pair.source.placeholders, pair.target.placeholders
    yield from _compare("placeholder", source.elements(), target.elements())
