"""What a check is: a small function over a pair, a page or an edition, with its docstring.

Adding a check is one function here in the package and two catalogs in `tests/data/catalogs/`.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from catalog_model import Catalog, CatalogError, Entry
    from language_list import Language
    from markup import Markup
    from termbase import Term


class Severity(StrEnum):
    """How bad a finding is: a critical one fails the build, a warning is reported."""

    CRITICAL = "critical"
    WARNING = "warning"


@dataclass(frozen=True)
class Known:
    """What checks may know beside the catalogs.

    Attributes:
        source: the language of the pages.
        target: the language of the catalogs.
        parse: takes a message of a page apart with MyST's parser.
        parse_interface: takes a message of the templates apart, which is no Markdown.
        terms: the termbase; empty without one.
        templates: the msgids of each page as it is now; None when not given.
        verbatim: translations that the notes themselves bring, by their English.
    """

    source: Language
    target: Language
    parse: Callable[[str], Markup]
    parse_interface: Callable[[str], Markup]
    terms: tuple[Term, ...]
    templates: Mapping[str, frozenset[str]] | None
    verbatim: Mapping[str, str]

    @cached_property
    def our_terms(self) -> tuple[str, ...]:
        """The terms in the target language."""
        return tuple(term.ours for term in self.terms)


@dataclass(frozen=True)
class Pair:
    """A translated message: its entry, both texts taken apart."""

    entry: Entry
    source: Markup
    target: Markup
    known: Known


@dataclass(frozen=True)
class Page:
    """The catalog of one page."""

    catalog: Catalog
    known: Known


@dataclass(frozen=True)
class Edition:
    """All catalogs of one language."""

    catalogs: tuple[Catalog, ...]
    known: Known


@dataclass(frozen=True, order=True)
class Finding:
    """What a check says, and where to go."""

    path: str
    line: int
    check: str
    message: str
    severity: Severity

    def __str__(self) -> str:
        """Return `path:line: message (check)`; a warning says so."""
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}: {mark}{self.message} ({self.check})"


@dataclass(frozen=True)
class Check:
    """A registered check; `over` is the kind of thing that it looks at."""

    name: str
    severity: Severity
    over: str
    run: Callable[[Any], Iterable[Any]]
    ignorable: bool
    sentence: str
    bad: str
    good: str

    def finding(self, path: Path, line: int, message: str) -> Finding:
        """Return a finding of this check."""
        return Finding(path.as_posix(), line, self.name, message, self.severity)

    def of_pair(self, catalog: Catalog, pair: Pair) -> list[Finding]:
        """Return the findings about one message: the check yields texts."""
        line = pair.entry.line
        return [self.finding(catalog.path, line, text) for text in self.run(pair)]

    def of_page(self, page: Page) -> list[Finding]:
        """Return the findings about one catalog: the check yields a line and a text."""
        path = page.catalog.path
        return [self.finding(path, line, text) for line, text in self.run(page)]

    def of_edition(self, edition: Edition) -> list[Finding]:
        """Return the findings about a language: the check yields path, line and text."""
        return [self.finding(*found) for found in self.run(edition)]

    def of_error(self, error: CatalogError) -> list[Finding]:
        """Return the finding about a file that is no catalog."""
        return [self.finding(error.path, error.line, text) for text in self.run(error)]


_F = TypeVar("_F", bound="Callable[..., Iterable[Any]]")
CHECKS: Final[dict[str, Check]] = {}

_DOC: Final = re.compile(
    r"(?P<sentence>.+?\.)\n\nBad: (?P<bad>.+?)\n\nGood: (?P<good>.+)", re.DOTALL
)


def check(severity: Severity, *, ignorable: bool = True) -> Callable[[_F], _F]:
    """Register a check.

    Args:
        severity: of its findings.
        ignorable: whether a translator's comment can accept a finding; never for safety.

    Returns:
        A decorator. The function's one parameter says what it looks at (`pair`, `page`,
        `edition`, `error`); its docstring is one sentence, then `Bad:` and `Good:`.
    """

    def register(function: _F) -> _F:
        doc = _DOC.fullmatch(inspect.getdoc(function) or "")
        if doc is None:
            raise TypeError(f"{function.__name__}: docstring is not 'Sentence. Bad: … Good: …'")
        name = function.__name__.replace("_", "-")
        over = next(iter(inspect.signature(function).parameters))
        texts = {key: " ".join(text.split()) for key, text in doc.groupdict().items()}
        CHECKS[name] = Check(name, severity, over, function, ignorable, **texts)
        return function

    return register
