"""Addresses of before that lead to where their content is now: `[[moved]]` in editorial.toml.

An address is a page below docs/ without its ending (`topics/fine-tuning`), or a question on one
(`topics/fine-tuning#q-what-is-lora`). conf/moved makes of them what browsers and hosts follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editorial import Decision, Editorial
from page_writing.myst_pages import BANNER
from page_writing.page_reader import page_ids
from qa_model import Problem

TABLE = "moved"


@dataclass(frozen=True, slots=True)
class Site:
    """The pages that there will be: topics by slug with the ids on them, and others on the disk.

    ``folder`` is that of the topics, ``shown`` its name in messages.
    """

    topics: Mapping[str, Collection[str]]
    folder: Path
    shown: str

    def has(self, address: str) -> bool:
        """Whether there is such a page, and the question on it if the address names one."""
        page, _, name = address.partition("#")
        if page.startswith(f"{self.folder.name}/"):
            slug = page.partition("/")[2]
            there = slug == "index" or slug in self.topics
            return there and (not name or name in self.topics.get(slug, ()))
        return not name and (self.folder.parent / f"{page}.md").is_file()


def moved_from(editorial: Editorial) -> dict[str, Decision]:
    """The addresses of before, each with the entry that leads from it."""
    return {address: entry for entry in editorial.of(TABLE) for address in entry.texts("from")}


def moved_ids(editorial: Editorial) -> set[str]:
    """The ids of questions that lead elsewhere now."""
    return {address.partition("#")[2] for address in moved_from(editorial)} - {""}


def _wrong(editorial: Editorial, site: Site) -> list[Problem]:
    """What is wrong with the entries: twice, of a page that is there, to nowhere, in a circle."""
    known = moved_from(editorial)
    return [p for entry in editorial.of(TABLE) for p in _problems(editorial, entry, known, site)]


def _problems(
    editorial: Editorial, entry: Decision, known: Mapping[str, Decision], site: Site
) -> Iterator[Problem]:
    for address in entry.texts("from"):
        if known[address] is not entry:
            todo = f"leave it in one entry, as on line {known[address].line}"
            yield editorial.problem(entry, f'"{address}" is moved twice', todo)
        if site.has(address):
            what = f'"{address}" is still there, so nothing leads away from it'
            yield editorial.problem(entry, what, "take it out of the entry")
    seen, to = {*entry.texts("from")}, entry.text("to")
    while to in known and to not in seen:
        seen.add(to)
        to = known[to].text("to")
    if "#" in to and any("#" not in address for address in entry.texts("from")):
        todo = "name a page; for a question, name its old address with #q-"
        yield editorial.problem(entry, f'a page cannot lead to the question "{to}"', todo)
    elif to in seen:
        yield editorial.problem(entry, f'"{to}" leads to itself', "name a page that is there")
    elif not site.has(to):
        todo = (
            f'write a page as "{site.folder.name}/…", or a question as "{site.folder.name}/…#q-…"'
        )
        yield editorial.problem(entry, f'there is no "{to}"', todo)


def wrong_moves(
    editorial: Editorial, site: Site, gone: Collection[str], was: Mapping[str, str]
) -> list[Problem]:
    """What is wrong with the entries, and what goes and is led away from by none of them.

    Args:
        editorial: The decisions.
        site: The pages that there will be.
        gone: The names of the files that go.
        was: The ids that pages have now, each with the name of its file.
    """
    left = [*_left(editorial, site, was)]
    return _lost(editorial, site, gone) + left + _wrong(editorial, site)


def _left(editorial: Editorial, site: Site, was: Mapping[str, str]) -> Iterator[Problem]:
    """Questions that go to another page: links to them on the old one would break."""
    known, topics = moved_from(editorial), site.folder.name
    stay = {file: site.topics.get(file.removesuffix(".md"), ()) for file in {*was.values()}}
    left = {name: file for name, file in was.items() if name not in stay[file]}
    now = {name: slug for slug, names in site.topics.items() for name in names} if left else {}
    for name, file in left.items():
        slug, address = now.get(name), f"{topics}/{file.removesuffix('.md')}#{name}"
        if slug is None or _arrives(address, known, site):
            continue
        text = (site.folder / file).read_text(encoding="utf-8", errors="replace")
        todo = f'from = ["{address}"] to = "{topics}/{slug}#{name}"'
        yield Problem(
            f"{site.shown}/{file}",
            next((line for line, each in page_ids(text) if each == name), 1),
            f"links to {name} on this page would break, since it goes to {topics}/{slug}",
            f"say in {editorial.path} where it is now: [[moved]] {todo}",
        )


def _arrives(address: str, known: Mapping[str, Decision], site: Site) -> bool:
    """Whether an address leads to something that is there, by itself or by the entries."""
    seen = set[str]()
    while address not in seen and not site.has(address):
        seen.add(address)
        page, mark, name = address.partition("#")
        if address in known:
            address = known[address].text("to")
        elif page in known:
            address = known[page].text("to") + mark + name
    return site.has(address)


def _lost(editorial: Editorial, site: Site, gone: Collection[str]) -> list[Problem]:
    """Pages to which links would break."""
    known = moved_from(editorial)
    pages = {name: f"{site.folder.name}/{name.removesuffix('.md')}" for name in gone}
    return [
        Problem(
            f"{site.shown}/{name}",
            1,
            f"the page {page} would be lost",
            f'say in {editorial.path} where it is now: [[moved]] from = ["{page}"] to = "…"',
        )
        for name, page in pages.items()
        if page not in known
    ]


def ours(pages: Mapping[str, str], kept: Collection[str]) -> list[str]:
    """The names of pages that the splitter wrote and that are not among some."""
    return [n for n, text in pages.items() if text.startswith(BANNER) and n not in kept]
