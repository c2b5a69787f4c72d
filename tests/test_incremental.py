"""What is made of a change alone is, byte for byte, what would be made of everything."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from site_project import INDEX, TOPIC, Project

import noxfile

GLOSSARY = """\
# Glossary

:::{glossary}
RLHF
    Learning from what people prefer. [](#q-second)

GAN
    Two networks that play.
:::
"""
SECOND = """\
# Large Language Models

:::{questions}
:::

(q-context)=

## What is a context window?

What a model sees at once, see [](#q-second) and {term}`GAN`.

(q-tokens)=

## How are images and texts made of tokens?

A model adds noise, or the next token.
"""
CONTENTS = INDEX.replace("generative-ai\n", "generative-ai\nmodels\nglossary\n")
PAGES = {"index": CONTENTS, "generative-ai": TOPIC, "models": SECOND, "glossary": GLOSSARY}
# Each changes what other pages show, too: titles, counts, related questions, terms, translations.
CHANGES: dict[str, Callable[[Project], None]] = {
    "a paragraph": lambda project: project.write(
        {"generative-ai": TOPIC.replace("add noise", "add the next token and noise")}
    ),
    "a question's title": lambda project: project.write(
        {"generative-ai": TOPIC.replace("What is RLHF?", "What does RLHF do?")}
    ),
    "a translation": lambda project: project.translate(
        "generative-ai",
        {"What does RLHF do?": "RLHF는 무엇을 하나요?", "They add noise.": "노이즈."},
    ),
    "a definition": lambda project: project.write(
        {"glossary": GLOSSARY.replace("GAN\n", "Token\n    A piece of a text.\n\nGAN\n")}
    ),
    "one question more": lambda project: project.write(
        {"models": SECOND + "\n(q-noise)=\n\n## Why noise?\n\nIt is a token of noise.\n"}
    ),
}


def small_project(folder: Path) -> Project:
    """Make a small project with the real settings, of which every build is a program of its own."""
    locales = noxfile.ROOT / "locales"
    shutil.copytree(noxfile.ROOT / "conf", folder / "conf", ignore=shutil.ignore_patterns("*.pyc"))
    (folder / "locales/ko/LC_MESSAGES").mkdir(parents=True)
    for name in ("languages.toml", "ko/terms.toml", "ko/LC_MESSAGES/sphinx.po"):
        shutil.copyfile(locales / name, folder / "locales" / name)
    project = Project(folder)
    project.write(PAGES)
    project.translate("generative-ai", {"What is RLHF?": "RLHF란 무엇인가요?"})
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small_project(tmp_path_factory.mktemp("incremental"))


def build(project: Project, name: str, *options: str) -> str:
    """Build the site; return what was said."""
    command = [sys.executable, "conf/build_site.py", name, *options]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_COLOR": "1"}
    return subprocess.run(
        command,
        cwd=project.folder,
        check=True,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ).stdout


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_changes_one_by_one_give_the_site_that_a_clean_build_gives(project: Project) -> None:
    build(project, "site")
    for change in CHANGES.values():
        change(project)
        build(project, "site")
    build(project, "clean")  # a folder in which nothing was made before
    assert digests(project.folder / "clean") == digests(project.folder / "site")
    assert "Why noise?" in (project.folder / "site/en/models.html").read_text(encoding="utf-8")


def test_a_page_that_shows_nothing_that_changed_is_not_written_again(project: Project) -> None:
    project.write({"generative-ai": TOPIC})
    build(project, "site")
    project.write({"generative-ai": TOPIC.replace("Like snow", "Like fresh snow")})
    said = build(project, "site")
    written = {line.split()[-1] for line in said.splitlines() if "] writing output... [" in line}
    assert "generative-ai" in written
    assert "models" not in written
