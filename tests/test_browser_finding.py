"""A browser is found in this order: installed, Playwright's own, Debian's; or the way is told."""

import subprocess
from pathlib import Path
from typing import Any

import browser
import pytest


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no browser; what is put into its folder `bin` is installed."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(browser, "MAC_APPS", ())
    monkeypatch.setattr(browser, "WINDOWS_APPS", ())
    return programs


def put(place: Path) -> Path:
    place.touch(mode=0o755)
    return place


def never() -> None:
    raise AssertionError("nothing had to be installed")


def test_an_installed_browser_comes_before_playwrights_own(machine: Path, tmp_path: Path) -> None:
    chrome, own = put(machine / "google-chrome"), put(tmp_path / "own")
    assert browser.find_browser(own, never) == chrome


def test_chromium_comes_before_chrome(machine: Path, tmp_path: Path) -> None:
    put(machine / "google-chrome")
    chromium = put(machine / "chromium")
    assert browser.find_browser(tmp_path / "own", never) == chromium


@pytest.mark.usefixtures("machine")
def test_playwrights_own_comes_before_debians(tmp_path: Path) -> None:
    own = put(tmp_path / "own")
    assert browser.find_browser(own, never) == own


def test_debians_is_installed_when_there_is_no_other(machine: Path, tmp_path: Path) -> None:
    found = browser.find_browser(tmp_path / "own", lambda: (machine / "chromium").touch(mode=0o755))
    assert found == machine / "chromium"


@pytest.mark.usefixtures("machine")
def test_an_installation_that_brings_no_browser_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(browser.BrowserNotFoundError, match="install one of them"):
        browser.find_browser(tmp_path / "own", lambda: None)


@pytest.mark.parametrize(("apt", "user"), [(False, 0), (True, 1000)])
def test_without_debian_or_root_the_error_says_how_to_get_one(
    machine: Path, monkeypatch: pytest.MonkeyPatch, apt: bool, user: int
) -> None:
    if apt:
        put(machine / "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: user, raising=False)
    with pytest.raises(browser.BrowserNotFoundError, match="playwright install chromium"):
        browser.install_from_debian(lambda *_, **__: never())


def test_debian_also_gets_a_font_for_korean_when_it_has_none(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine / "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    calls: list[list[str]] = []
    browser.install_from_debian(lambda command, **_: calls.append(command))
    assert [call[-1] for call in calls] == ["update", "fonts-noto-cjk"]
    assert "chromium" in calls[1]


def test_a_failed_installation_is_told_with_the_way_to_get_one(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine / "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)

    def fail(command: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(100, command)

    with pytest.raises(browser.BrowserNotFoundError, match=r"install one of them.*100"):
        browser.install_from_debian(fail)
