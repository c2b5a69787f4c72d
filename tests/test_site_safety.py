"""What a stranger writes into a note or a catalog runs nothing and reads no file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from safe_doctree import NO_CHARACTER
from safe_texts import safe_text
from site_project import Built, Once, Project

import noxfile

CANARY = "read-me-if-you-can"
DATA = tomllib.loads(
    (noxfile.ROOT / "tests" / "data" / "site" / "attacks.toml").read_text(encoding="utf-8")
)
ATTACKS, INTERFACE = DATA["attacks"], DATA["interface"]
SCHEMES = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def build_attacked(folder: Path) -> None:
    project = Project(folder)
    folder.mkdir()
    secret = project.folder / "secret.png"
    secret.write_text(CANARY, encoding="utf-8")
    names = [f"attack-{number}" for number in range(len(ATTACKS))]
    toctree = "\n".join([*names, "translated"])
    project.write({"index": f"# Home\n\n```{{toctree}}\n{toctree}\n```\n"})
    texts = [attack["text"].replace("{secret}", "../secret.png") for attack in ATTACKS]
    project.write(dict(zip(names, map(as_page, texts), strict=True)))
    lines = {f"Paragraph {number}.": text for number, text in enumerate(texts)}
    project.write({"translated": "# Translated\n\n" + "\n\n".join(lines) + "\n"})
    project.translate("translated", lines)
    project.translate("sphinx", {each["message"]: each["text"] for each in INTERFACE})
    for built in (project.build("en"), project.build("ko")):
        assert built.status == 1, built.output  # there are warnings, and every page is written


@pytest.fixture(scope="session")
def attacked(once: Once) -> tuple[Built, Built]:
    """Both editions of a project in which each attack is a page and a translation."""
    project = Project(once("attacked", build_attacked))
    return project.built("en"), project.built("ko")


def as_page(text: str) -> str:
    return f"{text}\n\n# Page\n" if text.startswith("---") else f"# Page\n\n{text}\n"


def dangers(built: Built, name: str) -> list[str]:
    """Return what on a page runs, embeds, refreshes or leads to a scheme that is not allowed."""
    page = built.page(name)
    head = page.select("meta[http-equiv], meta[name=viewport]:not([content^=width])")
    body = page.select_one("article")
    assert body is not None
    found = body.select("script, iframe, object, embed, style, form, img[src*='//'], [style]")
    handlers = [
        tag for tag in body.find_all(True) if any(key.startswith("on") for key in tag.attrs)
    ]
    links = [
        tag
        for tag in body.select("[href], [src]")
        if SCHEMES.match(uri := str(tag.get("href") or tag.get("src")).strip())
        and not uri.startswith(("https:", "http:", "mailto:"))
    ]
    return [str(tag) for tag in (*head, *found, *handlers, *links)]


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=[a["name"] for a in ATTACKS])
def test_an_attack_as_a_page_does_nothing(attacked: tuple[Built, Built], number: int) -> None:
    for built in attacked:
        assert dangers(built, f"attack-{number}.html") == []


def test_no_attack_as_a_translation_does_anything(attacked: tuple[Built, Built]) -> None:
    assert dangers(attacked[1], "translated.html") == []


def test_no_text_of_the_interface_becomes_markup(attacked: tuple[Built, Built]) -> None:
    for path in attacked[1].folder.rglob("*.html"):
        page = attacked[1].page(str(path))
        tags = page.select("[onmouseover], [onerror], base, meta[http-equiv=refresh]")
        assert (path.name, tags) == (path.name, [])
        scripts = [str(script.string) for script in page.select("script:not([type])")]
        assert (path.name, [text for text in scripts if "alert(1)" in text]) == (path.name, [])


def test_a_text_with_other_placeholders_is_shown_in_english(attacked: tuple[Built, Built]) -> None:
    assert "Traceback" not in attacked[1].output
    assert safe_text("{n} questions", "{x}") == "{n} questions"
    assert safe_text("{n} questions", "질문 {n}개") == "질문 {n}개"


@pytest.mark.parametrize(
    ("message", "translation", "shown"),
    [
        ("Search", '"><b>', "”›‹b›"),
        ("100%", "%(x)s", "100%"),
        ("Done", "100% {x}", "100% {x}"),
        ("<b>Made</b>", "<b>만듦</b>", "<b>만듦</b>"),
        ("<b>Made</b>", "<b onclick=x>만듦</b>", "<b>Made</b>"),
        ("<b>Made</b>", "<b>만듦</b><img src=x", "<b>Made</b>"),
    ],
)
def test_a_translated_text_has_only_the_markup_of_the_english(
    message: str, translation: str, shown: str
) -> None:
    assert safe_text(message, translation) == shown


def test_every_page_has_only_characters_that_xml_has(attacked: tuple[Built, Built]) -> None:
    for built in attacked:
        for path in built.folder.rglob("*.html"):
            found = NO_CHARACTER.findall(path.read_text(encoding="utf-8"))
            assert (path.name, found) == (path.name, [])


def test_no_file_from_outside_is_copied_or_shown(attacked: tuple[Built, Built]) -> None:
    for built in attacked:
        files = [path for path in built.folder.rglob("*") if path.is_file()]
        assert [path for path in files if CANARY.encode() in path.read_bytes()] == []


def number_of(name: str) -> int:
    return [attack["name"] for attack in ATTACKS].index(name)


@pytest.mark.parametrize(
    ("name", "shown", "refused"),
    [
        ("an include", "{include} ../secret.png", "directive 'include'"),
        ("reStructuredText with a raw role", ".. role:: html(raw)", "directive 'eval-rst'"),
        ("a raw role", "{raw}`<script>alert(1)</script>`", "role 'raw'"),
    ],
)
def test_what_is_refused_is_shown_as_text_and_the_warning_says_what_to_do(
    attacked: tuple[Built, Built], name: str, shown: str, refused: str
) -> None:
    number = number_of(name)
    assert shown in attacked[0].page(f"attack-{number}.html").get_text()
    setting = f"safe_{refused.split(maxsplit=1)[0]}s"
    warning = (
        f"attack-{number}.md:3: WARNING: {refused} is not allowed here; write it in another way, "
        f"or add it to {setting} in conf/conf.py if no stranger can misuse it"
    )
    assert warning in attacked[0].output


@pytest.mark.parametrize("name", ["raw HTML in a line", "a block of HTML"])
def test_raw_html_is_text_and_no_reason_to_warn(attacked: tuple[Built, Built], name: str) -> None:
    number = number_of(name)
    assert ATTACKS[number]["text"] in attacked[0].page(f"attack-{number}.html").get_text()
    assert f"attack-{number}.md" not in attacked[0].output


def test_the_check_itself_finds_what_would_run(tmp_path: Path) -> None:
    bad = '<article><a href="javascript:x">x</a><p onclick="x">x</p><script></script></article>'
    (tmp_path / "bad.html").write_text(bad, encoding="utf-8")
    assert len(dangers(Built(0, "", tmp_path), "bad.html")) == 3
