"""Writes inline text piece by piece, and turns the HTML in it into Markdown."""

from __future__ import annotations

import re

from page_writing.html_tags import CODE, KNOWN, MARKS, ROLES, Tag, comment_end, tag_at
from page_writing.inline_pieces import BREAK, Context, Link, emphasis, literal, parts_of

NESTED = 20  # tags in tags; deeper ones are not looked for
AUTOLINK = re.compile(
    r"<(?:https?://|mailto:)[^\s<>]*>|<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>", re.IGNORECASE
)
MEDIA = {"img", "embed", "iframe", "video", "source"}
PAIRED = {*MARKS, *ROLES, *CODE, "a", "q"}
APART = {"p", "div", "li", "td", "tr"}  # what these have around them is no part of the same word


class HtmlWriter:
    """``out`` has the pieces written so far, ``open`` the tags that are not closed yet."""

    def __init__(self, text: str, context: Context) -> None:
        """Begin at the start of a text."""
        self.text, self.context = text, context
        self.out: list[str] = []
        self.open: list[tuple[Tag, int]] = []
        self.unclosed: set[str] = set()

    def put(self, text: str, end: int) -> int:
        """Write a piece; the place to go on at."""
        self.out.append(text)
        return end

    def angle(self, at: int) -> int:
        """What begins with ``<``: an address, a comment, a tag, or only that."""
        found = AUTOLINK.match(self.text, at)
        if found and parts_of(found[0][1:-1]):
            return self.put(found[0], found.end())
        end = comment_end(self.text, at, self.unclosed)
        if end >= 0:
            return self.put("", end)
        kind = self.text[at : at + 3]
        tag = tag_at(self.text, at)
        if tag is None or tag.name not in KNOWN:
            acts = self.text[at + 1 : at + 2].isalpha() or kind[1:2] in ("/", "!", "?")
            return self.put("\\<" if acts else "<", at + 1)
        return self._tag(tag)

    def _tag(self, tag: Tag) -> int:
        if tag.name == "br":
            return self.put(BREAK, tag.end)
        if tag.name in MEDIA:
            return self._media(tag)
        if tag.closes:
            return self._close(tag)
        if tag.name in PAIRED:
            self.open.append((tag, len(self.out)))
            return self.put("", tag.end)
        return self.put(" " if tag.name in APART else "", tag.end)

    def _media(self, tag: Tag) -> int:
        url = tag.attributes.get("src", "")
        if not url or tag.closes:
            return self.put("", tag.end)
        text = tag.attributes.get("alt", "").replace("[", "(").replace("]", ")")
        link = Link(text, url, tag.attributes.get("title", ""), image=True)
        return self.put(link.written(self.context), tag.end)

    def _close(self, tag: Tag) -> int:
        deep = range(len(self.open) - 1, max(-1, len(self.open) - 1 - NESTED), -1)
        found = next((i for i in deep if self.open[i][0].name == tag.name), None)
        if found is None:
            return self.put("", tag.end)
        opened, place = self.open[found]
        del self.open[found:]
        inner = "".join(self.out[place + 1 :])
        del self.out[place + 1 :]
        before = next((piece[-1] for piece in reversed(self.out) if piece), "")
        after = self.text[tag.end : tag.end + 1]
        return self.put(self._element(opened, inner, before, after), tag.end)

    def _element(self, tag: Tag, inner: str, before: str, after: str) -> str:
        if not inner.strip():
            return inner
        if tag.name == "a":
            url = tag.attributes.get("href", "")
            link = Link(inner, url, tag.attributes.get("title", ""))
            return link.written(self.context) if url else inner
        if tag.name in CODE or tag.name in ROLES:
            return literal(inner, tag)
        if tag.name == "q":
            return f"“{inner}”"
        return emphasis(inner, MARKS[tag.name], before, after)
