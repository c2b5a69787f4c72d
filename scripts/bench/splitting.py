"""Measures the splitter: `python scripts/bench/splitting.py --sizes 100 1000 10000`, in kB.

Each size is measured as one document and, from 1,000 kB on, as a folder of documents, too; then one
of these changes and all are split again. The yardstick is one parse of the same text by
markdown-it-py with its defaults. Seconds are wall time after the modules are loaded, the median of
`--runs`, of which each splits two small documents first; on a busy machine the ratio of CPU seconds
says more. Memory is what the largest process grew by, in multiples of the text; Python takes it in
pieces of 1 MB, which small documents show. Prints a table and writes build/bench/splitting.json.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

SCRIPTS: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(SCRIPTS))

ROOT: Final = SCRIPTS.parent
WORK: Final = ROOT / "build/bench/splitting"
SIZES: Final = (100, 500, 2_000, 10_000)
FULL: Final = 100_000
DOCUMENT: Final = 33_000  # bytes of each document of a folder
FOLDER: Final = 1_000  # kB from which a folder is measured
PER_TOPIC: Final = 25
WORDS: Final = """
    model gradient layer token weight batch learning rate loss attention query key value cache
    latency memory kernel thread index table column page process signal queue stack heap pointer
    network packet header socket server client request response session cookie certificate key
    """.split()
STYLES: Final = (
    ("## {topic}\n\n", "### {n}. {question}\n\n{answer}\n\n"),
    ("## {topic}\n\n", "**{question}**\n\n{answer}\n\n"),
    ("# {topic}\n\n", "## Q. {question}\n\n{answer}\n\n"),
    ("## {topic}\n\n", "<details>\n<summary>{question}</summary>\n\n{answer}\n\n</details>\n\n"),
)
COLUMNS: Final = ("kB", "documents", "bare s", "split s", "ratio", "CPU ratio")
MORE_COLUMNS: Final = ("MB/s", "memory ×", "again s")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="sizes in kB")
    parser.add_argument("--full", action="store_true", help=f"{FULL:,} kB, too")
    parser.add_argument("--runs", type=int, default=3, help="the median of so many runs counts")
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.one:
        print(json.dumps(one(args.one[0], Path(args.one[1]))))
        return 0
    rows = []
    for size in [*args.sizes, *([FULL] if args.full else [])]:
        for step in (size * 1000, DOCUMENT)[: 2 if size >= FOLDER else 1]:
            rows += [measure(size, step, args.runs)]
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK.parent / "splitting.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(table(rows))
    return 0


def measure(size: int, step: int, runs: int) -> dict[str, Any]:
    """One row: notes of a size in documents of a size.

    Args:
        size: kB of all notes.
        step: Bytes of each document.
        runs: How often each is measured.
    """
    folder = WORK / f"{size}-{step}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    count = max(1, size * 1000 // step)
    for number in range(count):
        text = make_notes(number, step)
        (folder / f"seeds/notes-{number:05}.md").write_text(text, encoding="utf-8", newline="\n")
    bare = _median([child("bare", folder) for _ in range(runs)])
    split = _median([child("split", folder) for _ in range(runs)])
    row = {"kB": size, "documents": count, "bare s": bare["wall"], "split s": split["wall"]}
    row["ratio"] = split["wall"] / bare["wall"]
    row["CPU ratio"] = split["cpu"] / bare["cpu"]
    row["MB/s"] = size / 1000 / split["wall"]
    row["memory ×"] = split["memory"] / (size * 1000)
    if count > 1:
        changed = folder / "seeds/notes-00000.md"
        with changed.open("a", encoding="utf-8") as stream:
            stream.write("\nOne more sentence.\n")
        row["again s"] = child("again", folder)["wall"]
    return row


def _median(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def child(what: str, folder: Path) -> dict[str, float]:
    """What one thing takes in a fresh process."""
    command = [sys.executable, __file__, "--one", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def one(what: str, folder: Path) -> dict[str, float]:
    """Do one thing and measure it: ``bare``, ``split``, or ``again`` after a change."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded before the clock starts
    from page_writing.page_reader import parser  # noqa: PLC0415
    from updating import Folders, update  # noqa: PLC0415

    parser()
    MarkdownIt().parse("# Warm\n\n*up*")
    if what != "bare":
        _warm_up(folder / "warm")
    seeds, out, record = folder / "seeds", folder / "out", folder / "record.json"
    if what == "split":
        shutil.rmtree(out, ignore_errors=True)
        record.unlink(missing_ok=True)
    before, used, started = peak(), cpu(), time.perf_counter()
    if what == "bare":
        for path in sorted(seeds.iterdir()):
            MarkdownIt().parse(path.read_text(encoding="utf-8"))
    else:
        update(Folders(seeds, "seeds", out, "out", record))
    wall = time.perf_counter() - started
    return {"wall": wall, "cpu": cpu() - used, "memory": peak() - before}


