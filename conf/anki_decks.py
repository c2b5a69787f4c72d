"""Sphinx extension: a deck for Anki in each language, and one in all of them.

Ids come from the ids of questions, so that a newer deck updates the cards and keeps what Anki
knows about the learner. Topics are sub-decks and tags.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Final

import genanki
import question_data
from kept import digest, kept_json
from site_languages import Language, Languages
from site_texts import Catalog
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from taken_along import NAME, folder_of, made_at, portable, same_bytes, topics_of

HERE: Final = Path(__file__).parent
# Anki plays files and runs LaTeX that stand in brackets, and its formulas may have links that run
# something: https://docs.ankiweb.net/math.html, https://docs.ankiweb.net/media.html
TAG_OR_FORMULA: Final = re.compile(r"<[^>]*>|\\(?=\(|&#91;)")
# Formulas of an answer are MathML, which Anki shows as browsers do. It would find the TeX in them,
# too, when somebody edits the card.
TEX: Final = re.compile(r'(<math[^>]*?) alttext="[^"]*"')
IN_DECK_NAMES: Final = str.maketrans("<>[]\\", "‹›()/")
FIELDS: Final = ("Question", "Answer", "Plain", "PlainTitle", "Source")


class Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A card whose id depends on nothing but the deck and the question."""

    def __init__(self, deck: str, question: str, **kwargs: Any) -> None:
        """Make a note for `question` in the deck of the name `deck`."""
        super().__init__(guid=genanki.guid_for(NAME, deck, question), **kwargs)


def stable_id(*names: str) -> int:
    """Return a number for a name, in the range that Anki has for decks and models."""
    digest = hashlib.sha256("/".join((NAME, *names)).encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4], "big") % (1 << 30)


def model(deck: str, languages: tuple[Language, ...]) -> genanki.Model:
    """Return how the cards of a deck look: every language in turn, the question on both sides."""
    front, back = "", ""
    for language in languages:
        code, catalog = language.code, Catalog(language)

        def text(message: str, catalog: Catalog = catalog) -> str:
            return inert(escape(catalog.gettext(message))).replace("{", "&#123;")

        front += f'<h1 lang="{code}">{{{{Question-{code}}}}}</h1>\n'
        back += f'<section lang="{code}">\n{{{{Answer-{code}}}}}\n'
        back += f"{{{{#Plain-{code}}}}}<aside><h2>{text('In plain words')}</h2>\n"
        back += f"{{{{#PlainTitle-{code}}}}}<p><b>{{{{PlainTitle-{code}}}}}</b></p>"
        back += f"{{{{/PlainTitle-{code}}}}}\n{{{{Plain-{code}}}}}</aside>{{{{/Plain-{code}}}}}\n"
        back += f'{{{{#Source-{code}}}}}<p class="source"><a href="{{{{Source-{code}}}}}">'
        back += f"{text('On the site')}</a></p>{{{{/Source-{code}}}}}\n</section>\n"
    return genanki.Model(
        stable_id("model", deck),
        f"Mundap {deck}",
        fields=[{"name": f"{field}-{each.code}"} for each in languages for field in FIELDS],
        templates=[
            {
                "name": "Question",
                "qfmt": f'<div class="topic">{{{{Subdeck}}}}</div>\n{front}',
                "afmt": f"{{{{FrontSide}}}}\n<hr id=answer>\n{back}",
            }
        ],
        css=(HERE / "anki_card.css").read_text(encoding="utf-8"),
    )


def inert(html: str) -> str:
    """Return HTML that Anki only shows: none of its own tags and no formula is left in it."""
    bare = TEX.sub(r"\1", html).replace("[", "&#91;")
    return TAG_OR_FORMULA.sub(lambda m: "<span>\\</span>" if m[0] == "\\" else m[0], bare)


def deck_name(*names: str) -> str:
    """Return the name of a sub-deck, which Anki puts into the cards as HTML."""
    return "::".join(name.translate(IN_DECK_NAMES).replace("::", ": ") for name in names)


def fields_of(question: dict[str, Any]) -> list[str]:
    """Return the fields of a question in one language, in the order of FIELDS."""
    plain = question["plain"] or {"html": "", "question": ""}
    link = question["url"] if question["url"].startswith("http") else ""
    title = escape(plain["question"] or "")
    answers = portable(question["answer"]["html"]), portable(plain["html"])
    return [inert(text) for text in (escape(question["question"]), *answers, title, escape(link))]


def all_fields(content: dict[str, Any], kept: Path) -> dict[str, list[str]]:
    """Return the fields of each question; those of a topic are a part that is kept."""
    found: dict[str, list[str]] = {}
    for topic, questions in topics_of(content):
        made_from = digest(json.dumps(questions).encode())
        make = partial(_fields, questions)
        found |= kept_json(kept / topic["id"], made_from, make)
    return found


def _fields(questions: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {question["id"]: fields_of(question) for question in questions}


def decks(
    deck: str, languages: tuple[Language, ...], contents: list[Any], kept: Path
) -> list[genanki.Deck]:
    """Return a sub-deck for each topic.

    Args:
        deck: The name by which the ids of this deck are made; it must never change.
        languages: The languages of the cards, the one to be learned in first.
        contents: What questions.json of each of these languages has.
        kept: Where parts are kept.
    """
    looks = model(deck, languages)
    pairs = zip(languages, contents, strict=True)
    known = [all_fields(content, kept / "anki" / each.code) for each, content in pairs]
    name, found = " · ".join(dict.fromkeys(c["title"] for c in contents)), []
    for topic, questions in topics_of(contents[0]):
        # No number: Anki knows a deck by its name, and a new topic would move all that follow it.
        title = deck_name(name, topic["title"])
        found.append(genanki.Deck(stable_id("deck", deck, topic["id"]), title))
        for question in questions:
            each = [by_id[question["id"]] for by_id in known if question["id"] in by_id]
            if len(each) == len(languages):
                fields = [field for one in each for field in one]
                tags = [f"{NAME}::{topic['id']}", *([f"{NAME}::plain"] * bool(question["plain"]))]
                found[-1].add_note(
                    Note(deck, question["id"], model=looks, fields=fields, tags=tags)
                )
    return found


def write(path: Path, found: list[genanki.Deck]) -> None:
    """Write decks as one package that is the same for the same notes."""
    genanki.Package(found).write_to_file(str(path), timestamp=made_at())
    same_bytes(path)


def finish_edition(editions: Path, language: Language, kept: Path) -> None:
    """Write the deck of an edition that has questions."""
    content = question_data.read(editions, language.code)
    if content["questions"]:
        path = folder_of(editions / language.code) / f"{NAME}-{language.code}.apkg"
        write(path, decks(language.code, (language,), [content], kept))


def finish_site(site: Path, languages: Languages, kept: Path) -> None:
    """Write the deck in all languages, if more than one edition has questions."""
    contents = {each: question_data.read(site, each.code) for each in languages.all}
    ready = tuple(each for each in languages.all if contents[each]["questions"])
    if len(ready) > 1:
        codes = "-".join(each.code for each in ready)
        path = folder_of(site) / f"{NAME}-{codes}.apkg"
        write(path, decks(codes, ready, [contents[each] for each in ready], kept))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have the questions written; what is made of them comes when the site is finished."""
    app.setup_extension("question_data")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
