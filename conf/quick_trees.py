"""Sphinx extension: trees of nodes are walked without recursion, translators look methods up once.

Sphinx looks through each page some eighty times for one kind of node or another. Docutils does so
with a generator for each node, which hands every finding up through those of all its ancestors;
here one loop does the same. What happens at each node is the same, too, but for what docutils
writes into a log that Sphinx keeps closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxTranslator
from sphinx.util.typing import ExtensionMetadata

Condition = type | Callable[[nodes.Node], bool] | None
_docutils_findall: Final = nodes.Node.findall


def findall(  # noqa: PLR0913, PLR0917 - as docutils has it
    self: nodes.Node,
    condition: Condition = None,
    include_self: bool = True,  # noqa: FBT001, FBT002
    descend: bool = True,  # noqa: FBT001, FBT002
    siblings: bool = False,  # noqa: FBT001, FBT002
    ascend: bool = False,  # noqa: FBT001, FBT002
) -> Iterator[Any]:
    """Yield what docutils' own method does, in the same order."""
    if not descend or siblings or ascend:
        return _docutils_findall(self, condition, include_self, descend, siblings, ascend)
    wanted = condition if isinstance(condition, type) else nodes.Node
    found = _below(self, wanted)
    if include_self and isinstance(self, wanted):
        found = chain((self,), found)
    return filter(condition, found) if condition and wanted is not condition else found


def _below(node: nodes.Node, wanted: type) -> Iterator[nodes.Node]:
    """Yield the descendants of a class; the places of their ancestors are kept meanwhile."""
    level, above = iter(node.children), list[Iterator[nodes.Node]]()
    while True:
        for child in level:
            if isinstance(child, wanted):
                yield child
            if child.children:
                above.append(level)
                level = iter(child.children)
                break
        else:
            if not above:
                return
            level = above.pop()


def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:  # noqa: C901 - as docutils has it
    """Let a visitor see a node and its descendants; return whether it wants to stop.

    As in docutils, an exception of the visitor says what to leave out.
    """
    leave, stop = True, False
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            leave = False
        try:
            for child in self.children[:]:
                if child.walkabout(visitor):
                    stop = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stop = True
    if leave:
        visitor.dispatch_departure(self)
    return stop


def _dispatch(does: str, otherwise: Callable[[Any, nodes.Node], None]) -> Callable[..., None]:
    """Return what calls a translator's method for a node, or else for a class above its own."""

    def call(self: SphinxTranslator, node: nodes.Node) -> None:
        # Of each translator, since Sphinx gives single ones further methods.
        known = self.__dict__.setdefault(f"_{does}", {})
        kind = type(node)
        if kind not in known:
            found = (getattr(self, f"{does}_{each.__name__}", None) for each in kind.__mro__)
            known[kind] = next(filter(None, found), None)
        if method := known[kind]:
            method(node)
        else:
            otherwise(self, node)

    return call


VISIT: Final = _dispatch("visit", SphinxTranslator.dispatch_visit)
DEPART: Final = _dispatch("depart", SphinxTranslator.dispatch_departure)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let all trees of this process be walked so."""
    trees: Any = nodes.Node
    trees.findall, trees.walkabout = findall, walkabout
    translators: Any = SphinxTranslator
    translators.dispatch_visit, translators.dispatch_departure = VISIT, DEPART
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
