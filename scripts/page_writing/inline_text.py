"""Text inside a paragraph: from Markdown and HTML of strangers to MyST that acts on nothing.

One pass over the characters that mean something. Code spans, escapes and ordinary links stay as
they are; HTML becomes Markdown; links find their new places; what MyST would act on is escaped.
"""

from __future__ import annotations

import html
import re

from page_writing.inline_html import HtmlWriter
from page_writing.inline_pieces import (
    BREAK,
    RUN,
    Context,
    Link,
    code_ends,
    host,
    is_formula,
    is_surely_formula,
    label_of,
    safe_address,
)

SPECIAL = re.compile(r"[\\`<\[\]{$]")
# Nothing in it needs a change: no mark but code between single backticks, and links to the web.
AS_IT_STANDS = re.compile(
    r"(?>(?:[^\\`<\[\]{$]+|(?<!`)`[^`\x00]+`(?!`)"
    r"|(?<!!)\[(?!\^)[^\[\]<>{$\\`|\n]*\]\(https?://[A-Za-z0-9_./#?=&~+:,@!'-]+\))*)\Z"
)
MARK = re.compile(r"\*\*?(?=[^\s*])|(?<=[^\s*])\*\*?")  # where emphasis may begin or end
ROLE = re.compile(r"\{(?=[\w:.+-]+\}(?:`|$))")  # its code span may be the next piece
FOOTNOTE = re.compile(r"\^([^\]\s\[]+)\]")
DESTINATION = re.compile(
    r"""\(\s*(?:<(?P<pointed>(?>[^<>\\]|\\.)*)>
    |(?P<url>(?>[^ ()<\\]|\\.|\((?>[^ ()\\]|\\.|\([^ ()]*\))*\))*))
    (?:[ ]+(?P<title>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\([^()]*\)))?\s*\)""",
    re.VERBOSE,
)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
LABEL_PIECES = 20  # a label with more marks in it is none; CommonMark allows 999 characters
MATH = re.compile(r"\$(?!\$)((?:\\.|[^$\\])+?)\$(?!\$)")
DISPLAY = re.compile(r"\$\$((?:\\.|[^$\\]|\$(?!\$))+?)\$\$")
BRACKETED = re.compile(r"\\\(((?:\\[^()]|[^\\])+?)\\\)|\\\[((?:\\[^\[\]]|[^\\])+?)\\\]")
OUTSIDE = re.compile(r"`|(?<!\\)\$|\A\s*\Z")  # nothing that a formula may have
CODE_SPAN = re.compile(r"((?<!`)`(?:[^`]+)`(?!`)|``.*?``)")
CLOSED_IN_WORD = re.compile(r"\*\*(?<=[^\s*]\*\*)(?=[A-Za-z가-힣])")
BOLD_IN_WORD = re.compile(r"\*\*(?=\S)([^*]+?)(?<=[^\W\d_])\*\*([A-Za-z]+)")
# A closing ** between punctuation and a letter closes nothing; Korean particles stand so.
BOLD_BEFORE_PARTICLE = re.compile(r"\*\*(?=[^\s*])([^*]*[^\w\s*])\*\*([가-힣]+)")
PLAIN = Context()


def inline(text: str, context: Context = PLAIN) -> str:
    """Text of a seed as MyST text on one line; breaks in it become spaces."""
    rows = lines_of(text, context)
    return rows[0] if len(rows) == 1 else " ".join(filter(None, rows))


def lines_of(text: str, context: Context = PLAIN) -> list[str]:
    """Text of a seed as MyST text, cut where it has a line break outside emphasis and links."""
    joined = _joined(text.split("\n")) if "\n" in text else text.strip()
    written = joined if AS_IT_STANDS.match(joined) else Writer(joined, context).write()
    if "**" in written:
        written = _mend_bold(written)
    return _cut(written)


def _joined(rows: list[str]) -> str:
    """Rows as one, with a mark where a line break is meant."""
    for at, row in enumerate(rows[:-1]):
        hard = row.endswith("  ") or (row.endswith("\\") and not _in_code(rows[: at + 1]))
        bare = row.strip()
        rows[at] = bare.removesuffix("\\") + BREAK if hard else bare
    return " ".join(row for row in (*rows[:-1], rows[-1].strip()) if row)


def _in_code(rows: list[str]) -> bool:
    """Whether code goes on behind some rows."""
    return sum(row.count("`") for row in rows) % 2 == 1


def _cut(text: str) -> list[str]:
    """Cut at the breaks where nothing is open: emphasis cannot go on in the next paragraph."""
    if BREAK not in text:
        return [text.strip()]
    rows = [""]
    for piece in text.split(BREAK):
        is_open = len(MARK.findall(rows[-1])) % 2 or rows[-1].count("[") != rows[-1].count("]")
        if is_open:
            rows[-1] += f" {piece.strip()}"
        else:
            rows.append(piece)
    return [row.strip() for row in rows if row.strip()]


def _mend_bold(text: str) -> str:
    if not CLOSED_IN_WORD.search(text):
        return text
    pieces = CODE_SPAN.split(text)
    for at in range(0, len(pieces), 2):
        mended = BOLD_IN_WORD.sub(r"**\1\2**", pieces[at])
        pieces[at] = BOLD_BEFORE_PARTICLE.sub(r"**\1\2**", mended)
    return "".join(pieces)


