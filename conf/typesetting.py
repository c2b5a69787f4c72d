"""Typst, for books and pictures: one wheel brings its compiler, another a font with Hangul.

A machine with Python and pip alone can thus set them. WeasyPrint would need Pango from the system,
a browser cannot number the pages of a table of contents, and no font of the system is asked, so
that the same notes give the same bytes everywhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, Literal

import justmytype_intl_cjk
import typst
from sphinx.errors import ExtensionError

HERE: Final = Path(__file__).parent
FONTS: Final = Path(justmytype_intl_cjk.__file__).parent / "fonts" / "ofl" / "notosanskr"


def typeset(
    template: Path, texts: dict[str, str], form: Literal["pdf", "png"], made_at: int = 0
) -> bytes:
    """Fill a template.

    Args:
        template: A file of Typst below conf/, the only folder that it may read.
        texts: What it finds in `sys.inputs`: data, which Typst never reads as its own markup.
        form: PDF, or PNG of the first page with a pixel for each point.
        made_at: The time that a PDF names, in seconds since 1970.

    Raises:
        ExtensionError: The template is wrong, or does not fit the texts.
    """
    try:
        made = _compiler(template).compile(format=form, ppi=72, timestamp=made_at, sys_inputs=texts)
    except typst.TypstError as error:
        raise ExtensionError(f"{template}:1: cannot be set ({error}); mend the template") from error
    return made if isinstance(made, bytes) else (made or [b""])[0]


@cache  # it reads every font, which takes as long as a picture
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(
        str(template), root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
