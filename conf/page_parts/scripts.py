"""Makes one script of ES modules, since a page that is opened from a disk may not load modules.

Each module keeps a scope of its own. What it exports is found under its name in the object
`mundap`, from where others take what they import: `import { load } from "../page_parts/data.js"`
becomes `const { load } = mundap.data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

IMPORT: Final = re.compile(r'^import (\{[^}]*\}) from "[./\w]*?(\w+)\.js";$', re.MULTILINE)
EXPORT: Final = re.compile(r"^export (const|class|function) (\w+)", re.MULTILINE)


def linked(paths: Iterable[Path]) -> str:
    """Return the modules as one script; each stands below those that it imports from."""
    return "".join(scoped(path.stem, path.read_text("utf-8")) for path in paths)


def scoped(name: str, text: str) -> str:
    """Return a module as a statement that runs it and keeps what it exports.

    Args:
        name: The module's name.
        text: Its text. Imports and exports stand at the beginning of a line, with braces and
            without `as` or `default`.
    """
    exported = [found[2] for found in EXPORT.finditer(text)]
    body = EXPORT.sub(r"\1 \2", IMPORT.sub(r"const \1 = mundap.\2;", text))
    if exported:
        return f"mundap.{name} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"
    return f"(() => {{\n{body}}})();\n"
