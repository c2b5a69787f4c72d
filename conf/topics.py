"""Sphinx extension: the directives `{topics}` and `{questions}`.

Both are filled when a page is written, from titles that are translated by then. A question
is a section whose id starts with `q-`; a topic is a page that has `{questions}`.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from page_collector import PageCollector
from page_facts import add_facts
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import is_translatable
from sphinx.util.typing import ExtensionMetadata

QUESTION_PREFIX = "q-"


class topics_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the list of topics goes."""


class questions_list(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the list of a page's questions goes."""


class TopicsDirective(SphinxDirective):
    """The topics of the site, each with a link and its number of questions."""

    def run(self) -> list[nodes.Node]:
        """Return a node that is filled when the page is written."""
        return [topics_list()]


class QuestionsDirective(SphinxDirective):
    """The questions of this page as links."""

    def run(self) -> list[nodes.Node]:
        """Return a node that is filled when the page is written."""
        return [questions_list()]


def question_id(section: nodes.section) -> str | None:
    """Return the section's permanent id, or None if the section is no question."""
    return next((name for name in section["ids"] if name.startswith(QUESTION_PREFIX)), None)


def sections_of(node: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections below a node, in the order of the page.

    They stand in documents and in sections alone, so nothing else is looked through: a large page
    has a hundred times as many nodes, and is asked for its sections ten times.
    """
    for child in node.children:
        if isinstance(child, nodes.section):
            yield child
            yield from sections_of(child)


def questions_of(document: nodes.document) -> Iterator[tuple[str, nodes.title]]:
    """Yield the id and the title of each question, in the order of the page."""
    for section in sections_of(document):
        name = question_id(section)
        title = section.next_node(nodes.title)
        if name and title:
            yield name, title


def paragraphs_of(section: nodes.section) -> list[nodes.paragraph]:
    """Return the paragraphs of a section that have a source, and so a translation.

    They are those that Sphinx's `extract_messages` finds. It looks at every node, and makes XML of
    many of them for a log that nobody reads.
    """
    found: list[nodes.paragraph] = list(section.findall(nodes.paragraph))
    return [each for each in found if is_translatable(each) and each.rawsource.strip()]


class TopicCollector(PageCollector[int]):
    """Keeps the number of questions of each topic."""

    name = "topic_counts"

    def find(self, doctree: nodes.document) -> int | None:
        """Count the questions of a page that is a topic."""
        is_topic = doctree.next_node(questions_list)
        return len(list(questions_of(doctree))) if is_topic else None


class TopicListCollector(PageCollector[bool]):
    """Keeps which pages show topics."""

    name = "topic_lists"

    def find(self, doctree: nodes.document) -> bool | None:
        """Return whether a page shows topics."""
        return True if doctree.next_node(topics_list) else None


def counts(env: BuildEnvironment) -> dict[str, int]:
    """Return the number of questions of each topic page."""
    return TopicCollector.kept(env)


def topics_in_order(env: BuildEnvironment) -> list[str]:
    """Return the topic pages in the order of the tables of contents."""
    found = [name for name in _walk(env, env.config.root_doc, set()) if name in counts(env)]
    return found + sorted(set(counts(env)) - set(found))


def _walk(env: BuildEnvironment, docname: str, seen: set[str]) -> Iterator[str]:
    if docname in seen:
        return
    seen.add(docname)
    yield docname
    for child in env.toctree_includes.get(docname, []):
        yield from _walk(env, child, seen)


def count_text(number: int) -> str:
    """Return the number of questions in the language of the edition.

    Sphinx extracts no plural forms from templates; a language that has more of them
    translates the second text in a way that is right for each number.
    """
    return _("1 question") if number == 1 else _("{n} questions").format(n=number)


def _shown(app: Sphinx, docname: str) -> list[Any]:
    """Return what a page that lists topics shows of them, besides their order."""
    listed = topics_in_order(app.env) if docname in TopicListCollector.kept(app.env) else []
    return [[str(app.env.titles[name]), counts(app.env)[name]] for name in listed]


class FillTopics(SphinxPostTransform):
    """Replaces the nodes of both directives by lists of links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Fill this page's lists."""
        for topics in list(self.document.findall(topics_list)):
            topics.replace_self(self._topics())
        for questions in list(self.document.findall(questions_list)):
            questions.replace_self(self._questions())

    def _topics(self) -> nodes.bullet_list:
        cards = nodes.bullet_list(classes=["topic-cards"])
        for docname in topics_in_order(self.env):
            uri = self.app.builder.get_relative_uri(self.env.current_document.docname, docname)
            text = nodes.paragraph("", "", _link(uri, self.env.titles[docname]))
            number = count_text(counts(self.env)[docname])
            count = nodes.paragraph("", number, classes=["question-count"])
            cards += nodes.list_item("", text, count)
        return cards

    def _questions(self) -> nodes.enumerated_list:
        links = nodes.enumerated_list(classes=["question-list"], enumtype="arabic")
        for name, title in questions_of(self.document):
            links += nodes.list_item("", nodes.paragraph("", "", _link("#" + name, title)))
        return links


def _link(uri: str, title: nodes.Element) -> nodes.reference:
    children = [child.deepcopy() for child in title.children]
    return nodes.reference("", "", *children, refuri=uri, internal=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_node(topics_list)
    app.add_node(questions_list)
    app.add_directive("topics", TopicsDirective)
    app.add_directive("questions", QuestionsDirective)
    app.add_env_collector(TopicCollector)
    app.add_env_collector(TopicListCollector)
    app.add_post_transform(FillTopics)
    add_facts(app, _shown)
    return {
        "version": "1",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
