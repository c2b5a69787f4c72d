"""Makes a bilingual project of a given size out of this one: seeds, decisions and catalogs.

The project's own seeds stay, since the glossary links to their questions. What is missing to the
wanted size comes in a second seed, recombined from the sentences, wordings, terms and keywords
of our own pages and their translations. The same size gives the same bytes.
"""

from __future__ import annotations

import json
import random
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polib

PER_TOPIC: Final = 50
SEED: Final = "generated.md"
CODE: Final = """\
```python
import torch

def step(model, batch, lr={rate}):
    loss = model(batch).mean()
    loss.backward()
    return loss.item()
```"""
QUESTION: Final = "{number}: with {a} and {b} in mind, {title}"
QUESTION_KO: Final = "{number}: {a}와(과) {b} 관점에서, {title}"


@dataclass(frozen=True)
class Pair:
    """A text in the source language and its translation."""

    en: str
    ko: str


PLAIN_WORDS: Final = Pair("In plain words", "쉬운 말로")


@dataclass
class Pool:
    """What new questions are made of."""

    titles: list[Pair] = field(default_factory=list)
    paragraphs: list[Pair] = field(default_factory=list)
    terms: list[Pair] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Made:
    """A made question: its number, its texts, and what it has besides a paragraph."""

    number: int
    title: Pair
    paragraphs: tuple[Pair, ...]
    bullets: tuple[Pair, ...]
    code: str
    plain: Pair | None
    plain_title: Pair
    keywords: tuple[str, ...]


def read_pool(root: Path) -> Pool:
    """Return the texts of a project's own topics, termbase and decisions.

    Raises:
        FileNotFoundError: The project has no Korean catalogs or termbase.
    """
    pool = Pool()
    locales = root / "locales/ko"
    for path in sorted((locales / "LC_MESSAGES/topics").glob("*.po")):
        for entry in polib.pofile(str(path)):
            pair = Pair(entry.msgid, entry.msgstr)
            if not pair.ko or entry.fuzzy or "[" in pair.en or "**" in pair.en:
                continue
            if pair.en.endswith("?"):
                pool.titles.append(pair)
            elif len(pair.en) > 80:  # noqa: PLR2004 - shorter ones are titles and keywords
                pool.paragraphs.append(pair)
    terms = tomllib.loads((locales / "terms.toml").read_text(encoding="utf-8"))["terms"]
    pool.terms = [Pair(term["en"], term["ko"]) for term in terms]
    decided = tomllib.loads((root / "docs/seeds/editorial.toml").read_text(encoding="utf-8"))
    pool.keywords = sorted({word for one in decided["keywords"] for word in one["keywords"]})
    return pool


def make_questions(pool: Pool, count: int) -> Iterator[Made]:
    """Yield questions; every third has a list, every fifth code, every sixth plain words."""
    chance = random.Random("mundap")  # noqa: S311 - the same content each time, no secret
    for number in range(1, count + 1):
        title = _title(pool, chance, number)
        plain = number % 6 == 0
        yield Made(
            number=number,
            title=title,
            paragraphs=tuple(chance.sample(pool.paragraphs, 2)),
            bullets=tuple(chance.sample(pool.paragraphs, 3)) if number % 3 == 0 else (),
            code=CODE.format(rate=f"{chance.random():.4f}") if number % 5 == 0 else "",
            plain=chance.choice(pool.paragraphs) if plain else None,
            plain_title=_title(pool, chance, -number),
            keywords=tuple(chance.sample(pool.keywords, 5)),
        )


def _title(pool: Pool, chance: random.Random, number: int) -> Pair:
    title, (a, b) = chance.choice(pool.titles), chance.sample(pool.terms, 2)
    name = f"{'Plain case' if number < 0 else 'Case'} {abs(number)}"
    en = QUESTION.format(title=title.en, a=a.en, b=b.en, number=name)
    return Pair(en, QUESTION_KO.format(title=title.ko, a=a.ko, b=b.ko, number=name))


def topics(made: list[Made]) -> list[list[Made]]:
    """Return the questions in groups of the size of a topic."""
    return [made[start : start + PER_TOPIC] for start in range(0, len(made), PER_TOPIC)]


def topic_title(number: int) -> Pair:
    """Return the title of a made topic, counted from 1."""
    return Pair(f"Generated Topic {number:04}", f"생성한 주제 {number:04}")


def seed_text(made: list[Made]) -> str:
    """Return a seed document in the form of our own: topics, numbered questions, answers."""
    blocks = ["# Generated: Questions & Answers"]
    for number, group in enumerate(topics(made), start=1):
        blocks.append(f"## {topic_title(number).en}")
        for one in group:
            blocks += [f"### {one.title.en}", *_answer(one)]
            blocks += [f"### {one.plain_title.en}", one.plain.en] if one.plain else []
    return "\n\n".join(blocks) + "\n"


def _answer(one: Made) -> Iterator[str]:
    yield from (pair.en for pair in one.paragraphs)
    if one.bullets:
        yield "\n".join(f"- {pair.en}" for pair in one.bullets)
    if one.code:
        yield one.code


def editorial_text(made: list[Made]) -> str:
    """Return the decisions that go with `seed_text`: editions in plain words, keywords."""
    blocks = []
    for one in made:
        title = json.dumps(one.title.en)
        blocks.append(f"[[keywords]]\ntext = {title}\nkeywords = {json.dumps(one.keywords)}\n")
        if one.plain:
            plain = json.dumps(one.plain_title.en)
            blocks.append(f"[[plain]]\ntext = {plain}\nof = {title}\n")
    return "\n".join(blocks)


def catalog(title: Pair, made: list[Made]) -> polib.POFile:
    """Return the catalog of a topic's page."""
    found = polib.POFile(wrapwidth=0)
    found.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": "ko"}
    pairs = [title, PLAIN_WORDS]
    for one in made:
        pairs += [one.title, *one.paragraphs, *one.bullets]
        pairs += [_bold(one.plain_title), one.plain] if one.plain else []
        pairs += [Pair(word, word) for word in one.keywords]
    unique = dict.fromkeys(pairs)
    found.extend(polib.POEntry(msgid=pair.en, msgstr=pair.ko) for pair in unique)
    return found


def _bold(pair: Pair) -> Pair:
    return Pair(f"**{pair.en}**", f"**{pair.ko}**")


def make_project(root: Path, folder: Path, size: int) -> int:
    """Copy a project and let it grow to a number of questions.

    Args:
        root: The project.
        folder: Where the copy goes; replaced if it is there.
        size: The number of questions; the project's own are kept in any case.

    Returns:
        The number of questions that the copy has.
    """
    shutil.rmtree(folder, ignore_errors=True)
    unwanted = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in ("conf", "docs", "locales", "scripts"):
        shutil.copytree(root / name, folder / name, ignore=unwanted)
    own = sum(page_text.count("\n(q-") for page_text in _pages(root / "docs/topics"))
    made = list(make_questions(read_pool(root), max(0, size - own)))
    if made:
        seeds = folder / "docs/seeds"
        (seeds / SEED).write_text(seed_text(made), encoding="utf-8", newline="\n")
        with (seeds / "editorial.toml").open("a", encoding="utf-8", newline="\n") as decisions:
            decisions.write("\n" + editorial_text(made))
        for number, group in enumerate(topics(made), start=1):
            path = folder / f"locales/ko/LC_MESSAGES/topics/generated-topic-{number:04}.po"
            catalog(topic_title(number), group).save(str(path))
    return own + len(made)


def _pages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.md")):
        yield path.read_text(encoding="utf-8")
