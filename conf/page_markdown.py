"""Sphinx extension: each page as Markdown beside it, and `llms.txt`, which names them all.

For programs that read: https://llmstxt.org says what `llms.txt` is. The Markdown is made from the
page that readers get, in its language, so nothing of MyST or of the catalogs is left in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from editions import site_address
from page_head import DescriptionCollector
from question_data import SCHEMA, file_name
from question_data.clean_page import clean_page
from site_languages import Languages
from site_texts import Catalog
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata
from topics import count_text, counts, topics_in_order

LLMS: Final = "llms.txt"


def _write_page(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if doctree and "body" in context:
        path = Path(app.outdir, f"{pagename}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = clean_page(app, context["body"]).markdown()  # a box becomes a quotation
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        context["markdown_page"] = path.name


def _write_list(app: Sphinx, exception: Exception | None) -> None:
    if not exception and app.builder.format == "html":
        path = Path(app.outdir, LLMS)
        path.write_text("\n".join(_list(app)) + "\n", encoding="utf-8", newline="\n")


def _list(app: Sphinx) -> Iterator[str]:
    root = app.config.root_doc
    topics = topics_in_order(app.env)
    others = [name for name in app.env.collect_relations() if name not in {root, *topics}]
    yield f"# {_('Mundap')}\n\n> {_describe(app, root)}\n"
    yield f"## {_('Topics')}\n"
    for name in topics:
        yield f"{_link(app, name)}: {count_text(counts(app.env)[name])}. {_describe(app, name)}"
    # By conf.py: decks and books load the extension, too, and its file does not stay for them.
    if "question_data" in app.config.extensions:
        base, code = app.config.html_baseurl, app.config.language
        yield f"\n## {_('Data')}\n"
        yield f"- [{file_name(code)}]({base}{file_name(code)}): {_('All questions as JSON')}"
        yield f"- [{SCHEMA}]({base}{SCHEMA}): {_('The JSON Schema of this file')}"
    yield "\n## Optional\n"  # the word that the format has for what may be left out
    for name in others:
        yield f"{_link(app, name)}: {_describe(app, name)}".removesuffix(": ")


def _link(app: Sphinx, name: str) -> str:
    title = " ".join(app.env.titles[name].astext().split())
    return f"- [{title}]({app.config.html_baseurl}{name}.md)"


def _describe(app: Sphinx, name: str) -> str:
    return DescriptionCollector.kept(app.env).get(name, "")


def finish_site(site: Path, languages: Languages, _kept: Path) -> None:
    """Write the list of the lists above the editions, as far as they have one."""
    lists = [each for each in languages.all if (site / each.code / LLMS).is_file()]
    if not lists:
        return
    name = " · ".join(Catalog(each).gettext("Mundap") for each in lists)
    about = "Study notes on machine learning, written as questions and answers."
    lines = [f"# {name}\n", *(f"> {Catalog(each).gettext(about)}" for each in lists)]
    lines.append("\n## " + " · ".join(Catalog(each).gettext("Languages") for each in lists) + "\n")
    for each in lists:
        address = f"{site_address()}{each.code}/{LLMS}"
        lines.append(
            f"- [{each.name}]({address}): {Catalog(each).gettext('All pages as Markdown')}"
        )
    (site / LLMS).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("html-page-context", _write_page)
    app.connect("build-finished", _write_list)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
