"""Sphinx extension: the directive `{translation-progress}`, a bar for each page and language."""

from typing import Any

from catalog_state import count, page_catalog
from docutils import nodes
from site_languages import Language, read_languages
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class progress_table(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the tables go; `pages` are their rows."""


class bar(nodes.Inline, nodes.Element):  # noqa: N801
    """A bar: `done` of `total` messages of `page`."""


class ProgressDirective(SphinxDirective):
    """How much of each page is translated, in every language of the site but the source's."""

    def run(self) -> list[nodes.Node]:
        """Return a node that is filled when the page is written."""
        self.env.__dict__.setdefault("progress_pages", set()).add(self.env.docname)
        return [progress_table()]


class FillProgress(SphinxPostTransform):
    """Replaces the node by a table for each language."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Fill this page's tables."""
        found = read_languages()
        for node in list(self.document.findall(progress_table)):
            languages = [each for each in found.all if each.code != found.source]
            node.replace_self([self._table(language) for language in languages])

    def _table(self, language: Language) -> nodes.table:
        head = [language.name, _("Progress"), _("Translated"), _("Changed"), _("To do")]
        group = nodes.tgroup(cols=len(head))
        group += [nodes.colspec(colwidth=1) for _column in head]
        group += nodes.thead("", _row([nodes.Text(text) for text in head]))
        group += nodes.tbody("", *self._rows(language))
        return nodes.table("", group, classes=["translation-progress"])

    def _rows(self, language: Language) -> list[nodes.row]:
        rows = []
        for docname in sorted(self.env.found_docs, key=self._order):
            counts = count(page_catalog(self.app, language.code, docname))
            total, done = counts.total(), counts["translated"]
            if total:
                title = self.env.titles[docname].astext()
                uri = self.app.builder.get_relative_uri(self.env.docname, docname)
                link = nodes.reference("", title, refuri=uri, internal=True)
                numbers = [f"{done} / {total}", str(counts["changed"]), str(total - done)]
                progress = bar(done=done, total=total, page=title)
                rows.append(_row([link, progress, *(nodes.Text(text) for text in numbers)]))
        return rows

    def _order(self, docname: str) -> tuple[bool, str]:
        return (docname.startswith("topics/"), docname)


def _row(cells: list[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def _always_read(app: Sphinx, env: BuildEnvironment, *_changes: set[str]) -> set[str]:
    """The page is read in every build: any catalog may have changed, or be new."""
    return set(env.__dict__.get("progress_pages", set())) & env.found_docs


def _visit_bar(translator: HTML5Translator, node: bar) -> None:
    share = f"{node['done'] * 100 // max(node['total'], 1)}%"
    label = translator.attval(f"{node['page']}: {share}")
    start = f'<progress value="{node["done"]}" max="{node["total"]}" aria-label="{label}">'
    # The share is the element's content for browsers without it, and stands beside the bar.
    translator.body.append(f"{start}{share}</progress> {share}")
    raise nodes.SkipNode


def _merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    found = other.__dict__.get("progress_pages", set())
    env.__dict__.setdefault("progress_pages", set()).update(found)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_node(progress_table)
    app.add_node(bar, html=(_visit_bar, None))
    app.add_directive("translation-progress", ProgressDirective)
    app.add_post_transform(FillProgress)
    app.connect("env-get-outdated", _always_read)
    app.connect("env-merge-info", _merge)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
