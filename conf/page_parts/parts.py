"""What the extensions have added: kept with the application, in the order of conf.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from jinja2 import Environment, StrictUndefined, Template
from sphinx.application import Sphinx
from sphinx.locale import _
from topics import question_id, sections_of

# Called with the application and a topic's document, or a question's section.
Markup = Callable[[Sphinx, Any], str]
HERE: Final = Path(__file__).parent
# What the scripts share; each stands below those that it imports from.
SHARED: Final = ("dom.js", "data.js", "memory.js", "voice.js", "place.js")


@dataclass
class Parts:
    """The parts: files, functions that return markup, and words for the scripts.

    `early` are scripts that run before a page is shown; they stand in the page and are short.
    `later` are modules that a page loads when they are used.
    `pages` are pages other than topics that load the files.
    """

    scripts: list[Path] = field(default_factory=list)
    styles: list[Path] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    later: list[Path] = field(default_factory=list)
    bar: list[Markup] = field(default_factory=list)
    foot: list[Markup] = field(default_factory=list)
    texts: list[Callable[[], dict[str, str]]] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)


def parts_of(app: Sphinx) -> Parts:
    """Return the parts of this application."""
    kept: Parts = app.__dict__.setdefault("page_parts", Parts())
    return kept


def add_parts(
    app: Sphinx,
    folder: Path,
    *,
    bar: Markup | None = None,
    foot: Markup | None = None,
    texts: Callable[[], dict[str, str]] | None = None,
) -> None:
    """Add what an extension has for a page.

    Args:
        app: The application.
        folder: The extension's folder. Its `page.js`, an ES module, and its `page.css` are joined
            with those of others; its `early.js` stands in the page. The modules in its
            folder `later` are loaded when they are used: `use("name")` of data.js.
        bar: Returns markup for the bar of a topic, from its document.
        foot: Returns markup for the foot of a question, from its section.
        texts: Returns words for the scripts, in the language of the edition.
    """
    app.setup_extension("page_parts")
    # Sphinx finds the templates there, and gettext their texts.
    app.connect("config-inited", lambda _app, config: config.templates_path.append(str(folder)))
    parts = parts_of(app)
    if not parts.scripts:
        parts.scripts += [HERE / name for name in SHARED]
        parts.styles.append(HERE / "base.css")
    parts.scripts += [path for path in [folder / "page.js"] if path.is_file()]
    parts.styles += [path for path in [folder / "page.css"] if path.is_file()]
    parts.early += [one_line(path) for path in [folder / "early.js"] if path.is_file()]
    parts.later += sorted(folder.glob("later/*.js"))
    parts.bar += [bar] if bar else []
    parts.foot += [foot] if foot else []
    parts.texts += [texts] if texts else []


def one_line(path: Path) -> str:
    """Return a script without its comments and line breaks; each statement ends in `;` or `}`."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "".join(line for line in lines if not line.startswith("//"))


def render(path: Path, **values: Any) -> str:
    """Return a small template filled with values, which are escaped; `_` translates."""
    return _template(path).render(_=_, **values).strip()


@cache  # a question's foot is rendered for each question, and compiling takes most of the time
def _template(path: Path) -> Template:
    jinja = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return jinja.from_string(path.read_text(encoding="utf-8"))


def question_sections(document: nodes.document) -> list[nodes.section]:
    """Return the sections of a page that are questions."""
    return [section for section in sections_of(document) if question_id(section)]


def title_of(section: nodes.section) -> nodes.title:
    """Return the title of a section; an empty one if it has none."""
    title = section.next_node(nodes.title)
    return nodes.title() if title is None else title
