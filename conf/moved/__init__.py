"""Sphinx extension: addresses of before lead to where their content is now.

`[[moved]]` in editorial.toml says which; the splitter has checked the entries. Hosts get the pages
in their own languages: `_redirects` (Netlify, Cloudflare Pages), `_redirects.nginx` and
`_redirects.caddy`. For a host that reads none of them, a page with a link stands where the old one
was. What follows the `#` no server sees: so the page that an old address leads to has a line for
each question that has left it, which is seen when somebody comes for this question, and a script
of the page follows its link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from docutils import nodes
from editions import site_address
from editorial_file import EDITORIAL
from page_facts import add_facts
from page_parts.questions import site_questions
from site_inputs import ROOT
from site_languages import Language, Languages
from site_root import templates
from site_texts import Catalog
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from .table import Moved, read_moved

SERVERS: Final = {
    "_redirects": "{old} {new} 301",
    "_redirects.nginx": 'location = "{old}" {{ return 301 "{new}"; }}',
    "_redirects.caddy": 'redir "{old}" "{new}" 301',
}
TITLE: Final = re.compile(r"<title>([^<]*)</title>")


def _moved(app: Sphinx) -> Moved:
    kept: list[Moved] = app.__dict__.setdefault("moved", [])
    if not kept:
        kept.append(read_moved(Path(app.srcdir, EDITORIAL)))
    return kept[0]


def _left(app: Sphinx, docname: str) -> list[tuple[str, str, str, str]]:
    """Return for each question that has left a page its id, and where it is: page, id, title."""
    questions, titles = site_questions(app), app.env.titles
    return [
        (name, page, there, questions[there].title if there in questions else titles[page].astext())
        for name, page, there in _moved(app).left(docname)
        if page in titles
    ]


class ShowMoved(SphinxPostTransform):
    """Puts a line for each question that has left a page at its end."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Add the lines of this page."""
        here = self.env.current_document.docname
        for name, page, there, title in _left(self.app, here):
            uri = self.app.builder.get_relative_uri(here, page) if page != here else ""
            link = nodes.reference("", title, refuri=uri + (there and f"#{there}"), internal=True)
            line = nodes.paragraph("", _("This has moved:") + " ", link, classes=["moved"])
            line["ids"] = [name]
            self.document.append(line)


def finish_site(site: Path, languages: Languages, _kept: Path) -> None:
    """Write what hosts read, and a page in each edition for each page that is gone."""
    pages = dict(read_moved(ROOT / "docs" / EDITORIAL).pages())
    if not pages:
        return
    for name, form in SERVERS.items():
        lines = [form.format(old=old, new=new) for old, new in _pairs(name, pages, languages)]
        (site / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for language in languages.all:
        for old, new in pages.items():
            path = site / language.code / f"{old}.html"
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                name = _title(site / language.code / f"{new}.html")
                text = _page(language, old, new, name)
                path.write_text(text, encoding="utf-8", newline="\n")


def _pairs(name: str, pages: dict[str, str], languages: Languages) -> Iterator[tuple[str, str]]:
    prefix = urlsplit(site_address()).path or "/"
    for language in languages.all:
        for old, new in pages.items():
            pair = (f"{prefix}{language.code}/{page}" for page in (old, new))
            before, after = (quote(each) if name == "_redirects" else each for each in pair)
            yield f"{before}.html", f"{after}.html"
            if name == "_redirects":  # Cloudflare shows readers addresses without the ending
                yield before, f"{after}.html"


def _page(language: Language, old: str, new: str, name: str) -> str:
    link = "../" * old.count("/") + quote(f"{new}.html")
    address = site_address()
    whole = f"{address}{language.code}/{quote(new)}.html" if address else link
    texts = {language.code: Catalog(language).gettext}
    template = templates().get_template("moved.html")
    return template.render(languages=[language], texts=texts, link=link, canonical=whole, name=name)


def _title(page: Path) -> str:
    """Return what a page is called, or its name if it says nothing."""
    found = TITLE.search(page.read_text(encoding="utf-8")) if page.is_file() else None
    return unescape(found[1]) if found else page.name


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_post_transform(ShowMoved)
    add_facts(app, _left)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
