"""Sphinx may read and write in several processes: one extension without the flags forbids it."""

import runpy

import pytest
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
