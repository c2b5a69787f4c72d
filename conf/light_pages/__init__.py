"""Sphinx extension: a page loads one style sheet, with what the site uses and no more.

Furo's sheet styles what hundreds of other sites have. When all pages are there, `finish_site`
joins the sheets that they have in common, leaves out what no page and no script has (css.py says
what that is), and takes the sheets away that nobody loads any more. And a question has its lasting
ids alone: the one that MyST makes from its wording is twice as long and changes with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from kept import digest, kept_json
from minified import minified
from site_languages import Languages
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from topics import QUESTION_PREFIX, question_id, sections_of

from .css import Rule, drop_unread, parse
from .used import LINK, Used, used_in

# What has to stand in the body of a page that needs the style sheet; None: no page of ours does.
# Furo has the second for extensions that this site does not use, such as tabs and copy buttons.
NEEDED_FOR: Final = {"_static/pygments.css": 'class="highlight', "furo-extensions.css": None}
# Only a few pages load these: they stay files of their own.
APART: Final = ("pygments.css", "study.css")
JOINED: Final = "site.css"
ORDER: Final = ("pygments.css", JOINED, "study.css")


class KeepLastingIds(SphinxPostTransform):
    """Takes away the ids of questions that no editor knows of."""

    default_priority = 902  # after whatever follows references
    builders = ("html", "dirhtml")

    def run(self, **kwargs: Any) -> None:
        """Clean the questions of this page."""
        for section in sections_of(self.document):
            if question_id(section):
                section["ids"] = [
                    name for name in section["ids"] if name.startswith(QUESTION_PREFIX)
                ]


def is_needed(name: str, body: str) -> bool:
    """Return whether a page with this body needs the style sheet of this name."""
    for end, sign in NEEDED_FOR.items():
        if name.endswith(end):
            return sign is not None and sign in body
    return True


def light_sheets(static: Path, used: Used) -> dict[str, str]:
    """Return the style sheets that pages load, by their new names, without what is unused.

    Raises:
        ExtensionError: A style sheet is not well-formed; the message says where.
    """
    found: dict[str, list[Rule]] = {}
    for name, media in used.sheets.items():
        try:
            rules = parse((static / name).read_text(encoding="utf-8"), used.names)
        except ValueError as error:
            raise ExtensionError(f"{static / name}: {error}; mend the style sheet") from error
        wrapped = [Rule(f"@media {media}", [], rules)] if media else rules
        found.setdefault(name if name in APART else JOINED, []).extend(wrapped)
    drop_unread(list(found.values()), "".join(sorted(used.styles)))
    return {name: "".join(map(str, rules)) + "\n" for name, rules in found.items()}


def with_light_sheets(page: str, sheets: dict[str, str]) -> str:
    """Return a page that loads the joined style sheet, and the others that it needs."""
    links = list(LINK.finditer(page))
    names = [found["name"] if found["name"] in APART else JOINED for found in links]
    lines = [
        f'<link rel="stylesheet" href="{links[0]["static"]}{name}?v={version(sheets[name])}">\n'
        for name in sorted(set(names), key=ORDER.index)
    ]
    ends = [0, *(found.end() for found in links)]
    rest = [page[end : found.start()] for end, found in zip(ends, links, strict=False)]
    rest[1:1] = lines  # in the place of the first
    return "".join([*rest, page[ends[-1] :]])


def version(text: str) -> str:
    """Return what tells a browser whether a file is another one."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def finish_site(site: Path, languages: Languages, kept: Path) -> None:
    """Make the style sheets of each edition light, and write its scripts short."""
    for language in languages.all:
        _finish_edition(site / language.code, kept / "used" / language.code)


def _finish_edition(edition: Path, kept: Path) -> None:
    used, static = used_in(edition, kept), edition / "_static"
    if not used.sheets:
        return
    sheets = _kept_sheets(static, used, kept)
    for path in _sheets_and_maps(static):
        path.unlink()
    for name, text in sheets.items():
        (static / name).write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(static.glob("*.js")):
        script = minified(path.read_text(encoding="utf-8"))
        path.write_text(script, encoding="utf-8", newline="\n")
    for path in sorted(edition.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        path.write_text(with_light_sheets(page, sheets), encoding="utf-8", newline="\n")


def _kept_sheets(static: Path, used: Used, kept: Path) -> dict[str, str]:
    """Return the style sheets; those of the last build if nothing that they follow from changed."""
    told = json.dumps([sorted(used.names), sorted(used.styles), list(used.sheets.items())])
    made_from = digest(told.encode(), *((static / name).read_bytes() for name in used.sheets))
    return dict(kept_json(kept / "sheets", made_from, partial(light_sheets, static, used)))


def _sheets_and_maps(static: Path) -> Iterator[Path]:
    for ending in ("*.css", "*.css.map"):
        yield from sorted(static.rglob(ending))


def _drop_styles(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    body = context.get("body", "")
    files = context.get("css_files", [])
    context["css_files"] = [file for file in files if is_needed(str(file.filename), body)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_post_transform(KeepLastingIds)
    app.connect("html-page-context", _drop_styles, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
