"""Names that last: ids of questions, file names of topics, and the script that a text is in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from page_writing.html_tags import KNOWN, TAG

SLUG_BYTES = 150  # of a file name in UTF-8; a file system takes 255, with what programs add to it
ID_LENGTH = 60  # characters; an id is part of every link to its question
WORD = re.compile(r"[a-z0-9]+")
OTHER_LETTER = re.compile(r"[^\W\d_a-z]")
# Words that a question has because it is a question, not because of what it asks.
STOP_WORDS = frozenset(
    """
    a an and are as at be between by can could do does for from has have how in into is it its
    of on or s should than that the their them they this to was we what when where which who why
    will with work works would you your
    """.split()
)
# Letters that any document may have: formulas use Greek, every language quotes Latin.
COMMON_SCRIPTS = frozenset({"LATIN", "GREEK", "FULLWIDTH", "MODIFIER", "MICRO", "FEMININE"})
FOREIGN_SHARE = 0.25  # of a line's letters; below it the line quotes a word or two
MIXED = 0.1  # of a document's lines; more of them, and it is written in two scripts
NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
JOINED_SCRIPTS = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK"}


def question_id(text: str) -> str:
    """The permanent id of a question: ``q-`` and the words that tell it from others.

    Docutils ids are ASCII, so a question with other letters gets a few digits of its SHA-256.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("'s ", " ").replace("’s ", " ")
    words = WORD.findall(folded)
    telling = [word for word in words if word not in STOP_WORDS]
    name = _shorten("-".join(["q", *(telling or words)]))
    if name != "q" and (folded.isascii() or not OTHER_LETTER.search(folded)):
        return name
    digest = hashlib.sha256(" ".join(folded.split()).encode()).hexdigest()[:8]
    return f"{name}-{digest}"


def visible(text: str) -> str:
    """The words of a title that a reader sees: no tags, no addresses."""
    if "<" not in text and "](" not in text:
        return text
    bare = re.sub(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    pieces = re.split(r"(`+[^`]*`+)", bare)
    pieces[::2] = [TAG.sub(_unless_known, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _unless_known(found: re.Match[str]) -> str:
    return "" if found["name"].lower() in KNOWN else found[0]


def topic_slug(title: str) -> str:
    """The file name of a topic's page, without suffix: its words in lower case, with hyphens."""
    folded = unicodedata.normalize("NFC", title).lower().replace("&", " and ")
    name = "-".join(re.findall(r"[^\W_]+", folded)).encode()[:SLUG_BYTES]
    return name.decode(errors="ignore").strip("-") or "topic"


def foreign_lines(texts: Sequence[str]) -> dict[int, str]:
    """The lines of a document that are in another script than most of it, by index.

    Args:
        texts: The lines of a document.

    Returns:
        The first word of Unicode's names for the script of each such line ("HANGUL").
    """
    others = _other_scripts("".join(text for text in texts if not text.isascii()), texts)
    if not others:
        return {}
    each = ((at, _foreign(text, others)) for at, text in enumerate(texts) if not text.isascii())
    found = {at: script for at, script in each if script}
    return found if len(found) <= MIXED * sum(map(bool, texts)) else {}


def _other_scripts(wide: str, texts: Sequence[str]) -> dict[str, str]:
    """The letters in another script than most of a document, and in no common one.

    Args:
        wide: The lines that have any letter beyond ASCII.
        texts: All lines.
    """
    scripts = {c: _script(c) for c in set(wide) if not c.isascii() and c.isalpha()}
    if not {*scripts.values()} - COMMON_SCRIPTS:
        return {}
    totals: Counter[str] = Counter()
    for letter, count in Counter(wide).items():
        if letter in scripts:
            totals[scripts[letter]] += count
    latin = "".join(texts).encode("ascii", "ignore").translate(None, NO_LETTERS)
    totals["LATIN"] += len(latin)
    own = {totals.most_common(1)[0][0], *COMMON_SCRIPTS}
    return {letter: script for letter, script in scripts.items() if script not in own}


def _foreign(text: str, others: Mapping[str, str]) -> str:
    counts = Counter(others[c] for c in text if c in others)
    letters = sum(map(str.isalpha, text))
    if sum(counts.values()) <= FOREIGN_SHARE * letters:
        return ""
    return counts.most_common(1)[0][0]


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return JOINED_SCRIPTS.get(name, name)


def _shorten(name: str) -> str:
    if len(name) <= ID_LENGTH:
        return name
    return name[: ID_LENGTH + 1].rsplit("-", 1)[0]
