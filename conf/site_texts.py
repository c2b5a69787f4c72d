"""The texts of the interface in any language, for what is written above the editions."""

from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from site_languages import LANGUAGES_FILE, Language


class Catalog(NullTranslations):
    """The interface's texts in one language, straight from sphinx.po."""

    def __init__(self, language: Language, locales: Path = LANGUAGES_FILE.parent) -> None:
        """Read the catalog of `language`, if there is one."""
        super().__init__()
        path = locales / language.code / "LC_MESSAGES" / "sphinx.po"
        self._texts: dict[Any, Any] = {}
        if path.is_file():
            with path.open("rb") as file:
                self._texts = {m.id: m.string for m in read_po(file) if not m.fuzzy and m.string}

    def gettext(self, message: str) -> str:
        """Return the translation of `message`, or `message` itself."""
        return str(self._texts.get(message, message))
