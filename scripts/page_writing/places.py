"""Where things of a seed have gone: links into the document, pictures beside it."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from qa_model import Line, Topic
from seed_reading.contents import slug
from seed_reading.line_marks import Mark

from page_writing.inline_pieces import SCHEMES, Context, parts_of

ANCHOR = re.compile(r"""<[A-Za-z][^<>]*?\b(?:name|id)\s*=\s*["']?([^"'\s<>]+)""")
CUSTOM = re.compile(r"\{#([\w.:-]+)\}")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def anchors(lines: Sequence[Line], marks: Sequence[Mark]) -> dict[str, int]:
    """The places in a document that a link can lead to: the line of each anchor.

    Headings have the anchors that GitHub gives them, a second one of the same text with "-1".
    """
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    for mark in marks:
        if mark.shape.head[:1] == "h":
            raw = " ".join(line.text for line in lines[mark.first : mark.last + 1])
            name = slug(re.sub(r"^[\s>*+-]*(?:\d+[.)]\s+)?#+\s*|\s#+\s*$", "", raw))
            counts[name] = counts.get(name, -1) + 1
            found.setdefault(
                f"{name}-{counts[name]}" if counts[name] else name, lines[mark.first].number
            )
    for line in lines:
        if "=" in line.text and "<" in line.text:
            for name in ANCHOR.findall(line.text):
                found[name.lower()] = line.number
        elif "{#" in line.text:
            found |= {name.lower(): line.number for name in CUSTOM.findall(line.text)}
    return found


@dataclass(frozen=True, slots=True)
class Links:
    """What the links of one seed can lead to.

    ``anchors`` are its places, each with its line; ``references`` the addresses of its reference
    links by label; ``owners`` the lines at which a question or a page begins, with the address of
    each; ``base`` where its relative links start.
    """

    anchors: Mapping[str, int] = field(default_factory=dict)
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    owners: Sequence[tuple[int, str]] = ()
    base: str = ""


class Places:
    """Answers where a link or a picture of one seed leads on the site."""

    def __init__(self, links: Links, folder: Path | None = None, out: Path | None = None) -> None:
        """Keep what is known.

        Args:
            links: What links can lead to.
            folder: Where the seeds lie, with pictures beside them.
            out: Where the pages lie.
        """
        loose = {_loose(anchor): line for anchor, line in links.anchors.items()}
        self.known = loose | dict(links.anchors)
        self.links, self.folder, self.out = links, folder, out
        self.context = Context(self.link, self.image, links.references)

    def link(self, url: str) -> str | None:
        """The address of a link on the site; None for one that leads nowhere there."""
        if url.startswith("#"):
            return self._inside(unquote(url[1:]).lower())
        parts = parts_of(url)
        if parts is None:
            return None
        if parts.scheme:
            return url if parts.scheme.lower() in SCHEMES else None
        if url.startswith("//"):
            return f"https:{url}"
        return urljoin(self.links.base, url) if self.links.base and url.strip() else None

    def image(self, url: str) -> str | None:
        """The path of a picture that lies beside the seeds; None for any other."""
        if self.folder is None or self.out is None or ":" in url or url.startswith(("/", "\\")):
            return None
        try:
            path = (self.folder / unquote(urlsplit(url).path)).resolve()
            inside = path.is_relative_to(self.folder.resolve())
            if not inside or path.suffix.lower() not in PICTURES or not path.is_file():
                return None
        except (OSError, ValueError):
            return None
        return Path(os.path.relpath(path, self.out.resolve())).as_posix()

    def _inside(self, anchor: str) -> str | None:
        line = self.known.get(anchor, self.known.get(_loose(anchor)))
        if line is None:
            return None
        at = bisect_right(self.links.owners, (line, "\uffff")) - 1
        return self.links.owners[at][1] if at >= 0 else None


def _loose(anchor: str) -> str:
    return re.sub(r"[\W_]+", "", anchor)


def owners(topics: Iterable[Topic], seeds: Container[str]) -> dict[str, list[tuple[int, str]]]:
    """The lines of some seeds at which a question or a page begins, with the address of each."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for seed, line, address in _beginnings(topics):
        if seed in seeds:
            found[seed].append((line, address))
    return {name: sorted(lines) for name, lines in found.items()}


def _beginnings(topics: Iterable[Topic]) -> Iterator[tuple[str, int, str]]:
    for topic in topics:
        for passage in topic.passages:
            yield passage.seed, passage.line, f"{topic.slug}.md"
        for question in topic.questions:
            for edition in filter(None, (question.plain, question.in_depth)):
                yield edition.entry.seed, edition.entry.line, f"#{question.id}"
