"""Fixtures that several test modules share.

The tests run on every core. The site is built once for all of them, by the function that builds it
for people. Its pages are served on a free port; `page.goto("en/")` opens one. Use
`@pytest.mark.browser_context_args(...)` for a phone, dark mode, or no JavaScript, and
`new_context(...)` for a second reader.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from browser import LAUNCH_ARGS, find_browser, watch
from build_site import build_site
from environments import BUILD
from filelock import FileLock
from hypothesis.configuration import set_hypothesis_home_dir
from playwright.sync_api import BrowserContext, Playwright
from pytest_playwright.pytest_playwright import CreateContextCallback
from reading_project import built, new_project
from serving import served
from site_project import Built, Once, Project

# No timing is asserted, and what hypothesis keeps is a build product. A CI keeps its own profile.
hypothesis.settings.register_profile(
    "mundap", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("mundap")
set_hypothesis_home_dir(BUILD / "hypothesis")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A folder that all processes of this run have in common, fresh for each run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if hasattr(pytestconfig, "workerinput") else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def once(shared: Path) -> Once:
    """Return the folder of a name, filled by a function in the first process that asks for it."""

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # another process may have failed here
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def site(once: Once, pytestconfig: pytest.Config) -> Path:
    """The site in every language, freshly built; its root page is index.html."""
    with shown(pytestconfig):
        return once("site", build_site)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project of reading_project.py, for a test that changes and builds it."""
    return new_project(tmp_path)


@pytest.fixture(scope="session")
def english(once: Once) -> Built:
    """The same project, built in English."""
    return Project(once("english", lambda folder: built(new_project(folder), "en"))).built("en")


@pytest.fixture(scope="session")
def korean(once: Once) -> Built:
    """The same project, built in Korean."""
    return Project(once("korean", lambda folder: built(new_project(folder), "ko"))).built("ko")


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address under which the site is served; ends in a slash."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
    playwright: Playwright,
    pytestconfig: pytest.Config,
    shared: Path,
) -> dict[str, Any]:
    """Playwright's launch options, with the browser that is here; fails when there is none."""
    with FileLock(shared / "browser.lock"), shown(pytestconfig):  # one process at most installs it
        program = find_browser(Path(playwright.chromium.executable_path))
    return {**browser_type_launch_args, "executable_path": program, "args": [*LAUNCH_ARGS]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's options for a context; none keeps the site offline but where that is tested."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def page_problems() -> list[str]:
    """What went wrong on this test's pages; a test that provokes an error clears it."""
    return []


@pytest.fixture
def new_context(
    new_context: CreateContextCallback, base_url: str, page_problems: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser context; the test fails if its pages log errors or leave the site."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        watch(context, base_url, page_problems)
        return context

    yield watched
    assert page_problems == []


@contextmanager
def shown(config: pytest.Config) -> Iterator[None]:
    """Let the progress of long work through to the terminal."""
    capture = config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled() if capture else nullcontext():
        yield
