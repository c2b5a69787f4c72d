"""An extension that is switched off leaves no trace."""

from __future__ import annotations

import re

import pytest
from reading_project import SECOND, built
from site_project import Built, Project

READERS = "reading side_by_side question_tools question_list term_notes study".split()
OTHERS = (
    "page_markdown structured_data preview_pictures feed downloads offline question_data".split()
)


def files(made: Built) -> set[str]:
    return {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*.*")}


OFF = [[name] for name in [*READERS, *OTHERS]] + [READERS, READERS + OTHERS]


@pytest.mark.parametrize("off", OFF, ids="-".join)
def test_what_is_switched_off_leaves_no_trace(
    project: Project, monkeypatch: pytest.MonkeyPatch, off: list[str]
) -> None:
    monkeypatch.setenv("MUNDAP_SITE_URL", "https://notes.example/")  # previews need an address
    project.write({"distributed": f"{SECOND}\n:::{{downloads}}\n:::\n"})
    import conf as settings  # noqa: PLC0415 - the module of settings, read without running Sphinx

    left = [name for name in settings.extensions if name not in off]
    made = built(project, "en", "-D", f"extensions={','.join(left)}")
    names = " ".join(sorted(files(made)))
    html = made.page("distributed.html").decode() + made.page("generative-ai.html").decode()
    llms = made.folder / "llms.txt"
    offered = html + (llms.read_text(encoding="utf-8") if llms.is_file() else "")
    css = (made.folder / "_static/page-parts.css").read_text("utf-8") if READERS[0] in left else ""
    traces = {
        "reading": (html, "reading-choice|plain-mark|has-plain|data-reading"),
        "side_by_side": (html + css + names, "other-language|data/texts| text-[0-9]"),
        "question_tools": (html, "copy-link|question-related"),
        "question_list": (html, "list-tools"),
        "term_notes": (html + names, "glossary-term|data/terms"),
        "study": (html + names, r"study\.(html|js|css)|data/study"),
        "page_markdown": (html + names, r"text/markdown|\.md|llms"),
        "structured_data": (html, "ld.json"),
        "preview_pictures": (html + names, "og:image|previews/"),
        "feed": (html, "atom"),
        "downloads": (html, "download"),
        "offline": (html + names, "manifest|offline|icon-192"),
        "question_data": (offered, "questions.en.json"),
    }
    found = {name for name, (where, trace) in traces.items() if re.search(trace, where)}
    assert found == set(traces) - set(off)
    if set(READERS) <= set(off):
        assert "page-parts" not in html + names
        assert "question-foot" not in html
