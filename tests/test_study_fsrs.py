"""Our FSRS against the `fsrs` package: random histories, each step compared, in a real engine."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator
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
LEARNERS = [(2, 2, 5, 1), (2, 2, 5, 1), (8, 1, 1, 0), (0, 0, 1, 4)]  # how often which grade
BACK = 0.05  # how often a clock is set back
GAPS = [timedelta(0), timedelta(days=1), timedelta(days=365)]
LIMITS: dict[str, Callable[[fsrs.Card, datetime], bool]] = {
    "hard": lambda card, _: (card.difficulty or 0) > 9.9,  # it never is 10
    "as easy as can be": lambda card, _: card.difficulty == 1,
    "as weak as can be": lambda card, _: card.stability == fsrs.scheduler.STABILITY_MIN,
    "as late as can be": lambda card, now: (card.due - now).days == ORACLE.maximum_interval,
}
RUN = """(histories) => histories.map((history) => {
  let card;
  return history.map(([grade, now]) => {
    const recall = card ? mundap.fsrs.retrievability(card, now) : 0;
    card = mundap.fsrs.review(card, grade, now);
    return { ...card, recall };
  });
})"""


def history(chance: random.Random) -> list[tuple[int, datetime]]:
    """Return grades and times: early, in time, late by minutes or decades, by a clock set back."""
    now, found = START + timedelta(seconds=chance.randrange(10**8)), []
    learner = chance.choice(LEARNERS)
    for _ in range(chance.randrange(1, 16)):
        found.append((chance.choices((1, 2, 3, 4), learner)[0], now))
        away = timedelta(seconds=int(10 ** chance.uniform(0, 9.3)))
        now += -min(away, timedelta(days=400)) if chance.random() < BACK else away
    return found


def kinds(before: fsrs.Card, grade: int, now: datetime, after: fsrs.Card) -> Iterator[str]:
    """Yield what a review is a case of, and the limits that its card is at."""
    if before.last_review:
        gap = sum(now - before.last_review >= least for least in GAPS)
        yield f"{before.state.name} {grade} {gap}"
    yield from (name for name, is_there in LIMITS.items() if is_there(after, now))


def oracle(
    reviews: list[tuple[int, datetime]], reached: set[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the card of the package after each review; put the kinds of reviews into a set."""
    card = fsrs.Card(card_id=1)
    for grade, now in reviews:
        recall = ORACLE.get_card_retrievability(card, now)
        before, (card, _) = card, ORACLE.review_card(card, fsrs.Rating(grade), now)
        if reached is not None:
            reached.update(kinds(before, grade, now, card))
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


def differences(
    engine: Page, histories: list[list[tuple[int, datetime]]], reached: set[str] | None = None
) -> list[str]:
    sent = [[[grade, milliseconds(now)] for grade, now in each] for each in histories]
    found = []
    for reviews, ours in zip(histories, engine.evaluate(RUN, sent), strict=True):
        for step, (mine, wanted) in enumerate(zip(ours, oracle(reviews, reached), strict=True)):
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
    reached: set[str] = set()
    assert differences(engine, histories, reached)[:5] == []
    cases = itertools.product(("Learning", "Review", "Relearning"), (1, 2, 3, 4), range(4))
    assert {*LIMITS, *(" ".join(map(str, case)) for case in cases)} - reached == set()


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
