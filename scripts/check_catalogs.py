"""Check the catalogs: `python scripts/check_catalogs.py [LANG or PATH …]`.

Prints `path:line: message (check)` for each finding. Exit code 0: no critical finding; 1: there
is one, or with --strict any; 2: a catalog or a setting cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog_checks import CHECKS, Report, Severity, check_edition
from catalog_files import add_locations, editions, load_knowledge, read_all, write_or_print
from passed import read_passed, write_passed

if TYPE_CHECKING:
    from catalog_checks import Finding
    from catalog_files import Knowledge


def main(argv: list[str] | None = None) -> int:
    """Run the command; see the module's text for what it returns."""
    options = _options(argv)
    if options.list:
        write_or_print(_listed(as_json=options.json), options.output)
        return 0
    try:
        reports = _reports(options, load_knowledge(options))
        text = _as_json(reports) if options.json else _as_text(reports, options.show_accepted)
        write_or_print(text, options.output)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return exit_code(
        [finding for report in reports.values() for finding in report.findings], options
    )


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="check_catalogs.py", description="Check the catalogs.")
    parser.add_argument("what", nargs="*", help="languages, catalogs or folders (default: all)")
    add_locations(parser)
    parser.add_argument("--strict", action="store_true", help="a warning is a failure, too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--list", action="store_true", help="print the checks and stop")
    parser.add_argument("--show-accepted", action="store_true", help="print accepted findings")
    parser.add_argument("--output", type=Path, help="write to this file")
    return parser.parse_args(argv)


def _reports(options: argparse.Namespace, knowledge: Knowledge) -> dict[str, Report]:
    reports = {}
    for code, paths in editions(options.what, options.locales, knowledge.languages).items():
        catalogs, errors = read_all(paths)
        record, checks = knowledge.record(code)
        passed = read_passed(record, checks)
        reports[code] = check_edition(catalogs, errors, knowledge.known(code), passed)
        write_passed(record, checks, passed, of_all=not options.what)
    return reports


def exit_code(findings: list[Finding], options: argparse.Namespace) -> int:
    """Return 2 for an unreadable catalog, 1 for findings that fail, else 0."""
    if any(finding.check == "unparsable" for finding in findings):
        return 2
    failing = [each for each in findings if options.strict or each.severity is Severity.CRITICAL]
    return 1 if failing else 0


def _as_text(reports: dict[str, Report], show_accepted: bool) -> str:  # noqa: FBT001
    lines = []
    for code, report in reports.items():
        lines += [str(finding) for finding in report.findings]
        if show_accepted:
            lines += [f"{finding} accepted: {reason}" for finding, reason in report.accepted]
        counts = {
            severity: sum(finding.severity is severity for finding in report.findings)
            for severity in Severity
        }
        lines.append(
            f"{code}: {report.entries} messages, {counts[Severity.CRITICAL]} critical, "
            f"{counts[Severity.WARNING]} warnings, {len(report.accepted)} accepted"
        )
    return "\n".join(lines) + "\n"


def _as_json(reports: dict[str, Report]) -> str:
    data: dict[str, Any] = {
        code: {
            "entries": report.entries,
            "findings": [asdict(finding) for finding in report.findings],
            "accepted": [
                {**asdict(finding), "reason": reason} for finding, reason in report.accepted
            ],
        }
        for code, report in reports.items()
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _listed(*, as_json: bool) -> str:
    keys = ("name", "severity", "over", "ignorable", "sentence", "bad", "good")
    checks = [{key: getattr(CHECKS[name], key) for key in keys} for name in sorted(CHECKS)]
    if as_json:
        return json.dumps(checks, ensure_ascii=False, indent=2) + "\n"
    lines = [
        f"{each['name']} ({each['severity']})\n    {each['sentence']}\n"
        f"    Bad:  {each['bad']}\n    Good: {each['good']}"
        for each in checks
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