def _warm_up(folder: Path) -> None:
    """Split two small documents, so that all modules are there, those for processes, too."""
    import multiprocessing.pool  # noqa: F401, PLC0415

    from updating import Folders, update  # noqa: PLC0415

    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    for number in range(2):
        (folder / f"seeds/{number}.md").write_text(make_notes(number, 2_000), encoding="utf-8")
    update(Folders(folder / "seeds", "seeds", folder / "out", "out", folder / "record.json"))


def cpu() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak() -> int:
    """Bytes that the largest of this process and those that it started has had."""
    unit = 1 if sys.platform == "darwin" else 1024
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) * unit


def make_notes(number: int, size: int) -> str:
    """Notes of about a size in bytes: the same number gives the same notes."""
    draw = random.Random(number)  # noqa: S311 - the same notes each time, no secret
    head, body = STYLES[number % len(STYLES)]
    parts, length, count = [f"# Notes {number}\n\n"], 0, 0
    while length < size:
        topic = head.format(topic=f"{' '.join(draw.sample(WORDS, 3)).title()} {number}")
        start = topic if count % PER_TOPIC == 0 else ""
        count += 1
        question = f"What does the {' '.join(draw.sample(WORDS, 3))} of {number}-{count} do?"
        answer = "\n\n".join(_blocks(draw))
        parts.append(start + body.format(n=count, question=question, answer=answer))
        length += len(parts[-1])
    return "".join(parts)


def _blocks(draw: random.Random) -> Iterator[str]:
    """The blocks of an answer, as mixed as in real notes."""
    yield _sentence(draw)
    for _ in range(draw.randrange(3)):
        kind = draw.randrange(5)
        if kind == 0:
            yield "\n".join(f"- **{draw.choice(WORDS)}**: {_sentence(draw)}" for _ in range(3))
        elif kind == 1:
            comment = _sentence(draw)
            yield f"```python\ndef {draw.choice(WORDS)}(x):\n    # {comment}\n    return x\n```"
        elif kind == 2:  # noqa: PLR2004
            yield f"See [the {draw.choice(WORDS)}](https://example.org/{draw.choice(WORDS)}) first."
        elif kind == 3:  # noqa: PLR2004
            rows = "\n".join(f"| {draw.choice(WORDS)} | {draw.randrange(99)} |" for _ in range(3))
            yield f"| Name | Number |\n| --- | --- |\n{rows}"
        else:
            yield f"{_sentence(draw)} `{draw.choice(WORDS)}` *and* so on.\n{_sentence(draw)}"


def _sentence(draw: random.Random) -> str:
    return f"The {' '.join(draw.choices(WORDS, k=draw.randrange(8, 24)))} is what it is."


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    names = (*COLUMNS, *MORE_COLUMNS)
    lines = [f"| {' | '.join(names)} |", f"|{' ---: |' * len(names)}"]
    for row in rows:
        cells = (row.get(name) for name in names)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join([*lines, "", f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"])


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


if __name__ == "__main__":
    sys.exit(main())
