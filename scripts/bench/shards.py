"""Proves that shards make the site that one build makes: `python scripts/bench/shards.py 90 5000`.

Each shard is read and written in a clone of its own by a process of its own; the files alone go
from one to another. The sites are compared byte for byte. Prints what each step has used, and
writes build/bench/shards.json.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.content import make_project
from bench.measure import FailedError, Usage, run, size_of
from bench.report import facts

ROOT: Final = Path(__file__).resolve().parent.parent.parent
WORK: Final = ROOT / "build/bench/shards"
SIZES: Final = (90, 5_000)
SHARDS: Final = 4
GIT: Final = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org")


def main(argv: Sequence[str]) -> int:
    """Prove: 0, or 1 when a site is another one or a step failed."""
    rows = []
    for size in map(int, argv or map(str, SIZES)):
        try:
            rows.append(measure(size, WORK / str(size)))
        except FailedError as error:
            print(error, file=sys.stderr)
            return 1
        print(json.dumps(rows[-1], indent=1), flush=True)
    text = json.dumps({**facts(), "rows": rows}, indent=1) + "\n"
    (WORK.parent / "shards.json").write_text(text, encoding="utf-8", newline="\n")
    return 0 if all(row["different"] == [] for row in rows) else 1


def measure(size: int, folder: Path) -> dict[str, Any]:
    """Build a site of so many questions in both ways; return what each used, and what differs."""
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source"
    make_project(ROOT, source, size)
    run([sys.executable, "scripts/split_seeds.py"], source)
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "all")):
        subprocess.run([*GIT, *command], cwd=source, check=True)
    passed, steps = folder / "passed", {}
    for step in ("read", "write"):
        told = [_step(folder, f"{step}-{n}", step, f"{n}/{SHARDS}", passed) for n in _numbers()]
        steps[step] = [_used(each) for each in told]
    steps["merge"] = [_used(_step(folder, "merge", "merge", passed, folder / "merged"))]
    single = _clone(folder, "single")
    build = [sys.executable, "conf/build_site.py", "--clean", str(folder / "whole")]
    steps["single build"] = [_used(run(build, single))]
    whole, merged = digests(folder / "whole"), digests(folder / "merged")
    return {
        "size": size,
        "files": len(whole),
        "different": sorted(dict(whole.items() ^ merged.items())),
        "MB": {"site": size_of(folder / "whole") / 1e6, "passed on": size_of(passed) / 1e6},
        "steps": steps,
    }


def _numbers() -> range:
    return range(1, SHARDS + 1)


def _step(folder: Path, name: str, *arguments: object) -> Usage:
    """Do one step in a clone of its own."""
    print(f"{name} …", file=sys.stderr, flush=True)
    return run([sys.executable, "conf/shards", *map(str, arguments)], _clone(folder, name))


def _clone(folder: Path, name: str) -> Path:
    command = ["git", "clone", "--quiet", str(folder / "source"), str(folder / name)]
    subprocess.run(command, check=True)
    return folder / name


def _used(usage: Usage) -> dict[str, float]:
    return {"CPU s": usage.cpu, "wall s": usage.wall, "largest process MB": usage.memory}


def digests(site: Path) -> dict[str, str]:
    """Return the digest of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
