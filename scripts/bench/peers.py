"""The peer that anybody has who builds with Sphinx: the same pages with Furo and MyST alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

CONF: Final = """\
project = "Plain"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
exclude_patterns = ["seeds"]
locale_dirs = ["../locales"]
gettext_compact = False
"""
OURS: Final = re.compile(
    r"^(:::+|```+)\{(questions|topics|downloads|translation-progress)\}\n(.*\n)*?\1\n", re.MULTILINE
)


def make_plain(project: Path, folder: Path) -> None:
    """Copy a project's pages and catalogs without what only Mundap's own directives fill.

    Args:
        project: A project whose seeds are split.
        folder: Where the copy goes; replaced if it is there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "locales"):
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("*.mo"))
    for path in (folder / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(OURS.sub("", text), encoding="utf-8")
    (folder / "conf").mkdir()
    (folder / "conf/conf.py").write_text(CONF, encoding="utf-8")
