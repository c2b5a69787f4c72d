"""Reading catalogs: hostile files are refused in words, with the line to go to."""

from pathlib import Path

import catalog_model
import pytest
from catalog_model import CatalogError, decode, parse_po, place_of, read_catalog
from hypothesis import given
from hypothesis import strategies as st

HEAD = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
GOOD = f'{HEAD}\n# note\n#, fuzzy\n#| msgid "Old"\nmsgid ""\n"New "\n"text"\nmsgstr "글"\n'

HOSTILE = {
    "nul": (GOOD.encode() + b"\0", 13, "character U+0000"),
    "not utf-8": (GOOD.encode() + b"# \xff\xfe\n", 13, "this is not UTF-8"),
    "utf-16": (GOOD.encode("utf-16"), 1, "this is not UTF-8"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), 1, "byte order mark"),
    "windows": (GOOD.replace("\n", "\r\n").encode(), 1, "Windows line end (CR)"),
    "line separator": (GOOD.replace("New", "N\u2028w").encode(), 10, "character U+2028"),
    "escape sequence": (GOOD.replace("New", "N\x1b[31mw").encode(), 10, "character U+001B"),
    "open string": (GOOD.replace('"글"', '"글').encode(), 12, "not a line of a catalog"),
    "open quotation mark": (GOOD.replace('"글"', '"글"글"').encode(), 12, "not a line"),
    "conflict marker": (b"<<<<<<< HEAD\n" + GOOD.encode(), 1, "not a line of a catalog"),
    "no msgstr": (f'{HEAD}\nmsgid "a"\n\nmsgid "b"\nmsgstr ""\n'.encode(), 8, "come in pairs"),
    "no msgid": (b'msgstr "a"\n', 1, "come in pairs"),
    "string alone": (b'"a"\n', 1, "come in pairs"),
    "long message": (f'{HEAD}\nmsgid "{"a" * 60_000}"\nmsgstr ""\n'.encode(), 7, "20,000"),
    "name of a file": (b"/etc/passwd", 1, "not a line of a catalog"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    data, line, words = HOSTILE[name]
    path = tmp_path / "a.po"
    path.write_bytes(data)
    with pytest.raises(CatalogError) as caught:
        read_catalog(path)
    assert (caught.value.line, words in caught.value.message) == (line, True), str(caught.value)


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_model, "MAX_BYTES", 10)
    path = tmp_path / "a.po"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogError, match="larger than 10 bytes; split the page"):
        read_catalog(path)


@pytest.mark.parametrize("kind", ["link", "folder", "nothing"])
def test_what_is_no_plain_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    if kind == "link":
        (tmp_path / "secret").write_text(GOOD, encoding="utf-8")
        path.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        path.mkdir()
    with pytest.raises(CatalogError, match="not a plain file; put the catalog itself here"):
        read_catalog(path)


def test_an_entry_knows_the_line_of_its_msgstr(tmp_path: Path) -> None:
    path = tmp_path / "ko" / "LC_MESSAGES" / "topics" / "a.po"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, encoding="utf-8")
    read = read_catalog(path)
    (entry,) = read.entries
    assert (read.language, read.page) == ("ko", "topics/a")
    assert (entry.msgid, entry.msgstr, entry.line) == ("New text", "글", 12)
    assert (entry.fuzzy, entry.previous, entry.comment) == (True, "Old", "note")


def test_each_form_of_a_plural_is_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    head = HEAD + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    body = 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "하나"\nmsgstr[1] "여럿"\n'
    path.write_text(f"{head}\n{body}", encoding="utf-8")
    assert [(each.msgid, each.msgstr, each.line) for each in read_catalog(path).entries] == [
        ("one", "하나", 9),
        ("many", "여럿", 10),
    ]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("locales/ko/LC_MESSAGES/a.po", ("ko", "a")),
        ("/x/LC_MESSAGES/pt_BR/LC_MESSAGES/t/a.po", ("pt_BR", "t/a")),
        ("a.po", ("", "a")),
        ("LC_MESSAGES/a.po", ("", "a")),
    ],
)
def test_language_and_page_come_from_the_path(path: str, place: tuple[str, str]) -> None:
    assert place_of(Path(path)) == place


_PIECES = st.sampled_from(
    [
        'msgid "',
        'msgstr "',
        'msgstr[1] "',
        "msgctxt",
        '"',
        "\\",
        "#~ ",
        "#| ",
        "#,",
        "\n",
        "a",
        "글",
    ]
)


def refusal(data: bytes) -> CatalogError | None:
    path = Path("a.po")
    try:
        parse_po(decode(data, path), path)
    except CatalogError as error:
        return error
    return None


@given(st.lists(_PIECES).map("".join))
def test_any_text_is_read_or_refused_at_one_of_its_lines(text: str) -> None:
    error = refusal(text.encode())
    assert error is None or 1 <= error.line <= text.count("\n") + 1


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    error = refusal(data)
    assert error is None or str(error).startswith("a.po:")
