"""Lines that lead to the text and are none of it: contents lists, links back, front matter.

They are recognised by what they are made of (a run of links to places in the document, a row of
links that comes again and again), not by their words; only the heading of a contents list is known
by its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

CONTENTS = re.compile(
    r"(?:the\s+)?(?:table\s+of\s+contents?|contents?(?:\s+list)?|list\s+of\s+(?:questions|contents)"
    r"|toc|목차|차례|질문\s*목록|문제\s*목록)$",
    re.IGNORECASE,
)
HINT = re.compile(r"cont|toc|list|목|차례", re.IGNORECASE)  # in every one of these names
LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((#?)((?:[^()]|\([^()]*\))*)\)|<a\b[^<>]*>[^<>]*</a>"
)
ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)]|\|)")
HEADED = re.compile(rf"{ITEM.pattern}[ \t]*(?:\#|\*\*|<h\d)", re.IGNORECASE)
TABLE = re.compile(r"\s*\|")
RULE = re.compile(r"[\s|:+-]*\|[\s|:+-]*$")
LEADER = re.compile(r"\s*\S.*?(?:\.{4,}|(?:\s\.){4,})\s*(?:\d+|[ivxlc]+)?\s*$")
SHORTCODE = re.compile(r":[a-z0-9_+-]+:", re.IGNORECASE)
COMMENT = re.compile(r"\s*<!--.*-->\s*$")
VOID = re.compile(
    r"\s*(?:</?(?:br|a|p|div|center|hr|details|ol|ul|span)\b[^<>]*>\s*)+$", re.IGNORECASE
)
PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>", re.IGNORECASE)
BADGE = re.compile(r"badge|shields\.io", re.IGNORECASE)  # in the address of a status picture
AROUND = re.compile(r"\[\s*\]\([^()]*\)|</?(?:a|p|div|center|br)\b[^<>]*>|[\s|]", re.IGNORECASE)
MODELINE = re.compile(r"\s*(?:<!--|[#%/*;]+)?\s*(?:vim?:|ex:|-\*-.*-\*-).*$")
LEAST = 3  # links that make a contents list
GAP = 4  # lines of other text that a contents list may have between two links
TWICE = 2  # times that a row of links into the document must come to be no text
EDGE = 5  # lines at the edges of a document that may set a text editor
HEADING = 60  # characters; the heading of a contents list is no longer
INTO, ALONE = 2, 1  # what a line is: an entry of a contents list, or links into the document alone

FRONT = "front matter"
CONTENTS_WHY = "a list of contents; the site makes its own"
BACK_WHY = "a link back to the contents or the top; the site has its own"
BADGE_WHY = "a badge: the state of a program, not of the notes"
MODELINE_WHY = "settings of a text editor"


def front_matter(texts: Sequence[str]) -> tuple[int, str]:
    """How many lines of front matter a document has, and the title in it; 0 and "" for none."""
    if not texts or texts[0].rstrip() != "---":
        return 0, ""
    for at, text in enumerate(texts[1:], start=1):
        if text.rstrip() in ("---", "..."):
            body = texts[1:at]
            if all(not row.strip() or re.match(r"[\w\s-]+:|\s*-\s|\s+|#", row) for row in body):
                found = (re.match(r"title\s*:\s*(.+)", row) for row in body)
                title = next((f[1].strip().strip("\"'") for f in found if f), "")
                return at + 1, title
            break
    return 0, ""


def apparatus(texts: Sequence[str], hidden: Sequence[int], whole: str) -> dict[int, str]:
    """The lines that are no text, by index, each with the reason.

    Args:
        texts: The lines of a document.
        hidden: Which of them are code or comment.
        whole: The lines in one piece.

    Returns:
        Why each such line is none; lines of only tags and anchors are left to the answers.
    """
    count, _ = front_matter(texts)
    found = dict.fromkeys(range(count), FRONT)
    links = _links(texts, hidden, dotted="...." in whole or ". . ." in whole)
    for run in _runs(texts, links):
        found |= dict.fromkeys(run, CONTENTS_WHY)
    found |= dict.fromkeys(_plain_contents(texts, hidden), CONTENTS_WHY)
    found |= dict.fromkeys(_back_links(texts, links, found), BACK_WHY)
    for at, text in enumerate(texts) if "![" in whole or "<img" in whole else ():
        if ("![" in text or "<img" in text) and not hidden[at] and is_badges(text):
            found[at] = BADGE_WHY
    for at in {*range(min(EDGE, len(texts))), *range(max(0, len(texts) - EDGE), len(texts))}:
        if ":" in texts[at] and not hidden[at] and MODELINE.match(texts[at]):
            found[at] = MODELINE_WHY
    return {at: why for at, why in found.items() if texts[at].strip()}


def is_badges(text: str) -> bool:
    """Whether a line is nothing but badges, which services draw of a program's state."""
    pictures = PICTURE.findall(text)
    return all(map(BADGE.search, pictures)) and not AROUND.sub("", PICTURE.sub("", text))


def is_contents(title: str) -> bool:
    """Whether a heading is the name of a contents list."""
    if not HINT.search(title):
        return False
    bare = re.sub(r"^[\W\d_]+|[\W_]+$", "", SHORTCODE.sub("", title))
    return bool(CONTENTS.match(bare))


def _links(texts: Sequence[str], hidden: Sequence[int], *, dotted: bool) -> dict[int, int]:
    """The lines that are links, by index, each with what it is; most have no link at all.

    Args:
        texts: The lines of a document.
        hidden: Which of them are code or comment.
        dotted: Whether rows of dots stand anywhere.
    """
    linking = {at for at, text in enumerate(texts) if "](" in text or "<a" in text}
    if dotted:
        linking |= {at for at, text in enumerate(texts) if "...." in text or ". . ." in text}
    found = {at: _kind_of_links(texts[at]) for at in sorted(linking) if not hidden[at]}
    return {at: kind for at, kind in found.items() if kind}


