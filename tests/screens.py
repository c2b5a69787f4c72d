"""The sizes of screens that browser tests share, and the type of their fixture for more readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from playwright.sync_api import BrowserContext, ViewportSize

NewContext = Callable[..., BrowserContext]
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
NARROW: Final[ViewportSize] = {"width": 320, "height": 640}  # WCAG 1.4.10
