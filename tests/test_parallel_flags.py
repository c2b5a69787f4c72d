"""Sphinx may read and write in several processes: one extension without the flags forbids it."""

import runpy
from pathlib import Path

import pytest
from site_project import INDEX, TOPIC, Project
from sphinx.testing.util import SphinxTestApp

import noxfile

EXTENSIONS = runpy.run_path(str(noxfile.ROOT / "conf/conf.py"))["extensions"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> SphinxTestApp:
    """An application with every extension of conf.py, which others may bring along."""
    folder = tmp_path_factory.mktemp("flags")
    (folder / "conf.py").write_text(f"extensions = {EXTENSIONS!r}\n", encoding="utf-8")
    return SphinxTestApp(srcdir=folder)


@pytest.mark.parametrize("flag", ["parallel_read_safe", "parallel_write_safe"])
def test_every_extension_may_run_in_parallel(loaded: SphinxTestApp, flag: str) -> None:
    unsafe = [name for name, each in loaded.extensions.items() if getattr(each, flag) is not True]
    assert unsafe == []
    assert set(EXTENSIONS) <= set(loaded.extensions)


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    """More than five pages, since Sphinx has fewer read and written by one process in any case."""
    names = [f"topic-{number}" for number in range(6)]
    contents = INDEX.replace("generative-ai\n", "\n".join(names) + "\n")
    found = []
    for processes in ("1", "2"):
        project = Project(tmp_path / processes)
        project.write({"index": contents})
        project.write({name: TOPIC.replace("(q-", f"(q-{name}-") for name in names})
        project.translate("topic-3", {"What is RLHF?": "RLHF란 무엇인가요?"})
        built = project.build("ko", "-j", processes)
        assert built.status == 0, built.output
        pages = sorted(path for path in built.folder.rglob("*") if path.is_file())
        found.append({path.relative_to(built.folder): path.read_bytes() for path in pages})
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