def _kind_of_links(text: str) -> int:
    """INTO, ALONE, -1 for links that lead elsewhere, or 0 for a line that is more than links."""
    if "](" not in text and "<a" not in text:
        dotted = LEADER.match(text)
        return INTO if dotted and re.match(r"\s*(?:\d|[A-Z])", text) else 0
    found = list(LINK.finditer(text))
    rest = SHORTCODE.sub("", LINK.sub("", text))
    inside = any(link[2] == "#" or 'href="#' in link[0] for link in found)
    if not found or len(re.findall(r"[^\W\d_]", rest)) > (3 if TABLE.match(text) else 0):
        return INTO if inside and ITEM.match(text) and _mostly(found, rest) else 0
    if any(link[0].startswith("[!") for link in found):
        return 0
    return INTO if inside and ITEM.match(text) else ALONE if inside else -1


def _mostly(found: Sequence[re.Match[str]], rest: str) -> bool:
    """Whether a link is most of a row: a note of a few words may follow it."""
    words = len(re.findall(r"\w+", rest))
    return words <= GAP and words <= len(re.findall(r"\w+", found[0][1] or ""))


def _runs(texts: Sequence[str], links: Mapping[int, int]) -> Iterator[range]:
    """Runs of links into the document, with the heading above and the rows among them."""
    last = -1
    for first, kind in links.items():
        if kind != INTO or first <= last:
            continue
        last, count, other = first, 1, 0
        for after in range(first + 1, len(texts)):
            text = texts[after]
            if links.get(after) == INTO:
                last, count = after, count + 1
                other = 0
            elif text.strip() and not COMMENT.match(text) and not RULE.match(text):
                other += 1
                if other > GAP or not ITEM.match(text):
                    break
        if count >= LEAST:
            yield range(_head(texts, first), _tail(texts, last))


def _head(texts: Sequence[str], first: int) -> int:
    """Where a contents list begins, with its table head, comments and heading."""
    at = first
    while at and (
        not texts[at - 1].strip() or COMMENT.match(texts[at - 1]) or TABLE.match(texts[at - 1])
    ):
        at -= 1
    if at and is_contents(re.sub(r"</?\w[^<>]*>", "", texts[at - 1])):
        at -= 1
    return at


def _tail(texts: Sequence[str], last: int) -> int:
    """Where it ends: items below its last link belong to it."""
    at = last + 1
    while at < len(texts) and re.match(r"(?:\t|\s{2,})[-*+]\s|\s*\|", texts[at]):
        at += 1
    return at


def _plain_contents(texts: Sequence[str], hidden: Sequence[int]) -> Iterator[int]:
    """A list without links below the heading of a contents list."""
    marks = ("#", "**", "<h")
    short = [(at, text) for at, text in enumerate(texts) if len(text) <= HEADING]
    for at, text in [(at, text) for at, text in short if text.lstrip().startswith(marks)]:
        if hidden[at] or not HINT.search(text):
            continue
        if not is_contents(re.sub(r"</?\w[^<>]*>|\{#.*\}", "", text)):
            continue
        yield at
        after, kind = at + 1, ""
        while after < len(texts) and _goes_on(texts, after, kind):
            yield after
            kind = _kind(texts[after]) or kind
            after += 1


def _goes_on(texts: Sequence[str], at: int, kind: str) -> bool:
    """Whether a line goes on with a list of a kind.

    An item that holds a heading, or is of another kind behind a blank line, begins something else.
    """
    text = texts[at]
    if not text.strip():
        return True
    apart = kind and not texts[at - 1].strip() and _kind(text) != kind
    return bool(ITEM.match(text)) and not apart and not HEADED.match(text)


def _kind(text: str) -> str:
    """What the items of a list begin with: a bar, a bullet or a number."""
    first = text.lstrip(" \t>")[:1]
    return "1" if first.isdigit() else first


def _back_links(
    texts: Sequence[str], links: Mapping[int, int], found: dict[int, str]
) -> Iterator[int]:
    """Lines of nothing but links that lead to the top, or that come again and again."""
    rows = {at: " ".join(texts[at].split()) for at in links if at not in found}
    often = Counter(rows.values())
    for at, row in rows.items():
        internal = links[at] > 0
        letters = len(re.findall(r"\w", LINK.sub("", row)))
        again = often[row] >= (TWICE if internal else LEAST)
        if again or (internal and not letters and _leads_up(row, texts, found)):
            yield at


def _leads_up(row: str, texts: Sequence[str], found: dict[int, str]) -> bool:
    """Whether a link's target is a contents list or the first heading of the document."""
    heads = [
        texts[at] for at, why in found.items() if why == CONTENTS_WHY and "](" not in texts[at]
    ]
    heads += [text for text in texts[:40] if text.startswith("#")][:1]
    wanted = {slug(re.sub(r"^[#\s*]+", "", head)) for head in heads} | {"top", ""}
    return any(link[2] == "#" and link[3].lower() in wanted for link in LINK.finditer(row))


def slug(text: str) -> str:
    """The anchor that GitHub gives a heading: lower case, no punctuation, hyphens for spaces.

    The rule is that of the Ruby gem html-pipeline's table-of-contents filter.
    """
    bare = (
        re.sub(r"!?\[([^\[\]]*)\]\([^)]*\)", r"\1", re.sub(r"<[^<>]*>", "", text)).strip().lower()
    )
    return re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")
