"""Fixtures that several test modules share.

The tests run on every core. The site is built once for all of them, by the function that builds it
for people. Its pages are served on a free port; `page.goto("en/")` opens one. Use
`@pytest.mark.browser_context_args(...)` for a phone, dark mode, or no JavaScript, and
`new_context(...)` for a second reader.
"""

from __future__ import annotations

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
from site_project import Built, Project

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
def site(shared: Path, pytestconfig: pytest.Config) -> Path:
    """The site in every language, freshly built; its root page is index.html."""
    folder = shared / "site"
    with FileLock(shared / "site.lock"):
        if not folder.is_dir():  # no other process was here first
            with shown(pytestconfig):
                build_site(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project of reading_project.py, for a test that changes and builds it."""
    return new_project(tmp_path)


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same project, built in English."""
    return built(new_project(tmp_path_factory.mktemp("english")), "en")


@pytest.fixture(scope="session")
def korean(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same project, built in Korean."""
    return built(new_project(tmp_path_factory.mktemp("korean")), "ko")


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
