"""Sphinx extension: the tree of pages in the sidebar, always open.

Sphinx makes the whole tree anew for each page, with every heading of every page, which takes most
of the time of a large build. Here it is made once for each folder, since links from there are the
same; for a page, only the lines that lead to it are marked.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.typing import ExtensionMetadata

ENTRY: Final = re.compile(r'<li class="[^"]*"><a class="reference internal" href="([^"]*)">')
LIST: Final = re.compile(r'<ul(?: class="[^"]*")?>$')  # an empty one has a class of its own
NOBODY: Final = "-"  # a page of a folder that is in no tree, so that nothing is marked for it


@dataclass(frozen=True)
class Tree:
    """The tree as pages of one folder see it.

    `lines` are its lines as Sphinx writes them, `openers` the line that opened the list of each
    of them (-1 for none), and `places` the lines of each link.
    """

    lines: list[str]
    openers: list[int]
    places: dict[str, list[int]]

    def marked(self, link: str) -> str:
        """Return the tree with the page marked that `link` leads to, and the way to it."""
        lines = list(self.lines)
        for place in self.places.get(link, ()):
            lines[place] = _as_current_page(self.lines[place])
            up = self.openers[place]
            while up >= 0:
                lines[up] = _as_branch(lines[up])
                up = self.openers[up]
        return "\n".join(lines)


def read_tree(html: str) -> Tree:
    """Return the tree that Sphinx has written for a page that is not in it."""
    tree = Tree(html.split("\n"), [], defaultdict(list))
    open_lists: list[int] = []
    for number, line in enumerate(tree.lines):
        if line == "</ul>":
            open_lists.pop()
        tree.openers.append(open_lists[-1] if open_lists else -1)
        if entry := ENTRY.match(line):
            tree.places[entry[1]].append(number)
        if LIST.search(line):
            open_lists.append(number)
    return tree


def _as_current_page(line: str) -> str:
    line = re.sub(r'^<li class="([^"]*)"', r'<li class="\1 current"', line)
    link = '<a class="current reference internal" href="#" aria-current="page">'
    return re.sub(r'<a class="reference internal" href="[^"]*">', link, line, count=1)


def _as_branch(line: str) -> str:
    line = re.sub(r'^<li class="(toctree-l\d+)"', r'<li class="\1 current"', line)
    return re.sub(r"<ul>$", '<ul class="current">', line)


def tree_for(app: Sphinx, pagename: str) -> str:
    """Return the tree for a page, which need not be in it.

    Args:
        app: The application, after reading.
        pagename: The page.
    """
    folder = posixpath.dirname(pagename)
    nobody = posixpath.join(folder, NOBODY)
    trees: dict[str, Tree] = app.__dict__.setdefault("page_trees", {})
    if folder not in trees:
        trees[folder] = read_tree(_html(app, nobody))
    return trees[folder].marked(escape(app.builder.get_relative_uri(nobody, pagename)))


def _html(app: Sphinx, pagename: str) -> str:
    builder: Any = app.builder
    with _without_headings(app.env):
        tree = global_toctree_for_doc(
            app.env,
            pagename,
            builder,
            tags=app.tags,
            titles_only=True,
            maxdepth=-1,
            includehidden=True,
        )
    return str(builder.render_partial(tree)["fragment"])


@contextmanager
def _without_headings(env: BuildEnvironment) -> Iterator[None]:
    """Let Sphinx copy no headings that it would drop again, of all questions of the site."""
    whole = env.tocs
    env.tocs = {name: _titles_of(toc) for name, toc in whole.items()}
    try:
        yield
    finally:
        env.tocs = whole


def _titles_of(toc: nodes.bullet_list) -> nodes.bullet_list:
    """Return a page's own contents with nothing below a title but the tables in the page."""
    titles = toc.copy()
    entries: list[Any] = toc.children
    for entry in entries:
        title = entry.copy()
        below = list(entry.findall(addnodes.toctree)) if len(entry.children) > 1 else []
        title += [part.deepcopy() for part in entry.children[:1]]
        if below:
            title += nodes.bullet_list("", *(table.deepcopy() for table in below))
        titles += title
    return titles


def _add_tree(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    # Furo's own tree hides the topics behind a switch whose label cannot be translated. Without
    # Sphinx's function Furo makes none.
    if context.pop("toctree", None):
        context["page_tree"] = tree_for(app, pagename)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _add_tree, priority=400)  # before Furo's (500)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
