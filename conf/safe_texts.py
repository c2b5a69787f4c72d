"""Sphinx extension: a translated text of the interface cannot be markup or break a format.

Sphinx and its templates put these texts into pages as they are, within attributes, too, and fill
in their placeholders. A stranger's `sphinx.po` may say anything.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.typing import ExtensionMetadata

PLACEHOLDER: Final = re.compile(r"%(?:\(\w*\))?.?|\{[^{}]*\}|[{}]")
TAG: Final = re.compile(r"<[^<>]*>?")
# No text of the interface needs these: what looks like them is shown instead.
LOOK_ALIKES: Final = str.maketrans('<>"', "‹›”")


def safe_text(message: str, translation: str) -> str:
    """Return a translation that is as harmless as the English.

    Args:
        message: The English, with or without placeholders and tags.
        translation: What a catalog has for it.

    Returns:
        The translation without marks of HTML; the English where the translation has other
        placeholders or, for one with tags, other tags.
    """
    if any(mark in message for mark in "%{") and _differ(PLACEHOLDER, translation, message):
        return message
    if "<" in message:
        return message if _differ(TAG, translation, message) else translation
    return translation.translate(LOOK_ALIKES)


def _differ(pattern: re.Pattern[str], one: str, other: str) -> bool:
    """Return whether two texts differ in what a pattern finds in them."""
    return sorted(pattern.findall(one)) != sorted(pattern.findall(other))


def make_safe(translations: NullTranslations | None) -> None:
    """Make every text of a catalog harmless, and of those that it falls back on."""
    while translations:
        catalog: dict[Any, str] = getattr(translations, "_catalog", {})
        for key, text in catalog.items():
            message = key[0] if isinstance(key, tuple) else key
            catalog[key] = safe_text(message, text) if message else text
        translations = getattr(translations, "_fallback", None)


def _at_start(app: Sphinx) -> None:
    make_safe(translators.get(("general", "sphinx")))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("builder-inited", _at_start, priority=0)  # before anybody asks for a text
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
