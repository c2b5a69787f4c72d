"""Reads the questions of a page from its doctree, with the msgid of each of their texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from page_collector import PackedCollector
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from topics import paragraphs_of, question_id, sections_of

PLAIN_WORDS = "plain-words"


@dataclass(frozen=True)
class Message:
    """A text of the page as it stands there, and the markup that its translations go by."""

    source: str
    text: str


@dataclass(frozen=True)
class Question:
    """The messages of a question; `keywords` are the source's index entries, `own` the page's."""

    id: str
    topic: Message
    title: Message
    wordings: tuple[Message, ...]
    paragraphs: tuple[Message, ...]
    keywords: tuple[str, ...]
    own_keywords: tuple[str, ...]


class SplitKeywords(SphinxTransform):
    """Lets a translator give several keywords for one: `a; b` becomes two index entries.

    Sphinx would read the semicolon as a subentry, which a keyword without one never is.
    """

    # After Locale (20), which translates entries; before DoctreeReadEvent (880) collects them.
    default_priority = 25

    def apply(self, **kwargs: object) -> None:
        """Split the translated entries of this document."""
        for node in self.document.findall(addnodes.index):
            raw_entries: list[tuple[str, ...]] = node.get("raw_entries", [])
            pairs = zip(raw_entries, node["entries"], strict=False)
            if found := [one for raw, entry in pairs for one in _split(raw, entry)]:
                node["entries"] = found


def _split(raw: tuple[str, ...], entry: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    kind, value, *rest = entry
    if kind != "single" or ";" in raw[1]:
        yield entry
        return
    for part in value.split(";"):
        if part.strip():
            yield (kind, part.strip(), *rest)


class QuestionCollector(PackedCollector[list[Question]]):
    """Keeps the questions of each page, so that builds can be incremental."""

    name = "search_questions"

    def read(self, doctree: nodes.document) -> list[Question] | None:
        """Return the questions of a page that has any."""
        return list(questions_of(doctree)) or None


def questions_of(doctree: nodes.document) -> Iterator[Question]:
    """Yield the questions of a doctree, translated or not, in their order."""
    topic = doctree.next_node(nodes.title)
    for section in sections_of(doctree):
        name, title = question_id(section), section.next_node(nodes.title)
        if name and title and topic:
            yield _question(name, _message(topic), _message(title), section)


def _question(name: str, topic: Message, title: Message, section: nodes.section) -> Question:
    texts = paragraphs_of(section)
    wordings = [node for node in texts if _is_wording(node)]
    entries = list(section.findall(addnodes.index))
    return Question(
        id=name,
        topic=topic,
        title=title,
        wordings=tuple(_message(node) for node in wordings),
        paragraphs=tuple(_message(node) for node in texts if node not in wordings),
        keywords=tuple(e[1] for node in entries for e in node.get("raw_entries", node["entries"])),
        own_keywords=tuple(e[1] for node in entries for e in node["entries"]),
    )


def _message(node: nodes.Element) -> Message:
    return Message(node.rawsource or node.astext(), " ".join(node.astext().split()))


def _is_wording(node: nodes.Element) -> bool:
    """Return whether this is the question's own wording that opens the answer in plain words."""
    parent = node.parent
    plain = isinstance(parent, nodes.admonition) and PLAIN_WORDS in parent["classes"]
    children = [child for child in node.children if child.astext()]  # MyST adds empty texts
    return plain and len(children) == 1 and isinstance(children[0], nodes.strong)
