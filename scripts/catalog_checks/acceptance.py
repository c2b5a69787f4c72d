"""Findings that a translator accepts on purpose: `# check: ignore=<name>[,<name>] <reason>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog_checks.registry import CHECKS, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog_model import Catalog, Entry

_IGNORE = re.compile(r"\s*check:\s*ignore=(?P<names>[\w,-]*)(?P<reason>.*)")


def ignores(entry: Entry) -> list[tuple[str, str]]:
    """Return the names and reasons in an entry's translator comment."""
    found = filter(None, map(_IGNORE.fullmatch, entry.comment.split("\n")))
    return [
        (name, match["reason"].strip()) for match in found for name in match["names"].split(",")
    ]


def accept(
    findings: Iterable[Finding], catalogs: Iterable[Catalog]
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Part the findings into those that stay and those that a comment accepts.

    Args:
        findings: of all checks.
        catalogs: those that the findings are about.

    Returns:
        The findings that stay, with one more for each comment that accepts nothing; and the
        accepted ones, each with its reason.
    """
    reasons = {
        (catalog.path.as_posix(), entry.line, name): reason
        for catalog in catalogs
        for entry in catalog.live
        for name, reason in ignores(entry)
        if reason and name in CHECKS and CHECKS[name].ignorable
    }
    stay: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    for finding in findings:
        reason = reasons.get((finding.path, finding.line, finding.check))
        if reason:
            accepted.append((finding, reason))
        else:
            stay.append(finding)
    used = {(finding.path, finding.line, finding.check) for finding, _ in accepted}
    return stay + [_useless(*key) for key in sorted(reasons.keys() - used)], accepted


def _useless(path: str, line: int, name: str) -> Finding:
    message = f"ignore={name} accepts nothing here any more; remove the comment"
    return Finding(path, line, "ignore-comment", message, Severity.WARNING)
