"""Markup of our own in a doctree: the bar of a topic and the foot of each question."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator
from topics import counts

from .parts import parts_of, question_sections


class fragment(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Markup of ours in `html`; it has no text, so that nothing else takes it for content."""


def visit(translator: HTML5Translator, node: fragment) -> None:
    """Write the markup as it is."""
    translator.body.append(node["html"])
    raise nodes.SkipNode


def skip(translator: Any, node: fragment) -> None:
    """Write nothing: other formats have no use for buttons."""
    raise nodes.SkipNode


class AddFragments(SphinxPostTransform):
    """Puts the bar below a topic's title and a foot below each of its questions."""

    default_priority = 900  # after the links are resolved: markup may be made from them
    builders = ("html", "dirhtml")

    def run(self, **kwargs: Any) -> None:
        """Add the fragments of this page, if it is a topic."""
        if self.env.current_document.docname not in counts(self.env):
            return
        parts, title = parts_of(self.app), self.document.next_node(nodes.title)
        if title and (inner := "".join(make(self.app, self.document) for make in parts.bar)):
            place = title.parent.index(title) + 1
            label = escape(_("How to read this page"))
            data = f'data-page="{escape(self.env.current_document.docname)}"'
            bar = (
                f'<div class="reading-bar" role="group" aria-label="{label}" {data}>{inner}</div>\n'
            )
            title.parent.insert(place, fragment(html=bar))
        for section in question_sections(self.document):
            if inner := "".join(make(self.app, section) for make in parts.foot):
                section.append(fragment(html=f'<div class="question-foot">{inner}</div>\n'))
