"""Feeds the splitter with whatever atheris comes up with: `python tests/fuzz_splitting.py CORPUS`.

Atheris is no dependency of the project, since it has wheels for few machines: install it where you
want to fuzz. Options are libFuzzer's: `-max_total_time=1800`.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore] # noqa: E402

with atheris.instrument_imports(include=["seed_reading", "page_writing", "seed_check"]):
    from seed_check import check

from qa_model import BadInputError  # noqa: E402


def one_input(data: bytes) -> None:
    """Check one text; that there is no question in it is an answer, too."""
    text = data.decode("utf-8", "replace").replace("\0", " ")
    if not text.strip():
        return
    try:
        check(text)
    except BadInputError as error:
        if "there is no question" not in str(error):
            raise


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
