"""Compresses a site beforehand: `python conf/hosting/compress.py build/site`.

A server that finds `page.html.gz` beside `page.html` (nginx: `gzip_static`, Caddy: `precompressed`)
sends it as it is, smaller than it would compress on its way and without work. The same file gives
the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Final

TEXT: Final = frozenset(".html .css .js .json .md .txt .xml .svg .webmanifest .inv".split())
LEAST: Final = 512  # bytes; below it, the headers of an answer weigh more than what is saved


def compress(site: Path) -> int:
    """Write a `.gz` beside each file that gets smaller by it; return how many there are.

    Those of files that are gone or got too small are removed.
    """
    for leftover in site.rglob("*.gz"):
        leftover.unlink()
    found = 0
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXT and path.stat().st_size >= LEAST:
            packed = gzip.compress(path.read_bytes(), 9, mtime=0)
            path.with_name(f"{path.name}.gz").write_bytes(packed)
            found += 1
    return found


def main(argv: list[str]) -> int:
    """Compress: 0, or 2 when there is no such site."""
    if len(argv) != 1 or not Path(argv[0], "index.html").is_file():
        print("usage: python conf/hosting/compress.py SITE; a built site", file=sys.stderr)
        return 2
    print(f"{compress(Path(argv[0]))} files compressed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
