"""What the search box knows of its edition: its words, and where its pages are."""

from __future__ import annotations

import json
from typing import Any, Final

from site_languages import read_languages
from sphinx.application import Sphinx
from sphinx.locale import _
from topics import count_text, counts, topics_in_order

GLOSSARY: Final = "glossary"


def texts() -> dict[str, str]:
    """Return the words of the box in the language of the edition, by the names in the scripts."""
    return {
        "results": _("Search results"),
        "one": _("1 result"),
        "many": _("{n} results"),
        "none": _("No results"),
        "related": _("Related questions"),
        "close": _("No question fits exactly. These come close."),
        "corrected": _("Results for {query}"),
        "meant": _("Did you mean {query}?"),
        "nothing": _("No question was found for {query}."),
        "understood": _("Understood as: {words}"),
        "unknown": _("Found nowhere: {words}"),
        "edition": _("Search in {language}"),
        "topics": _("Topics"),
        "recent": _("Recent searches"),
        "remove": _("Remove “{query}” from the recent searches"),
        "removeAll": _("Remove all"),
        "hint": _(
            "Search in English or Korean. Initial consonants such as ㅇㅈㅎ, typing mistakes and "
            "the wrong keyboard layout are understood, too."
        ),
        "loading": _("Loading …"),
        "failed": _("The search could not be loaded."),
        "again": _("Try again"),
    }


def places(app: Sphinx) -> dict[str, Any]:
    """Return the links that the box offers; they start from the root of the edition."""
    builder: Any = app.builder
    pages = [
        {"link": builder.get_target_uri(name), "title": app.env.titles[name].astext()}
        for name in [GLOSSARY]
        if name in app.env.titles
    ]
    if builder.get_builder_config("use_index", "html"):
        pages.append({"link": builder.get_target_uri("genindex"), "title": _("Index")})
    return {
        "topics": topic_links(app),
        "editions": [
            {"code": language.code, "name": language.name}
            for language in read_languages().all
            if language.code != app.config.language
        ],
        "pages": pages,
    }


def topic_links(app: Sphinx) -> list[dict[str, str]]:
    """Return the link, the title and the number of questions of each topic."""
    builder: Any = app.builder
    return [
        {
            "link": builder.get_target_uri(name),
            "title": app.env.titles[name].astext(),
            "count": count_text(counts(app.env)[name]),
        }
        for name in topics_in_order(app.env)
    ]


def site_module(app: Sphinx) -> str:
    """Return a JavaScript module with the constants TEXTS and SITE."""
    parts = {"TEXTS": texts(), "SITE": places(app)}
    return "".join(
        f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in parts.items()
    )
