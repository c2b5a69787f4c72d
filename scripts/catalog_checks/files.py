"""Checks of whole catalogs: that they can be read, are complete, and fit their page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from catalog_checks.acceptance import ignores
from catalog_checks.registry import CHECKS, Edition, Page, Pair, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalog_model import CatalogError

CRITICAL, WARNING = Severity.CRITICAL, Severity.WARNING
_REFRESH = "run `nox -s catalogs`"


@check(CRITICAL, ignorable=False)
def unparsable(error: CatalogError) -> Iterator[str]:
    """A catalog can be read: UTF-8, Unix line ends, msgid and msgstr in pairs, strings closed.

    Bad: `msgstr "온도를 낮춥니다.`

    Good: `msgstr "온도를 낮춥니다."`
    """
    yield error.message


@check(CRITICAL)
def header(page: Page) -> Iterator[tuple[int, str]]:
    r"""The header names UTF-8 and the language of the catalog's folder.

    Bad: `"Content-Type: text/plain; charset=EUC-KR\n"`

    Good: `"Content-Type: text/plain; charset=UTF-8\n"`
    """
    metadata = page.catalog.metadata
    if "charset=utf-8" not in metadata.get("Content-Type", "").lower():
        yield 1, 'no "Content-Type: text/plain; charset=UTF-8" in the header; write it there'
    language = metadata.get("Language", "")
    if language != page.known.target.code:
        code = page.known.target.code
        yield 1, f'the header says "Language: {language}"; write "Language: {code}"'


@check(CRITICAL)
def duplicate_msgid(page: Page) -> Iterator[tuple[int, str]]:
    """Each English text is in a catalog once; of two translations the build takes only one.

    Bad: `msgid "Attention"` twice in one file

    Good: `msgid "Attention"` once
    """
    seen: dict[str, int] = {}
    for entry in page.catalog.live:
        first = seen.setdefault(entry.msgid, entry.line)
        if first != entry.line:
            yield entry.line, f"this English text is also at line {first}; keep one of the two"


@check(WARNING)
def untranslated(page: Page) -> Iterator[tuple[int, str]]:
    """Each message has a translation; readers see English for the others.

    Bad: `msgstr ""`

    Good: `msgstr "온도를 낮춥니다."`
    """
    empty = [entry.line for entry in page.catalog.live if not entry.msgstr.strip()]
    if empty:
        total = len(page.catalog.live)
        yield empty[0], f"{len(empty)} of {total} messages have no translation; the first is here"


@check(WARNING)
def fuzzy(page: Page) -> Iterator[tuple[int, str]]:
    """No translation is older than its English; readers see English for a fuzzy one.

    Bad: `#, fuzzy`

    Good: the translation brought up to date, and the flag removed
    """
    for entry in page.catalog.live:
        if entry.fuzzy:
            yield (
                entry.line,
                "the English has changed since; mend the translation, remove '#, fuzzy' and '#|'",
            )


@check(WARNING)
def obsolete(page: Page) -> Iterator[tuple[int, str]]:
    """A catalog holds only messages of its page; old ones belong in the translation memory.

    Bad: `#~ msgid "An old sentence."`

    Good: the same entry in memory.po, where the refresh puts it
    """
    old = [entry.line for entry in page.catalog.entries if entry.obsolete]
    if old:
        yield old[0], f"{len(old)} messages are no longer on the page; {_REFRESH}, it keeps them"


@check(WARNING)
def format_flag(page: Page) -> Iterator[tuple[int, str]]:
    """No message is flagged as a program's format text; Babel guesses so from `50% of`.

    Bad: `#, python-format`

    Good: no flag
    """
    for entry in page.catalog.live:
        wrong = [flag for flag in entry.flags if flag.endswith("-format")]
        if wrong:
            yield entry.line, f"the flag {wrong[0]} is a wrong guess; {_REFRESH}, it is removed"


@check(CRITICAL)
def stale(page: Page) -> Iterator[tuple[int, str]]:
    """A catalog has the messages that its page has now.

    Bad: a sentence of the page has changed, the catalog has the old one

    Good: the catalogs refreshed and committed with the page
    """
    now = (page.known.templates or {}).get(page.catalog.page)
    if now is None:
        return
    have = {entry.msgid for entry in page.catalog.live}
    if have != now:
        added, gone = len(now - have), len(have - now)
        yield 1, f"older than its page ({added} messages to add, {gone} to take out); {_REFRESH}"


@check(CRITICAL)
def orphan(page: Page) -> Iterator[tuple[int, str]]:
    """Each catalog has a page.

    Bad: `old-topic.po`, when there is no `old-topic.md` any more

    Good: the catalog removed by the refresh, which keeps its translations
    """
    templates = page.known.templates
    if templates is not None and page.catalog.page not in templates:
        yield 1, f"there is no page {page.catalog.page}; {_REFRESH}, it keeps the translations"


@check(CRITICAL)
def missing_catalog(edition: Edition) -> Iterator[tuple[Path, int, str]]:
    """Each page has a catalog.

    Bad: a new page `new-topic.md` and no `new-topic.po`

    Good: `new-topic.po`, made by the refresh
    """
    have = {catalog.page for catalog in edition.catalogs}
    missing = sorted(set(edition.known.templates or ()) - have)
    if missing and edition.catalogs:
        path = edition.catalogs[0].path
        yield path, 1, f"no catalog for the pages {', '.join(missing)}; {_REFRESH}"


@check(CRITICAL)
def verbatim_text(pair: Pair) -> Iterator[str]:
    """What the notes themselves say in this language stays as it is, word for word.

    Bad: `msgstr "온도와 top-p를 함께 씁니다."`, when the notes say it otherwise

    Good: `msgstr "온도와 top-p 함께 사용: …"`, as in the notes
    """
    wanted = pair.known.verbatim.get(pair.entry.msgid)
    if wanted is not None and pair.entry.msgstr != wanted:
        yield f"the notes have their own words for this; write “{wanted}”"


@check(WARNING, ignorable=False)
def ignore_comment(page: Page) -> Iterator[tuple[int, str]]:
    """A comment that accepts a finding names a check and gives a reason.

    Bad: `# check: ignore=numbers`

    Good: `# check: ignore=numbers The English counts the edition, too.`
    """
    for entry in page.catalog.live:
        named = Counter(name for name, _ in ignores(entry))
        for name, reason in ignores(entry):
            if name not in CHECKS or not CHECKS[name].ignorable:
                yield entry.line, f"“{name}” is no check that a comment can accept; see --list"
            elif not reason or named[name] > 1:
                yield (
                    entry.line,
                    f"no single reason behind ignore={name}; say once why this is right",
                )
