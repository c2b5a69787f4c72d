"""Text inside a paragraph: from Markdown and HTML of strangers to MyST that acts on nothing.

One pass over the characters that mean something. Code spans, escapes and ordinary links stay as
they are; HTML becomes Markdown; links find their new places; what MyST would act on is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from html_tags import CODE, COMMENT, KNOWN, MARKS, ROLES, Tag, tag_at

SPECIAL = re.compile(r"[\\`<\[\]{$]")
RUN = re.compile(r"`+")
AUTOLINK = re.compile(
    r"<(?:https?://|mailto:)[^\s<>]*>|<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>", re.IGNORECASE
)
ROLE = re.compile(r"\{(?=[\w:.+-]+\}(?:`|$))")  # its code span may be the next piece
FOOTNOTE = re.compile(r"\^([^\]\s\[]+)\]")
DESTINATION = re.compile(
    r"""\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<url>[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))
    (?:\s+(?P<title>"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)""",
    re.VERBOSE,
)
LABEL = re.compile(r"\[([^\[\]]*)\]")
MATH = re.compile(r"\$(?![\s$])((?:\\.|[^$\\])+?)(?<![\s\\])\$(?![\d$])")
DISPLAY = re.compile(r"\$\$((?:\\.|[^$\\]|\$(?!\$))+?)\$\$")
BOLD_IN_WORD = re.compile(r"\*\*(?=\S)([^*]+?)(?<=[^\W\d_])\*\*([A-Za-z]+)")
# A closing ** between punctuation and a letter closes nothing; Korean particles stand so.
BOLD_BEFORE_PARTICLE = re.compile(r"\*\*(?=[^\s*])([^*]*[^\w\s*])\*\*([가-힣]+)")
NESTED = 20  # tags in tags; deeper ones are not looked for
LABEL_PIECES = 20  # a label with more marks in it is none; CommonMark allows 999 characters
BREAK = "\x00"  # stands for a line break until the paragraph is cut there


def _no_link(_url: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What the text of a question refers to.

    ``link`` gives the address that a link of the seed has on the site, or None; ``image`` the same
    for pictures. ``references`` are the addresses of reference links by label, ``footnotes`` the
    label that each footnote has on the page.
    """

    link: Callable[[str], str | None] = field(default=lambda url: _safe(url))
    image: Callable[[str], str | None] = _no_link
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)


PLAIN = Context()


def _safe(url: str) -> str | None:
    return url if urlsplit(url).scheme.lower() in ("http", "https", "mailto") else None


def inline(text: str, context: Context = PLAIN) -> str:
    """Text of a seed as MyST text on one line; breaks in it become spaces."""
    return " ".join(row for row in lines_of(text, context) if row)


def lines_of(text: str, context: Context = PLAIN) -> list[str]:
    """Text of a seed as MyST text, cut where it has a line break outside emphasis and links."""
    rows = text.split("\n")
    for at, row in enumerate(rows[:-1]):
        hard = row.endswith(("  ", "\\"))
        rows[at] = row.strip().removesuffix("\\") + (BREAK if hard else "")
    joined = " ".join(row for row in (*rows[:-1], rows[-1].strip().removesuffix("\\")) if row)
    written = Writer(joined, context).write() if SPECIAL.search(joined) else joined
    if "**" in written:
        written = _mend_bold(written)
    return _cut(written)


def label_of(text: str) -> str:
    """A reference's label as CommonMark compares them."""
    return " ".join(text.split()).casefold()


def _cut(text: str) -> list[str]:
    """Cut at the breaks where nothing is open: emphasis cannot go on in the next paragraph."""
    if BREAK not in text:
        return [text]
    rows = [""]
    for piece in text.split(BREAK):
        is_open = rows[-1].count("**") % 2 or rows[-1].count("[") != rows[-1].count("]")
        if is_open:
            rows[-1] += f" {piece.strip()}"
        else:
            rows.append(piece)
    return [row.strip() for row in rows if row.strip()]


def _mend_bold(text: str) -> str:
    pieces = re.split(r"((?<!`)`(?:[^`]+)`(?!`)|``.*?``)", text)
    for at in range(0, len(pieces), 2):
        mended = BOLD_IN_WORD.sub(r"**\1\2**", pieces[at])
        pieces[at] = BOLD_BEFORE_PARTICLE.sub(r"**\1\2**", mended)
    return "".join(pieces)


class Writer:
    """Writes one text; ``out`` are its pieces, ``brackets`` and ``open`` what is not closed yet."""

    def __init__(self, text: str, context: Context) -> None:
        self.text, self.context = text, context
        self.out: list[str] = []
        self.brackets: list[tuple[int, bool]] = []
        self.open: list[tuple[Tag, int]] = []
        self.runs = _next_runs(text) if "`" in text else {}
        self.lonely = text.count("$") == 1
        self.unclosed: set[str] = set()

    def write(self) -> str:
        """The whole text."""
        at = 0
        handlers = {
            "\\": self._escape, "`": self._code, "<": self._angle, "[": self._bracket,
            "]": self._close_bracket, "{": self._brace, "$": self._dollar,
        }  # fmt: skip
        while found := SPECIAL.search(self.text, at):
            start = found.start()
            if start > at:
                self.out.append(self.text[at:start])
            at = handlers[found[0]](start)
        self.out.append(self.text[at:])
        return "".join(self.out)

    def _put(self, text: str, end: int) -> int:
        self.out.append(text)
        return end

    def _escape(self, at: int) -> int:
        return self._put(self.text[at : at + 2], at + 2)

    def _code(self, at: int) -> int:
        end = self.runs.get(at)
        if end is None:
            run = RUN.match(self.text, at)
            return self._put(self.text[at : run.end()], run.end()) if run else at + 1
        return self._put(self.text[at:end].replace(BREAK, " "), end)

    def _brace(self, at: int) -> int:
        return self._put("\\{" if ROLE.match(self.text, at) else "{", at + 1)

    def _dollar(self, at: int) -> int:
        found = DISPLAY.match(self.text, at) or MATH.match(self.text, at)
        if found and _is_formula(found[1]):
            return self._put(found[0].replace(BREAK, " "), found.end())
        return self._put("$" if self.lonely else "\\$", at + 1)

    def _bracket(self, at: int) -> int:
        note = FOOTNOTE.match(self.text, at + 1)
        if note:
            return self._footnote(at, note)
        image = bool(self.out) and self.out[-1].endswith("!") and self.text[at - 1 : at] == "!"
        self.brackets.append((len(self.out), image))
        return self._put("[", at + 1)

    def _footnote(self, at: int, note: re.Match[str]) -> int:
        link = DESTINATION.match(self.text, note.end())
        url = (link["pointed"] or link["url"] or "") if link else ""
        if link and _safe(url) and not self.brackets:
            return self._put(f" ([{_host(url)}]({url}))", link.end())
        label = self.context.footnotes.get(note[1])
        if label and not link:
            return self._put(f"[^{label}]", note.end())
        return self._put("\\[", at + 1)

    def _close_bracket(self, at: int) -> int:
        if not self.brackets:
            return self._put("]", at + 1)
        place, image = self.brackets.pop()
        found = DESTINATION.match(self.text, at + 1)
        if found:
            url = found["pointed"] if found["pointed"] is not None else found["url"]
            title = (found["title"] or "  ")[1:-1].strip()
            return self._link(place, image, url, title, found.end(), found[0])
        return self._reference(place, image, at)

    def _reference(self, place: int, image: bool, at: int) -> int:
        """A reference link, where its label is known; else the brackets are only brackets."""
        if not self.context.references:
            return self._put("]", at + 1)
        behind = LABEL.match(self.text, at + 1)
        if behind and behind[1].strip():
            label = label_of(behind[1])
        elif len(self.out) - place > LABEL_PIECES:
            return self._put("]", at + 1)
        else:
            label = label_of("".join(self.out[place + 1 :]))
        known = self.context.references.get(label)
        if known is None:
            return self._put("]", at + 1)
        return self._link(place, image, *known, behind.end() if behind else at + 1)

    def _link(
        self, place: int, image: bool, url: str, title: str, end: int, whole: str | None = None
    ) -> int:
        text = "".join(self.out[place + 1 :])
        target = self.context.image(url) if image else self.context.link(url)
        if not image and target == url and whole is not None and not self._nested(text):
            return self._put(f"]{whole}", end)
        if image:
            self.out[place - 1] = self.out[place - 1].removesuffix("!")
        del self.out[place:]
        self.out.append(self._linked(text, url, title, image, target))
        while self.brackets and self.brackets[-1][0] >= place:
            self.brackets.pop()
        return end

    def _nested(self, text: str) -> bool:
        return "](" in text

    def _linked(self, text: str, url: str, title: str, image: bool, target: str | None) -> str:
        """A link or picture; where its target is not to be had, its text and what it led to."""
        said = f' "{title.replace(chr(34), chr(39))}"' if title else ""
        if image and target:
            return f"![{text}]({_written(target)}{said})"
        if image:
            target, text = self.context.link(url), text or _file_name(url)
        if target and not (image and self.brackets):
            if self._nested(text):  # a picture that is a link: the picture's address goes with it
                inner = re.search(r"^(.*?)\[(.*)\]\(([^()\s]*)\)(.*)$", text)
                before, label, address, after = inner.groups() if inner else ("", text, "", "")
                if target == url or address:
                    return (
                        f"{before}[{label}]({address}) ([{_host(url)}]({_written(target)})){after}"
                    )
            return f"[{text or _host(url)}]({_written(target)}{said})"
        if url.startswith("#") or not url.strip():
            return text
        return f"{text} (`{url.replace('`', '')}`){' ' + title if title else ''}".strip()

    def _angle(self, at: int) -> int:
        if found := AUTOLINK.match(self.text, at):
            return self._put(found[0], found.end())
        kind = self.text[at : at + 3]
        if kind not in self.unclosed and (found := COMMENT.match(self.text, at)):
            return self._put("", found.end())
        if kind[1:2] in ("!", "?"):
            self.unclosed.add(kind)  # what ends none of them here ends none further on
        tag = tag_at(self.text, at)
        if tag is None or tag.name not in KNOWN:
            letter = self.text[at + 1 : at + 2]
            return self._put(
                "\\<" if letter.isalpha() or letter in ("/", "!", "?") else "<", at + 1
            )
        return self._tag(tag)

    def _tag(self, tag: Tag) -> int:
        if tag.name == "br":
            return self._put(BREAK, tag.end)
        if tag.name in ("img", "embed", "iframe", "video", "source"):
            return self._media(tag)
        if tag.closes:
            return self._close(tag)
        if tag.name in MARKS or tag.name in ROLES or tag.name in CODE or tag.name in ("a", "q"):
            self.open.append((tag, len(self.out)))
            return self._put("", tag.end)
        return self._put(" " if tag.name in ("p", "div", "li", "td", "tr") else "", tag.end)

    def _media(self, tag: Tag) -> int:
        url = tag.attributes.get("src", "")
        text = tag.attributes.get("alt", "").replace("[", "(").replace("]", ")")
        if not url or tag.closes:
            return self._put("", tag.end)
        target = self.context.image(url) if tag.name == "img" else None
        title = tag.attributes.get("title", "")
        inside = any(opened.name == "a" for opened, _ in self.open)
        if inside and not target:
            return self._put(text or _file_name(url), tag.end)
        return self._put(self._linked(text, url, title, True, target), tag.end)

    def _close(self, tag: Tag) -> int:
        deep = range(len(self.open) - 1, max(-1, len(self.open) - 1 - NESTED), -1)
        found = next((i for i in deep if self.open[i][0].name == tag.name), None)
        if found is None:
            return self._put("", tag.end)
        opened, place = self.open[found]
        del self.open[found:]
        inner = "".join(self.out[place + 1 :])
        del self.out[place + 1 :]
        before = next((piece[-1] for piece in reversed(self.out) if piece), "")
        after = self.text[tag.end : tag.end + 1]
        self.out.append(self._element(opened, inner, before, after))
        return tag.end

    def _element(self, tag: Tag, inner: str, before: str, after: str) -> str:
        text = inner.strip()
        if not text:
            return inner
        if tag.name == "a":
            url = tag.attributes.get("href", "")
            title = tag.attributes.get("title", "")
            target = self.context.link(url) if url else None
            return self._linked(inner, url, title, False, target) if url else inner
        if tag.name in CODE or tag.name in ROLES:
            return _literal(inner, tag)
        if tag.name == "q":
            return f"“{inner}”"
        return _emphasis(inner, MARKS[tag.name], before, after)


def _literal(inner: str, tag: Tag) -> str:
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", inner.replace(BREAK, " ")).strip()
    if tag.name in ROLES:
        return (
            f"{{{ROLES[tag.name]}}}`{text.replace('`', '')}`" if re.search(r"\w", text) else inner
        )
    if text.startswith("`") and text.endswith("`"):
        return text
    fence = "`" * (max((len(run) for run in RUN.findall(text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _emphasis(inner: str, mark: str, before: str, after: str) -> str:
    """Emphasis, where CommonMark would see it as such; else the bare text."""
    text = inner.strip().replace(BREAK, " ")
    head = inner[: len(inner) - len(inner.lstrip())]
    tail = inner[len(inner.rstrip()) :]
    before, after = head[-1:] or before, tail[:1] or after
    opens = text[0].isalnum() or not before.isalnum()
    closes = text[-1].isalnum() or not after.isalnum()
    if not opens or not closes or "*" in text or before == "*" or after == "*":
        return inner
    return f"{head}{mark}{text}{mark}{tail}"


def _next_runs(text: str) -> dict[int, int]:
    """For each run of backticks that opens a code span, by its place, where the span ends."""
    runs = [(found.start(), found.end()) for found in RUN.finditer(text)]
    nearest: dict[int, int] = {}
    ends: dict[int, int] = {}
    for start, end in reversed(runs):
        length = end - start
        if length in nearest:
            ends[start] = nearest[length]
        nearest[length] = end
    return ends


def _is_formula(body: str) -> bool:
    """Whether text between dollars is a formula, not two prices."""
    return bool(re.search(r"[\\^_={}+<>]|^[A-Za-z](?:[A-Za-z0-9']{0,2})$|^[\d.]+$|[a-z]\(", body))


def _written(url: str) -> str:
    return quote(url, safe="/:?#[]@!$&'*+,;=%~.-_") if re.search(r"[\s()<>]", url) else url


def _file_name(url: str) -> str:
    name = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]
    return name or "image"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
