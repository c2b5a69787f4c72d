"""Carry changed pages over into the catalogs of one language: the pure part of the refresh.

sphinx-intl's merge finds which old English a changed sentence comes from. What it cannot do is
done here: it reads `#| msgid` as a translator's comment, so a translator never sees what changed;
it guesses from sentences that are still on the page; it knows one catalog at a time, so a moved
question loses its translation; and it keeps format flags that Babel guessed wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polib
from babel.messages.catalog import Catalog as BabelCatalog
from sphinx_intl.catalog import update_with_fuzzy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

IMAGE: Final = ".. image::"  # Sphinx's msgid for an image file: translated by itself
_PLACEHOLDERS: Final = ("YEAR-MO-DA", "EMAIL@ADDRESS", "LL@li.org")
_OURS: Final = ("POT-Creation-Date", "Generated-By")  # they would change at each refresh


@dataclass
class Counts:
    """What a refresh did to one catalog."""

    new: int = 0
    changed: int = 0
    moved: int = 0
    gone: int = 0

    def __str__(self) -> str:
        """Return the counts in words."""
        return (
            f"{self.new} new, {self.changed} changed (fuzzy), "
            f"{self.moved} translated from memory, {self.gone} gone"
        )


@dataclass(frozen=True)
class Refreshed:
    """A language after its refresh: catalogs by page, the memory, what happened to each page."""

    pages: Mapping[str, polib.POFile]
    memory: polib.POFile
    counts: Mapping[str, Counts]


@dataclass
class _Memory:
    """Translations by their English; `used` are those whose English is on a page."""

    texts: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def learn(self, entries: Iterable[polib.POEntry]) -> None:
        for entry in entries:
            english = translated_english(entry)
            if entry.msgstr and english:
                self.texts.setdefault(english, entry.msgstr)


def translated_english(entry: polib.POEntry) -> str:
    """Return the English that a msgstr translates: for a fuzzy entry the previous one."""
    if not entry.fuzzy:
        return entry.msgid
    return entry.previous_msgid or ""


def refresh_language(
    code: str,
    catalogs: Mapping[str, polib.POFile],
    templates: Mapping[str, polib.POFile],
    stored: Iterable[polib.POEntry],
    verbatim: Mapping[str, str],
) -> Refreshed:
    """Return the catalogs of a language as they should be.

    Args:
        code: the language.
        catalogs: what there is now, by page.
        templates: the pages' messages as Sphinx extracts them, by page.
        stored: the entries of the language's translation memory.
        verbatim: translations that the notes themselves bring, by their English.
    """
    memory = _Memory()
    for page in sorted(catalogs):
        memory.learn(entry for entry in catalogs[page] if not entry.obsolete)
    for page in sorted(catalogs):
        memory.learn(entry for entry in catalogs[page] if entry.obsolete)
    memory.learn(stored)
    pages, counts = {}, {}
    for page in sorted(templates):
        old = catalogs.get(page, polib.POFile())
        pages[page], counts[page] = _refresh_page(code, old, templates[page], memory, verbatim)
    return Refreshed(pages, _left_over(code, memory, templates), counts)


def _refresh_page(
    code: str,
    old: polib.POFile,
    template: polib.POFile,
    memory: _Memory,
    verbatim: Mapping[str, str],
) -> tuple[polib.POFile, Counts]:
    before = {entry.msgid: entry for entry in old if not entry.obsolete}
    now = {entry.msgid for entry in template}
    gone = {msgid: before[msgid] for msgid in before.keys() - now}
    guesses = guess_origins(gone, [entry.msgid for entry in template if entry.msgid not in before])
    counts = Counts(gone=len(gone))
    po = with_header(code, old, template)
    for message in template:
        entry = polib.POEntry(msgid=message.msgid, msgctxt=message.msgctxt, comment=message.comment)
        known = before.get(message.msgid)
        if known is not None:
            _keep(entry, known)
        origin = gone.get(guesses.get(message.msgid, ""))
        _translate(entry, origin, memory, verbatim)
        _count(counts, entry, known, origin)
        po.append(entry)
    return po, counts


def guess_origins(gone: Mapping[str, polib.POEntry], new: Iterable[str]) -> dict[str, str]:
    """Return for each new English the English that it probably comes from, by sphinx-intl.

    Args:
        gone: entries whose English is no longer on the page.
        new: English that was not on the page before.
    """
    old, template = BabelCatalog(), BabelCatalog()
    for msgid in sorted(gone):
        if gone[msgid].msgstr:
            old.add(msgid, gone[msgid].msgstr)
    for msgid in new:
        template.add(msgid)
    update_with_fuzzy(old, template)
    return {
        message.id: message.previous_id[0]
        for message in old
        if isinstance(message.id, str) and message.id and message.previous_id
    }


def _keep(entry: polib.POEntry, known: polib.POEntry) -> None:
    entry.msgstr = known.msgstr
    entry.tcomment = known.tcomment
    entry.flags = [flag for flag in known.flags if not flag.endswith("-format")]
    entry.previous_msgid = known.previous_msgid if known.fuzzy else None


def _translate(
    entry: polib.POEntry,
    origin: polib.POEntry | None,
    memory: _Memory,
    verbatim: Mapping[str, str],
) -> None:
    # In this order: the notes' own words, what is here, the same English elsewhere, a guess.
    exact = verbatim.get(entry.msgid) or (entry.msgid if entry.msgid.startswith(IMAGE) else None)
    done = bool(entry.msgstr) and not entry.fuzzy
    remembered = None if done else memory.texts.get(entry.msgid)
    if exact or remembered:
        entry.msgstr = exact or remembered or ""
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = None
    elif origin is not None and not entry.msgstr:
        entry.msgstr = origin.msgstr
        entry.tcomment = origin.tcomment
        entry.flags = ["fuzzy"]
        entry.previous_msgid = translated_english(origin) or origin.msgid
    if entry.msgstr:
        memory.used.add(translated_english(entry))


def _count(
    counts: Counts, entry: polib.POEntry, known: polib.POEntry | None, origin: polib.POEntry | None
) -> None:
    counts.new += known is None
    counts.changed += entry.fuzzy and origin is not None
    counts.moved += entry.translated() and (known is None or not known.translated())


def with_header(code: str, old: polib.POFile, template: polib.POFile) -> polib.POFile:
    """Return an empty catalog with the header of an old one, without dates and placeholders."""
    project = template.metadata.get("Project-Id-Version", "").strip() or "the documentation"
    po = polib.POFile(wrapwidth=0)
    po.header = old.header.strip()
    if not po.header or "FIRST AUTHOR" in po.header:
        po.header = f"{project}: translation into {code}."
    fixed = {
        "Project-Id-Version": project,
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": BabelCatalog(locale=code).plural_forms,
    }
    kept = {
        key: value
        for key, value in old.metadata.items()
        if value and key not in _OURS and not any(word in value for word in _PLACEHOLDERS)
    }
    po.metadata = {**kept, **fixed}
    return po


def _left_over(code: str, memory: _Memory, templates: Mapping[str, polib.POFile]) -> polib.POFile:
    first = next(iter(templates.values()), polib.POFile())
    po = with_header(code, polib.POFile(), first)
    po.header += "\nTranslations whose English is on no page now; the refresh takes them up again."
    for msgid in sorted(memory.texts.keys() - memory.used):
        po.append(polib.POEntry(msgid=msgid, msgstr=memory.texts[msgid]))
    return po
