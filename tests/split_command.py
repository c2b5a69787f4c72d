"""The splitter as a command on a folder of notes with one question."""

from __future__ import annotations

from pathlib import Path

from split_seeds import main

NOTES = "## Topic\n\n1. **What is asked?**\n   - This.\n"


def notes_folder(folder: Path) -> Path:
    """Make seeds in a folder, and return it."""
    (folder / "seeds").mkdir()
    (folder / "seeds/notes.md").write_text(NOTES, encoding="utf-8")
    return folder


def run(folder: Path, *options: str) -> int:
    """Split the seeds of a folder into its topics; return the exit status."""
    return main(["--seeds", str(folder / "seeds"), "--out", str(folder / "topics"), *options])


def decide(folder: Path, text: str) -> None:
    """Write what the editor of a folder decides."""
    (folder / "seeds/editorial.toml").write_text(text, encoding="utf-8")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
