"""Made-up questions in two languages: always the same ones for the same number.

Sentences of the real ones are mixed, and words that no text has yet come in as a site grows
(Heaps' law), in both languages, so that the vocabulary grows as it would.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from question_search.records import Record, Texts
from question_search.translations import plain_text, translations

ROOT: Final = Path(__file__).resolve().parent.parent.parent
LANGUAGES: Final = ("en", "ko")


def sentences() -> list[tuple[str, str]]:
    """Return pairs of English and Korean paragraphs of the real pages."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "locales/ko/LC_MESSAGES/topics").glob("*.po")):
        found |= translations(path)
    return [(plain_text(en), plain_text(ko)) for en, ko in found.items() if len(en) > 60]


def names(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Make up names of things, in Latin letters and in Hangul."""
    latin = ["ba", "co", "di", "fen", "gra", "lu", "mo", "ne", "pol", "quin", "ris", "tor", "va"]
    hangul = "가나다라마바사아자차카타파하고노도로모보소오조코토포호구누두루무부수"
    return [
        ("".join(chance.choices(latin, k=3)), "".join(chance.choices(hangul, k=3)))
        for _ in range(count)
    ]


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """Make up questions, always the same ones for the same count."""
    chance = random.Random(seed)  # noqa: S311 - made-up text, no secret
    pool, things = sentences(), names(40 * int(count**0.6), chance)
    for number in range(count):
        chosen = chance.sample(pool, 2)
        thing = things[min(len(things) - 1, int(chance.expovariate(6 / len(things))))]
        other = chance.choice(things)
        texts = {
            "en": Texts(
                title=f"How does {thing[0]} {' '.join(chosen[0][0].split()[:5])}?",
                topic=f"Topic {number // 50}",
                keywords=(other[0], f"{thing[0]} {chosen[1][0].split()[0]}"),
                paragraphs=tuple(f"{en} {other[0]}." for en, _ in chosen),
            ),
            "ko": Texts(
                title=f"{thing[1]}의 {' '.join(chosen[0][1].split()[:4])}은 무엇인가요?",
                topic=f"주제 {number // 50}",
                keywords=(other[1], f"{thing[1]} {chosen[1][1].split()[0]}"),
                paragraphs=tuple(f"{ko} {other[1]}를 봅니다." for _, ko in chosen),
            ),
        }
        yield Record(f"q-{number}", f"topics/t{number // 50}", texts)


def queries(made: Sequence[Record], edition: str, count: int = 8) -> list[tuple[str, str]]:
    """Return (id, query) of some questions: the first words of their titles."""
    step = max(1, len(made) // count)
    chosen = [made[number] for number in range(0, len(made), step)][:count]
    skip = 2 if edition == "en" else 0
    return [(r.id, " ".join(r.texts[edition].title.split()[skip : skip + 3])) for r in chosen]
