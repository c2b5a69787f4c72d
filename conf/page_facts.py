"""Sphinx extension: a page that did not change is written again if what it shows of others did.

Sphinx writes a page again when its own text changes. But a page shows more: the titles of other
pages, related questions, translations, definitions of terms. Each extension that shows such
things says what they are, page by page; when they differ from those of the last build, the page
is written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from catalog_state import catalog_name, locales_folder
from docutils import nodes
from kept import FOR_ALL
from page_collector import PageCollector
from site_languages import read_languages
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

PAGES_WRITTEN: Final = "pages are written"
PAGES_ONLY: Final = "pages_only"  # the setting of a preview: nothing is made of the written pages
# Called with the application, after reading, and a page; returns what becomes JSON.
Facts = Callable[[Sphinx, str], Any]


logger = logging.getLogger(__name__)


def add_facts(app: Sphinx, facts: Facts) -> None:
    """Let a page be written again when what `facts` returns for it has changed."""
    _all_facts(app).append(facts)


def add_site_facts(app: Sphinx, facts: Callable[[Sphinx], Any]) -> None:
    """Let every page be written again when what `facts` returns has changed."""
    digests: list[str] = []

    def once(app: Sphinx, _docname: str) -> str:
        if not digests:
            digests.append(digest_of(facts(app)))
        return digests[0]

    add_facts(app, once)


def forget_facts(app: Sphinx) -> None:
    """Ask for none in this build, of which nothing was made before or will be made again."""
    _all_facts(app).clear()


def _all_facts(app: Sphinx) -> list[Facts]:
    kept: list[Facts] = app.__dict__.setdefault("page_facts", [])
    return kept


class TargetCollector(PageCollector[list[str]]):
    """Keeps what each page refers to by name."""

    name = "page_targets"

    def find(self, doctree: nodes.document) -> list[str]:
        """Return the targets of a page."""
        found = {str(node.get("reftarget")) for node in doctree.findall(addnodes.pending_xref)}
        return sorted(found)


def tree_of(app: Sphinx) -> list[Any]:
    """Return what every page shows: the tree of pages, with their titles in its order."""
    titles = sorted((name, title.astext()) for name, title in app.env.titles.items())
    return [titles, sorted(app.env.toctree_includes.items())]


def _entries(app: Sphinx, docname: str) -> list[Any]:
    """A table of contents shows the headings of the pages in it, and of those in theirs."""
    tree, tocs = app.env.toctree_includes, app.env.tocs
    listed = dict.fromkeys(tree.get(docname, ()))
    todo = [*listed]
    while todo:  # a page may list one that lists it
        new = [name for name in tree.get(todo.pop(), ()) if name not in listed]
        listed |= dict.fromkeys(new)
        todo += new
    found = (tocs[name].findall(nodes.reference) for name in listed if name in tocs)
    return [[link["anchorname"], str(link)] for links in found for link in links]


def _trust_facts(app: Sphinx, builder: Builder) -> None:
    """Write no page again only because it lists one that has changed: the facts say what it shows.

    Sphinx would, which costs a large site three more pages for each paragraph.
    """
    app.env.files_to_rebuild = {}


def _references(app: Sphinx, docname: str) -> list[Any]:
    """A reference shows the title of what it leads to."""
    domain = app.env.domains.standard_domain
    return [
        [
            domain.labels.get(target.lower()),
            domain.anonlabels.get(target.lower()),
            domain.objects.get(("term", target)) or domain.objects.get(("term", target.lower())),
        ]
        for target in TargetCollector.kept(app.env).get(docname, ())
    ]


def _translations(app: Sphinx, docname: str) -> list[str]:
    """A page shows what it is called, and more, in the other languages."""
    names = [catalog_name(language.code, docname) for language in read_languages().all]
    paths = [locales_folder(app) / name for name in names]
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()]


def digest_of(facts: Any) -> str:
    """Return a digest of what can be told as JSON."""
    text = json.dumps(facts, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _changed(app: Sphinx, env: BuildEnvironment) -> Iterator[str]:
    now = {
        name: digest_of([facts(app, name) for facts in _all_facts(app)])
        for name in sorted(env.found_docs)
    }
    app.__dict__["new_facts"] = now
    path = _file(app)
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    # Until the pages are written, nothing is known: a build that fails leaves them as they were.
    path.unlink(missing_ok=True)
    yield from (name for name, facts in now.items() if before.get(name) != facts)


def _leave_out(app: Sphinx) -> None:
    """Let nobody but Sphinx and this module do something when the pages are written."""
    if app.config[PAGES_ONLY]:
        app.events.listeners["build-finished"] = [
            each
            for each in app.events.listeners["build-finished"]
            if each.handler.__module__.partition(".")[0] in {"sphinx", __name__}
        ]


def _keep(app: Sphinx, exception: Exception | None) -> None:
    if not exception and "new_facts" in app.__dict__:
        text = json.dumps(app.__dict__["new_facts"], indent=0)
        _file(app).write_text(text, encoding="utf-8")


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"facts-{app.builder.name}.json")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_config_value(PAGES_ONLY, default=False, rebuild="", types=frozenset({bool}))
    app.add_config_value(FOR_ALL, default="", rebuild="", types=frozenset({str}))
    app.connect("builder-inited", _leave_out)
    add_site_facts(app, tree_of)
    add_facts(app, _entries)
    add_facts(app, _references)
    add_facts(app, _translations)
    app.add_env_collector(TargetCollector)
    app.connect("write-started", _trust_facts)
    app.connect("env-updated", lambda app, env: list(_changed(app, env)))
    app.connect("build-finished", lambda *_: logger.info(PAGES_WRITTEN), priority=0)
    app.connect("build-finished", _keep)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
