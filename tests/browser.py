"""Find a Chromium for the tests, and watch what its pages do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
MAC_APPS: Final = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_APPS: Final = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")
# Each window of a whole Chromium, also of one without a screen, loads pages of its own for the
# address bar: two fifths of what a test's page costs. This list takes the place of Playwright's.
UNUSED: Final = (
    "WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup,AimEnabled,LensOverlay,"
    "MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,PaintHolding,ThirdPartyStoragePartitioning,"
    "DestroyProfileOnBrowserClose,AvoidUnnecessaryBeforeUnloadCheckSync"
)
# What a test machine must not do: ask for a GPU, look up hosts, keep a profile.
LAUNCH_ARGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={UNUSED}",
)
APT: Final = ("apt-get", "--yes", "-q", "-o", "Dpkg::Use-Pty=0")
# What Playwright itself says about a context in which tests do not let the site be kept.
NOT_OURS: Final = "Service Worker registration blocked by Playwright"
ADVICE: Final = (
    "tests/browser.py:1: no Chromium or Chrome found; install one of them, or run "
    "`build/nox/dev/bin/python -m playwright install chromium`, "
    "or run the tests as root on Debian, where they install Debian's"
)


class BrowserNotFoundError(RuntimeError):
    """There is no browser, and none can be had here."""


def installed() -> Iterator[Path]:
    """Yield the places where an installed Chromium or Chrome may be, best first."""
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (Path(f"/Applications/{app}.app/Contents/MacOS/{app}") for app in MAC_APPS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / app for app in WINDOWS_APPS)


def has_hangul_font() -> bool:
    """Return whether fontconfig knows a font for Korean."""
    if not (fc_list := shutil.which("fc-list")):
        return False
    return bool(subprocess.run([fc_list, ":lang=ko"], capture_output=True, check=False).stdout)


def install_from_debian(
    run: Callable[..., object] = subprocess.run, packages: Sequence[str] = ()
) -> None:
    """Install Debian's Chromium, and a font for Korean when there is none; or other packages.

    Args:
        run: Called as subprocess.run is.
        packages: What is wanted instead of a browser.

    Raises:
        BrowserNotFoundError: This is not Debian, the user is not root, or apt-get failed.
    """
    if not shutil.which("apt-get") or os.geteuid() != 0:
        told = f"no {' or '.join(packages)}; install it, or run the tests as root on Debian"
        raise BrowserNotFoundError(told if packages else ADVICE)
    packages = packages or ["chromium", *([] if has_hangul_font() else ["fonts-noto-cjk"])]
    print(f"\nInstalling {' and '.join(packages)} with apt-get …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run([*APT, "update"], check=True, env=quiet)
        run([*APT, "install", "--no-install-recommends", *packages], check=True, env=quiet)
    except subprocess.CalledProcessError as error:
        raise BrowserNotFoundError(f"{ADVICE} (here that failed: {error})") from error


def find_browser(playwrights_own: Path, install: Callable[[], None] = install_from_debian) -> Path:
    """Find a browser: an installed one, Playwright's own download, or Debian's package.

    Args:
        playwrights_own: Where Playwright's download would be.
        install: Installs a browser, or raises BrowserNotFoundError.

    Returns:
        The browser's program.

    Raises:
        BrowserNotFoundError: None of the three can be had; the message says how to get one.
    """
    for place in (*installed(), playwrights_own):
        if place.is_file():
            return place
    install()
    for place in installed():
        if place.is_file():
            return place
    raise BrowserNotFoundError(ADVICE)


def watch(context: BrowserContext, home: str, problems: list[str]) -> None:
    """Write down each error of the pages in a context, and each request to another host.

    Args:
        context: The browser context, before its first page.
        home: The address under which the site is served.
        problems: Where findings go, one line each.
    """
    ours = (home, "file:", "data:", "blob:", "about:")

    def on_console(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"} and NOT_OURS not in said.text:
            problems.append(f"{said.location['url']}: console {said.type}: {said.text}")

    def on_request(asked: Request) -> None:
        if not asked.url.startswith(ours):
            problems.append(f"asked another host: {asked.url}")

    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda uncaught: problems.append(f"uncaught: {uncaught.error}"))


def accessibility_findings(page: Page) -> list[str]:
    """Run axe-core on a page.

    Args:
        page: The page, loaded and in the state to be checked.

    Returns:
        One line for each place that breaks a rule: `rule (impact) at selector: how to mend it`.
    """
    return [
        f"{rule['id']} ({rule['impact']}) at {' '.join(map(str, node['target']))}: {rule['help']}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]


def until(page: Page, expression: str, seconds: float = 10) -> None:
    """Wait until an expression is true on a page.

    Playwright's own wait evaluates the text within the page, which the Content-Security-Policy of
    the site refuses; this asks through the protocol.
    """
    for _ in range(int(seconds * 20)):
        if page.evaluate(f"() => Boolean({expression})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not true within {seconds} seconds: {expression}")