class Writer(HtmlWriter):
    """Writes one text; ``brackets`` are those not closed yet, with whether a picture's."""

    def __init__(self, text: str, context: Context) -> None:
        """Begin at the start of a text."""
        super().__init__(text, context)
        self.brackets: list[tuple[int, bool]] = []
        self.ends = code_ends(text) if "`" in text else {}
        self.lonely = text.count("$") == 1 and "\\(" not in text and "\\[" not in text

    def write(self) -> str:
        """The whole text."""
        at = 0
        handlers = {
            "\\": self._escape, "`": self._code, "<": self.angle, "[": self._bracket,
            "]": self._close_bracket, "{": self._brace, "$": self._dollar,
        }  # fmt: skip
        while found := SPECIAL.search(self.text, at):
            start = found.start()
            if start > at:
                self.out.append(self.text[at:start])
            at = handlers[found[0]](start)
        self.out.append(self.text[at:])
        return "".join(self.out)

    def _escape(self, at: int) -> int:
        found = BRACKETED.match(self.text, at)
        body = found[1] or found[2] if found else ""
        if found and is_surely_formula(body) and not OUTSIDE.search(body):
            return self._formula(body, found.end())
        return self.put(self.text[at : at + 2], at + 2)

    def _formula(self, body: str, end: int) -> int:
        """Write a formula on one line, as MyST reads it."""
        return self.put(f"${' '.join(body.replace(BREAK, ' ').split())}$", end)

    def _code(self, at: int) -> int:
        end = self.ends.get(at)
        if end is None:
            run = RUN.match(self.text, at)
            return self.put(run[0] if run else "`", run.end() if run else at + 1)
        return self.put(self.text[at:end].replace(BREAK, " "), end)

    def _brace(self, at: int) -> int:
        return self.put("\\{" if ROLE.match(self.text, at) else "{", at + 1)

    def _dollar(self, at: int) -> int:
        code = self.ends.get(at + 1)  # $`x`$, as GitHub has it, too
        if code and self.text[code : code + 1] == "$":
            body = self.text[at + 1 : code].strip("` ")
            if body and not OUTSIDE.search(body) and not body.endswith("\\"):
                return self._formula(body, code + 1)
        double = DISPLAY.match(self.text, at)
        found = double or MATH.match(self.text, at)
        if found and not OUTSIDE.search(found[1]):
            body, end = found[1].strip() if double else found[1], found.end()
            if is_formula(body, self.text[end : end + 1]):
                return self._formula(body, end)
        return self.put("$" if self.lonely else "\\$", at + 1)

    def _bracket(self, at: int) -> int:
        note = FOOTNOTE.match(self.text, at + 1)
        if note:
            return self._footnote(at, note)
        image = bool(self.out) and self.out[-1].endswith("!") and self.out[-1][-2:] != "\\!"
        image = image and self.text[at - 1 : at] == "!"
        self.brackets.append((len(self.out), image))
        return self.put("[", at + 1)

    def _footnote(self, at: int, note: re.Match[str]) -> int:
        link = DESTINATION.match(self.text, note.end())
        url = (link["pointed"] or link["url"] or "") if link else ""
        if link and safe_address(url) and not self.brackets:
            return self.put(f" ([{host(url)}]({url}))", link.end())
        label = self.context.footnotes.get(note[1])
        if label and not link:
            return self.put(f"[^{label}]", note.end())
        return self.put("\\[", at + 1)

    def _close_bracket(self, at: int) -> int:
        if not self.brackets:
            return self.put("]", at + 1)
        place, image = self.brackets.pop()
        found = DESTINATION.match(self.text, at + 1)
        if found is None:
            return self._reference(place, at, image=image)
        url = found["pointed"] if found["pointed"] is not None else found["url"]
        url = html.unescape(ESCAPED.sub(r"\1", url)) if "\\" in url or "&" in url else url
        text = "".join(self.out[place + 1 :])
        if not image and "](" not in text and self.context.link(url) == url:
            return self.put(f"]{found[0]}", found.end())
        title = (found["title"] or "  ")[1:-1].strip()
        return self._link(place, Link(text, url, title, image), found.end())

    def _reference(self, place: int, at: int, *, image: bool) -> int:
        """A reference link, where its label is known; else the brackets are only brackets."""
        behind = LABEL.match(self.text, at + 1)
        if not self.context.references or len(self.out) - place > LABEL_PIECES:
            return self._bare(at)
        text = "".join(self.out[place + 1 :])
        label = label_of(behind[1] if behind and behind[1].strip() else text)
        known = self.context.references.get(label)
        if known is None:
            return self._bare(at)
        return self._link(place, Link(text, *known, image), behind.end() if behind else at + 1)

    def _bare(self, at: int) -> int:
        """A bracket that closes no link here, nor in the eyes of any other parser."""
        return self.put("\\]" if self.text[at + 1 : at + 2] == "(" else "]", at + 1)

    def _link(self, place: int, link: Link, end: int) -> int:
        if link.image:
            self.out[place - 1] = self.out[place - 1].removesuffix("!")
        del self.out[place:]
        while self.brackets and self.brackets[-1][0] >= place:
            self.brackets.pop()
        return self.put(link.written(self.context), end)
