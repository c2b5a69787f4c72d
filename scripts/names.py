"""Names that last: ids of questions, file names of topics, and the script that a text is in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter

ID_LENGTH = 60  # characters; an id is part of every link to its question
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
JOINED_SCRIPTS = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK"}


def question_id(text: str) -> str:
    """The permanent id of a question: ``q-`` and the words that tell it from others.

    Docutils ids are ASCII, so a question with other letters gets a few digits of its SHA-256.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("'s ", " ").replace("’s ", " ")
    words = re.findall(r"[a-z0-9]+", folded)
    telling = [word for word in words if word not in STOP_WORDS]
    name = _shorten("-".join(["q", *(telling or words)]))
    if name != "q" and not re.search(r"[^\W\d_a-z]", folded):
        return name
    digest = hashlib.sha256(" ".join(folded.split()).encode()).hexdigest()[:8]
    return f"{name}-{digest}"


def topic_slug(title: str) -> str:
    """The file name of a topic's page, without suffix: its words in lower case, with hyphens."""
    folded = unicodedata.normalize("NFC", title).lower().replace("&", " and ")
    return "-".join(re.findall(r"[^\W_]+", folded)) or "topic"


def main_script(texts: list[str]) -> str:
    """The script that most letters of a document are in, as the first word of Unicode's names."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts += _scripts(text)
    return counts.most_common(1)[0][0] if counts else "LATIN"


def foreign_script(text: str, main: str) -> str:
    """The script that a line is in where that is not the document's; "" where it is."""
    counts = _scripts(text)
    for script in (main, *COMMON_SCRIPTS):
        counts.pop(script, None)
    letters = sum(_scripts(text).values())
    if not counts or sum(counts.values()) <= FOREIGN_SHARE * letters:
        return ""
    return counts.most_common(1)[0][0]


def _scripts(text: str) -> Counter[str]:
    names = (unicodedata.name(c, "").split(" ", 1)[0] for c in text if c.isalpha())
    return Counter(JOINED_SCRIPTS.get(name, name) for name in names)


def _shorten(name: str) -> str:
    if len(name) <= ID_LENGTH:
        return name
    return name[: ID_LENGTH + 1].rsplit("-", 1)[0]
