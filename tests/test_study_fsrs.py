"""Our FSRS against the `fsrs` package: random histories, each step compared, in a real engine."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import fsrs
import pytest
from page_parts.scripts import scoped
from playwright.sync_api import Page

import noxfile

MODULE = (noxfile.ROOT / "conf/study/fsrs.js").read_text(encoding="utf-8")
START = datetime(2025, 3, 1, 9, tzinfo=UTC)
ORACLE = fsrs.Scheduler(enable_fuzzing=False)
HISTORIES = 3000
RUN = """(histories) => histories.map((history) => {
  let card;
  return history.map(([grade, now]) => {
    const recall = card ? mundap.fsrs.retrievability(card, now) : 0;
    card = mundap.fsrs.review(card, grade, now);
    return { ...card, recall };
  });
})"""


def history(chance: random.Random) -> list[tuple[int, datetime]]:
    """Return grades and times: early, in time, late by minutes, days or years."""
    now, found = START + timedelta(seconds=chance.randrange(10**8)), []
    for _ in range(chance.randrange(1, 16)):
        found.append((chance.choices((1, 2, 3, 4), (2, 2, 5, 1))[0], now))
        now += timedelta(seconds=int(10 ** chance.uniform(0, 8)))
    return found


def oracle(reviews: list[tuple[int, datetime]]) -> Iterator[dict[str, Any]]:
    card = fsrs.Card(card_id=1)
    for grade, now in reviews:
        recall = ORACLE.get_card_retrievability(card, now)
        card, _ = ORACLE.review_card(card, fsrs.Rating(grade), now)
        yield {
            "state": int(card.state),
            "step": card.step,
            "due": milliseconds(card.due),
            "last": milliseconds(now),
            "stability": card.stability,
            "difficulty": card.difficulty,
            "recall": recall,
        }


def milliseconds(time: datetime) -> int:
    return round(time.timestamp() * 1000)


@pytest.fixture
def engine(page: Page) -> Page:
    page.goto("about:blank")
    run(page, MODULE)
    return page


def run(page: Page, module: str) -> None:
    page.add_script_tag(content=f"globalThis.mundap = {{}};{scoped('fsrs', module)}")


def differences(engine: Page, histories: list[list[tuple[int, datetime]]]) -> list[str]:
    sent = [[[grade, milliseconds(now)] for grade, now in each] for each in histories]
    found = []
    for reviews, ours in zip(histories, engine.evaluate(RUN, sent), strict=True):
        for step, (mine, wanted) in enumerate(zip(ours, oracle(reviews), strict=True)):
            for name, value in wanted.items():
                exact = name in {"state", "step", "due", "last"}
                same = mine[name] == value if exact else math.isclose(mine[name], value)
                if not same:
                    found.append(f"review {step} of {reviews}: {name} {mine[name]} not {value}")
    return found


def test_each_step_of_random_histories_is_that_of_the_fsrs_package(engine: Page) -> None:
    chance = random.Random(6)  # noqa: S311 - no secret
    histories = [history(chance) for _ in range(HISTORIES)]
    assert sum(map(len, histories)) > 20_000
    assert differences(engine, histories)[:5] == []


def test_every_short_history_on_one_day_is_that_of_the_fsrs_package(engine: Page) -> None:
    times = [START + timedelta(minutes=11 * step) for step in range(4)]
    grades = itertools.product((1, 2, 3, 4), repeat=4)
    histories = [list(zip(each, times, strict=True)) for each in grades]
    assert differences(engine, histories) == []


def test_the_comparison_notices_a_wrong_parameter(page: Page) -> None:
    page.goto("about:blank")
    run(page, MODULE.replace("1.8722", "1.8723"))
    reviews = [(3, START), (3, START + timedelta(days=3))]
    assert any("stability" in line for line in differences(page, [reviews]))


def test_grading_leaves_the_old_card_as_it_was(engine: Page) -> None:
    same = engine.evaluate(
        """() => {
          const card = mundap.fsrs.review(undefined, 3, 0), before = JSON.stringify(card);
          mundap.fsrs.review(card, 1, 1e9);
          return JSON.stringify(card) === before;
        }"""
    )
    assert same is True
