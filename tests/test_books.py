"""The books that readers take along: whole, in their language, with contents and links."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import books
import pytest
from books.epub import write_epub
from books.pdf import write_pdf
from books.volumes import write_print
from preview_pictures import picture, texts_of
from pypdf import PdfReader
from pypdf.generic import Destination
from site_languages import read_languages

CODES = [language.code for language in read_languages().all]
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
EVIL = '#panic() $x$ *bold* @nowhere [x] </p><script>alert(1)</script> \\ "'


def question(number: int, html: str) -> dict[str, Any]:
    return {
        "id": f"q-{number}",
        "url": f"t.html#q-{number}",
        "page": "t.html",
        "topic": {"id": "t", "title": "토픽"},
        "question": f"질문 {number} {EVIL}" if number == 1 else f"질문 {number}",
        "answer": {"html": html},
        "plain": {"html": "<p>쉬운 답</p>", "question": "쉬운 질문"} if number == 1 else None,
        "references": [{"title": "paper", "url": "https://example.org/a"}],
    }


@pytest.fixture
def content() -> dict[str, Any]:
    html = (
        '<p>답 <strong>굵게</strong> <a href="t.html#q-2">둘째</a></p>'
        "<ul><li><p>하나</p></li><li>둘</li></ul><ol><li>셋</li></ol><pre>x = 1\n  y</pre>"
        '<p lang="en">Not translated <code>yet</code></p><blockquote><p>인용</p></blockquote>'
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>"
    )
    questions = [question(1, html), question(2, "<p>다른 답</p>")]
    return {"title": "문답", "language": "ko", "url": "", "questions": questions}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: book.read(name) for name in book.namelist()}


def same(text: str) -> str:
    return text


@pytest.mark.parametrize("code", CODES)
def test_the_pdf_has_every_question_in_its_contents_with_its_page(site: Path, code: str) -> None:
    book = PdfReader(site / code / "downloads" / f"mundap-{code}.pdf")
    questions = [
        entry
        for chapter in book.outline
        if isinstance(chapter, list)
        for entry in chapter
        if isinstance(entry, Destination)
    ]
    pages = [book.get_destination_page_number(entry) or 0 for entry in questions]
    assert len(questions) == 90
    assert (pages == sorted(pages), pages[0] > 1) == (True, True)
    assert str(book.root_object["/Lang"]) == code


def test_the_korean_pdf_carries_its_font_and_its_letters(site: Path) -> None:
    book = PdfReader(site / "ko" / "downloads" / "mundap-ko.pdf")
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in book.pages
        for font in page["/Resources"].get_object()["/Font"].values()  # type: ignore[index]
    }
    assert any("NotoSansKR" in font for font in fonts)
    text = "".join(page.extract_text() for page in book.pages)
    assert "확산 모델은 이미지를 어떻게 생성하나요?" in " ".join(text.split())


def test_a_pdf_links_questions_and_references(tmp_path: Path, content: dict[str, Any]) -> None:
    write_pdf(tmp_path / "book.pdf", content, same)
    book = PdfReader(tmp_path / "book.pdf")
    links = [note.get_object() for page in book.pages for note in page.get("/Annots", [])]
    outside = {str(link["/A"]["/URI"]) for link in links if "/A" in link and "/URI" in link["/A"]}
    inside = [link for link in links if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
    assert outside == {"https://example.org/a"}
    assert len(inside) == 4  # the contents: a topic and two questions; and the link in an answer


def test_no_text_of_a_note_is_read_as_the_books_markup(
    tmp_path: Path, content: dict[str, Any]
) -> None:
    write_pdf(tmp_path / "book.pdf", content, same)
    pages = PdfReader(tmp_path / "book.pdf").pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert "".join(EVIL.split()) in text
    write_epub(tmp_path / "book.epub", content, same, tmp_path / "kept")
    chapter = ET.fromstring(parts(tmp_path / "book.epub")["EPUB/t.xhtml"])  # noqa: S314 - ours
    assert (f"질문 1 {EVIL}", list(chapter.iter(f"{XHTML}script"))) == (
        next(chapter.iter(f"{XHTML}h2")).text,
        [],
    )


def test_an_address_of_any_length_stops_no_book(tmp_path: Path, content: dict[str, Any]) -> None:
    long = f"https://x.example/{'a' * 9000}"
    content["questions"][1]["answer"]["html"] = f'<p><a href="{long}">long</a></p><p></p>'
    content["questions"][1]["references"] = [{"title": "long", "url": long}]
    write_pdf(tmp_path / "book.pdf", content, same)
    assert len(PdfReader(tmp_path / "book.pdf").pages) > 2


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{'긴 글 ' * 1000}</p>",
        f"{'<ul><li>' * 60}깊이{'</li></ul>' * 60}",
        f"{'<blockquote>' * 100}깊이{'</blockquote>' * 100}",
        "<p><code></code></p><pre></pre><p><code><em>x</em></code></p><ul><li></li></ul>",
        '<p><a href="https://[x">x</a></p>',
    ],
    ids=["a long paragraph", "lists in lists", "deep quotations", "empty elements", "no address"],
)
def test_no_answer_stops_the_pdf(tmp_path: Path, content: dict[str, Any], html: str) -> None:
    content["questions"][1] |= {"answer": {"html": html}, "question": "긴 질문 " * 1000}
    write_pdf(tmp_path / "book.pdf", content, same)
    assert len(PdfReader(tmp_path / "book.pdf").pages) > 2


def test_a_picture_for_previews_takes_a_title_of_any_length() -> None:
    made = picture(texts_of("긴 제목 " * 500, "1", "문답", "ko"))
    assert made.startswith(b"\x89PNG")


@pytest.mark.parametrize("form", ["pdf", "epub"])
def test_the_same_notes_give_the_same_bytes(site: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "ko").mkdir()
    data = (site / "ko" / "questions.ko.json").read_bytes()
    (tmp_path / "ko" / "questions.ko.json").write_bytes(data)
    korean = next(each for each in read_languages().all if each.code == "ko")
    books.finish_edition(tmp_path, korean, tmp_path)
    name = f"ko/downloads/mundap-ko.{form}"
    assert (tmp_path / name).read_bytes() == (site / name).read_bytes()


def test_a_large_book_is_set_in_volumes_of_which_only_a_changed_one_is_set_anew(
    tmp_path: Path, content: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    stem, kept = tmp_path / "mundap-ko", tmp_path / "kept"
    write_print(stem, content, same, kept)
    assert [path.name for path in tmp_path.glob("mundap-*")] == ["mundap-ko.pdf"]
    monkeypatch.setattr("books.volumes.MOST", 1)
    monkeypatch.setattr("books.volumes.VOLUME", 1)
    content["questions"][1]["topic"] = {"id": "u", "title": "다음 토픽"}
    write_print(stem, content, same, kept)
    assert [path.name for path in tmp_path.glob("mundap-*")] == ["mundap-ko-pdf.zip"]
    with zipfile.ZipFile(tmp_path / "mundap-ko-pdf.zip") as volumes:
        assert volumes.namelist() == ["mundap-ko-1.pdf", "mundap-ko-2.pdf"]
        with volumes.open("mundap-ko-2.pdf") as second:
            assert "질문 2" in PdfReader(second).pages[-1].extract_text()
    before = [path.stat().st_mtime_ns for path in sorted(kept.glob("volumes/*.pdf"))]
    content["questions"][1]["answer"] = {"html": "<p>새 답</p>"}
    write_print(stem, content, same, kept)
    after = [path.stat().st_mtime_ns for path in sorted(kept.glob("volumes/*.pdf"))]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False]


def test_a_chapter_is_made_anew_when_it_has_changed_or_a_question_is_elsewhere(
    tmp_path: Path, content: dict[str, Any]
) -> None:
    content["questions"][1]["topic"] = {"id": "u", "title": "다음 토픽"}

    def made() -> list[bytes]:
        for kept in ("kept", "anew"):
            write_epub(tmp_path / f"{kept}.epub", content, same, tmp_path / kept)
        shutil.rmtree(tmp_path / "anew")
        first, second = ((tmp_path / f"{each}.epub").read_bytes() for each in ("kept", "anew"))
        assert first == second
        return [path.read_bytes() for path in sorted((tmp_path / "kept").rglob("*.cache"))]

    before = made()
    content["questions"][1]["answer"]["html"] = "<p>새 답</p>"
    changed = made()
    assert [old == new for old, new in zip(before, changed, strict=True)] == [True, False]
    content["questions"][1]["topic"] = content["questions"][0]["topic"]
    assert made()[0] != changed[0]


@pytest.mark.parametrize("code", CODES)
def test_an_epub_is_well_formed_and_names_its_language(site: Path, code: str) -> None:
    found = parts(site / code / "downloads" / f"mundap-{code}.epub")
    assert found["mimetype"] == b"application/epub+zip"
    xml = {name: data for name, data in found.items() if name.endswith((".xhtml", ".opf", ".ncx"))}
    trees = {name: ET.fromstring(data) for name, data in xml.items()}  # noqa: S314 - ours
    package = trees["EPUB/content.opf"]
    assert package.findtext(f".//{DC}language") == code
    chapters = [tree for name, tree in trees.items() if name.endswith(".xhtml")]
    assert {
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        for tree in chapters
    } == {code}


@pytest.mark.parametrize("code", CODES)
def test_every_file_of_an_epub_is_listed_and_every_link_arrives(site: Path, code: str) -> None:
    found = parts(site / code / "downloads" / f"mundap-{code}.epub")
    package = ET.fromstring(found["EPUB/content.opf"])  # noqa: S314 - ours
    listed = {item.get("href") for item in package.iter(f"{OPF}item")}
    held = {name.removeprefix("EPUB/") for name in found if name.startswith("EPUB/")}
    assert listed == held - {"content.opf"}
    trees = {
        name: ET.fromstring(found[f"EPUB/{name}"])  # noqa: S314 - ours
        for name in held
        if name.endswith(".xhtml")
    }
    ids = {
        name: [tag.get("id") for tag in tree.iter() if tag.get("id")]
        for name, tree in trees.items()
    }
    assert [name for name, all_ids in ids.items() if len(all_ids) != len(set(all_ids))] == []
    targets = [
        (name, str(link.get("href")))
        for name, tree in trees.items()
        for link in tree.iter(f"{XHTML}a")
    ]
    lost = [
        (name, target)
        for name, target in targets
        if "://" not in target
        and (target.partition("#")[2] or None)
        not in [None, *ids.get(target.partition("#")[0] or name, [])]
    ]
    assert lost == []
    [nav] = [tag for tag in trees["nav.xhtml"].iter(f"{XHTML}nav") if tag.get(EPUB_TYPE) == "toc"]
    assert (
        len({link.get("href") for link in nav.iter(f"{XHTML}a") if "#q-" in str(link.get("href"))})
        == 90
    )
