"""Builds one edition and prints the CPU seconds of its phases as JSON: read, write, index.

Run it in a project: `python scripts/bench/phases.py CONF LANGUAGE OUT`. `index` is what extensions
do when the pages are written: the search index, data, pictures.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from sphinx.application import Sphinx


def cpu() -> float:
    """Return the CPU seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def main(argv: list[str]) -> int:
    """Build and print; 0, or 1 when Sphinx says so."""
    conf, language, out = argv
    sys.path.insert(0, conf)
    from editions_build import collect_less  # noqa: PLC0415 - of the project that is measured

    collect_less()  # as where the site is built
    marks: dict[str, float] = {}
    app = Sphinx(
        "docs",
        conf,
        out,
        str(Path(out).with_name(Path(out).name + "-doctrees")),
        "html",
        confoverrides={"language": language},
        status=None,
        freshenv=True,
    )
    # The first of all to be told, hence the priority.
    app.connect("env-updated", lambda *_: marks.setdefault("read", cpu()) and [], priority=0)
    app.connect("build-finished", lambda *_: marks.setdefault("write", cpu()), priority=0)
    started = cpu()
    app.build(force_all=True)
    ended = cpu()
    found = {
        "start": started,
        "read": marks["read"] - started,
        "write": marks["write"] - marks["read"],
        "index": ended - marks["write"],
    }
    print(json.dumps({name: round(seconds, 3) for name, seconds in found.items()}))
    return int(app.statuscode)


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(status)  # as the process of an edition does: nothing is taken apart object by object
