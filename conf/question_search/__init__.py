"""Sphinx extension: a search that finds the question, in either language, however it is typed.

At the end of a build an index of all questions is written to `_static/search/`; the engine that
reads it, in the browser alone, is in `engine/`, and `engine/engine.js` says how a page uses it.
"""

from typing import Any

from docutils import nodes
from site_languages import read_languages
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from .build import FOLDER, begin, engine_script, finish
from .doctrees import QuestionCollector, SplitKeywords


def _name_engine(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    context["search_engine"] = app.question_search_engine  # type: ignore[attr-defined]


def _find_engine(app: Sphinx) -> None:
    name, _ = engine_script([language.code for language in read_languages().all])
    app.question_search_engine = f"{FOLDER}/{name}"  # type: ignore[attr-defined]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_env_collector(QuestionCollector)
    app.add_transform(SplitKeywords)
    app.connect("builder-inited", _find_engine)
    app.connect("builder-inited", begin)
    app.connect("html-page-context", _name_engine)
    app.connect("build-finished", finish)
    return {
        "version": "1",
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
