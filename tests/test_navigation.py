"""The sidebar's tree is made once for each folder, and is what Sphinx makes for each page."""

from __future__ import annotations

from pathlib import Path

import pytest
from navigation import NOBODY, tree_for
from site_project import Project
from sphinx.application import Sphinx

PAGES = {
    "index": "# Home\n\n```{toctree}\n:hidden:\n\na/index\nb & c\n```\n"
    "\n```{toctree}\n:hidden:\n:caption: More <here>\n\nlast\nempty\n```\n",
    "a/index": "# A `code`\n\n## Heading\n\n```{toctree}\n\none\ndeep/two\n```\n",
    "a/one": "# One & only\n\n## Another heading\n",
    "a/deep/two": "# Two\n\n```{toctree}\n\nthree\n```\n",
    "a/deep/three": "# Three\n",
    "b & c": "# B\n",
    "last": "# Last\n\n```{toctree}\n\nhttps://example.org\n```\n",
    "empty": "# Empty\n\n```{toctree}\n\n```\n",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    """An application that has read PAGES, with plain settings."""
    folder = tmp_path_factory.mktemp("tree")
    Project(folder).write(PAGES)
    (folder / "docs" / "conf.py").write_text("extensions = ['myst_parser']\n", encoding="utf-8")
    docs, out = str(folder / "docs"), str(folder / "out")
    app = Sphinx(docs, docs, out, str(folder / "doctrees"), "html", status=None)
    app.builder.read()
    app.builder.prepare_writing(app.env.all_docs.keys())
    return app


def sphinx_tree(app: Sphinx, name: str) -> str:
    options = {"titles_only": True, "maxdepth": -1, "includehidden": True, "collapse": False}
    tree: str = app.builder._get_local_toctree(name, **options)  # type: ignore[attr-defined]
    return tree.replace('href="#"', 'href="#" aria-current="page"')


@pytest.mark.parametrize("name", [*PAGES, "genindex", "a/unknown"])
def test_the_tree_of_a_page_is_the_one_that_sphinx_makes(app: Sphinx, name: str) -> None:
    assert tree_for(app, name) == sphinx_tree(app, name)


def test_a_tree_is_made_once_for_each_folder(app: Sphinx, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def note(_app: Sphinx, name: str) -> str:
        made.append(name)
        return ""

    monkeypatch.setattr("navigation._html", note)
    app.__dict__.pop("page_trees", None)
    for name in PAGES:
        tree_for(app, name)
    app.__dict__.pop("page_trees")
    assert sorted(made) == [NOBODY, f"a/{NOBODY}", f"a/deep/{NOBODY}"]


def test_furo_makes_no_tree_of_its_own(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write({"index": "# Home\n\n```{toctree}\n\nnext\n```\n", "next": "# Next\n"})
    built = project.build("en")
    assert built.status == 0, built.output
    assert "toctree-checkbox" not in (built.folder / "index.html").read_text(encoding="utf-8")
    assert len(built.page("index.html").select(".sidebar-tree a[href='next.html']")) == 1
