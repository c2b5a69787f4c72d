"""HTML as it stands in notes: its tags, found in one pass, with their attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)
    (?P<attributes>(?:\s+[A-Za-z_:@][\w.:@-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)
    \s*/?>""",
    re.VERBOSE,
)
ATTRIBUTE = re.compile(r"""([A-Za-z_:@][\w.:@-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
OPENS = re.compile(r"<!--|<\?|<!\[CDATA\[|<!(?=[A-Za-z])")
ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "var": "*", "dfn": "*"}
CODE = {"code", "kbd", "tt", "samp"}
ROLES = {"sub": "sub", "sup": "sup"}
# Tags that mean nothing here: their content stands for itself.
PLAIN = set(
    "a abbr acronym article aside bdi bdo big center del details div figure figcaption font footer "
    "header ins label main mark nav p picture s section small span strike summary time u wbr "
    "caption colgroup col tbody thead tfoot ul ol dl html body head title source nobr".split()
)
BLOCKS = set(
    "address article aside blockquote body center dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul caption".split()
)
KNOWN = (
    PLAIN | BLOCKS | CODE | set(MARKS) | set(ROLES) | {"br", "img", "video", "iframe", "embed", "q"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: where it stands in the text, its name in lower case, its attributes."""

    start: int
    end: int
    name: str
    closes: bool
    attributes: dict[str, str] = field(default_factory=dict)


def comment_end(text: str, at: int, unclosed: set[str]) -> int:
    """Where a comment (or declaration, or instruction) ends that begins at a place; else -1.

    ``unclosed`` are the beginnings that nothing ends further on; they are not looked for again.
    """
    opens = OPENS.match(text, at)
    if opens is None or opens[0] in unclosed:
        return -1
    end = text.find(ENDS[opens[0]], opens.end())
    if end < 0:
        unclosed.add(opens[0])
        return -1
    return end + len(ENDS[opens[0]])


def without_comments(text: str) -> str:
    """A text without its comments."""
    if "<!" not in text and "<?" not in text:
        return text
    kept: list[str] = []
    unclosed: set[str] = set()
    done = 0
    for found in OPENS.finditer(text):
        end = comment_end(text, found.start(), unclosed) if found.start() >= done else -1
        if end >= 0:
            kept.append(text[done : found.start()])
            done = end
    return "".join([*kept, text[done:]])


def tag_at(text: str, at: int) -> Tag | None:
    """The tag that begins at a place of a text; None if none does."""
    found = TAG.match(text, at)
    return _tag(found) if found else None


def tags(text: str) -> Iterator[Tag]:
    """The tags of a text in order."""
    return map(_tag, TAG.finditer(text))


def _tag(found: re.Match[str]) -> Tag:
    pairs = ATTRIBUTE.findall(found["attributes"])
    attributes = {name.lower(): html.unescape(value.strip("\"'")) for name, value in pairs}
    return Tag(found.start(), found.end(), found["name"].lower(), bool(found["close"]), attributes)
