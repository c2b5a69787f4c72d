"""The preview: what somebody saves is shown by the server, without a word to it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 120  # seconds; nothing here is about how long it takes
ADDRESS = re.compile(r"http://\S+/en/index\.html")
SEED = "docs/seeds/ai-and-machine-learning.txt"
TOPIC = "large-language-models"
BEFORE, AFTER, LAST = (f"They {verb} vocabularies by" for verb in ("create", "grow", "build"))
KOREAN, CHANGED_KOREAN = "여러 언어를 어떻게 처리하나요", "많은 언어를 어떻게 다루나요"
T = TypeVar("T")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, to write in."""
    folder = tmp_path_factory.mktemp("live")
    for name in ("conf", "docs", "locales", "scripts"):
        unwanted = shutil.ignore_patterns("__pycache__", "*.mo")
        shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """The address of the preview of all editions, which ends with the tests of this module."""
    log = project / "log.txt"
    with log.open("w", encoding="utf-8") as stream:
        command = [sys.executable, "conf/live", "build/serve", "en", "ko"]
        serving = subprocess.Popen(command, cwd=project, stdout=stream, stderr=stream)
    found = wait_for(lambda: ADDRESS.search(log.read_text("utf-8")), log)
    # A change is noticed from when the server answers.
    wait_for(partial(shown, found[0], "<title>"), log)
    yield found[0].removesuffix("en/index.html")
    serving.send_signal(signal.SIGINT)
    assert serving.wait(PATIENCE) in {0, 130, -signal.SIGINT}, log.read_text("utf-8")


def wait_for(find: Callable[[], T | None], told: Path) -> T:
    """Return what is found as soon as there is something."""
    until = time.monotonic() + PATIENCE
    while not (found := find()):
        assert time.monotonic() < until, told.read_text("utf-8")
        time.sleep(0.05)
    return found


def shown(address: str, text: str) -> bool:
    """Return whether the file at an address has a text."""
    try:
        with urlopen(address) as answer:  # noqa: S310 - our own server
            return text in answer.read().decode()
    except URLError:  # the file is being written, or is not there yet
        return False


def test_a_saved_sentence_is_on_the_pages_and_then_in_the_data(project: Path, address: str) -> None:
    pages = [f"{address}{code}/topics/{TOPIC}.html" for code in ("en", "ko")]
    assert [shown(page, AFTER) for page in pages] == [False, False]
    seed = project / SEED
    seed.write_text(seed.read_text("utf-8").replace(BEFORE, AFTER), "utf-8")
    log = project / "log.txt"
    for page in pages:
        assert wait_for(partial(shown, page, AFTER), log)
    for code in ("en", "ko"):  # made when nobody has saved anything for a while
        assert wait_for(partial(shown, f"{address}{code}/questions.{code}.json", AFTER), log)


def test_a_saved_translation_is_on_its_page_alone(project: Path, address: str) -> None:
    catalog = project / "locales" / "ko" / "LC_MESSAGES" / "topics" / f"{TOPIC}.po"
    text = catalog.read_text("utf-8")
    assert KOREAN in text
    catalog.write_text(text.replace(KOREAN, CHANGED_KOREAN), "utf-8")
    page = f"topics/{TOPIC}.html"
    wanted = partial(shown, f"{address}ko/{page}", CHANGED_KOREAN)
    assert wait_for(wanted, project / "log.txt")
    assert not shown(f"{address}en/{page}", CHANGED_KOREAN)


def test_what_is_wrong_is_told_and_the_next_change_is_shown(project: Path, address: str) -> None:
    decisions, log = project / "docs" / "seeds" / "editorial.toml", project / "log.txt"
    right = decisions.read_text("utf-8")
    decisions.write_text(f"{right}\n[[plain]\n", "utf-8")
    assert wait_for(lambda: "editorial.toml:" in log.read_text("utf-8"), log)
    decisions.write_text(right, "utf-8")
    seed = project / SEED
    seed.write_text(seed.read_text("utf-8").replace(AFTER, LAST), "utf-8")
    assert wait_for(partial(shown, f"{address}en/topics/{TOPIC}.html", LAST), log)
