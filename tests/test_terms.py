"""The termbase (locales/ko/terms.toml) and the glossary page, which uses its English terms."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
REQUIRED = {"en", "ko"}
LISTS = {"en_also", "ko_also", "avoid"}
HANGUL = re.compile(r"[가-힣]")

Entry = dict[str, Any]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    with (ROOT / "locales/ko/terms.toml").open("rb") as file:
        terms: list[Entry] = tomllib.load(file)["terms"]
    return terms


def english(entry: Entry) -> list[str]:
    return [entry["en"], *entry.get("en_also", [])]


def korean(entry: Entry) -> list[str]:
    return [entry["ko"], *entry.get("ko_also", [])]


def quoted(entry: Entry) -> set[str]:
    return set(re.findall(r'"([^"]+)"', entry.get("note", "")))


def avoided_in(text: str, entries: list[Entry]) -> list[str]:
    """The avoided forms that begin an eojeol of a text."""
    forms = chain.from_iterable(entry.get("avoid", []) for entry in entries)
    return [form for form in forms if re.search(rf"(?<!\S){re.escape(form)}", text)]


def glossary_terms() -> list[str]:
    return re.findall(r"(?m)^(\S.*)\n {2}\S", GLOSSARY)


def test_is_large_enough(entries: list[Entry]) -> None:
    assert len(entries) >= 80


def test_is_sorted_by_english_term(entries: list[Entry]) -> None:
    terms = [entry["en"] for entry in entries]
    assert terms == sorted(terms, key=str.casefold)


def test_has_only_known_keys(entries: list[Entry]) -> None:
    unknown = {entry["en"]: set(entry) - REQUIRED - LISTS - {"note"} for entry in entries}
    assert {term: keys for term, keys in unknown.items() if keys} == {}
    assert [entry for entry in entries if not set(entry) >= REQUIRED] == []


def test_every_form_is_trimmed_text_and_listed_once(entries: list[Entry]) -> None:
    wrong = [
        (entry["en"], key)
        for entry in entries
        for key in sorted(LISTS & set(entry))
        if not entry[key]
        or len(set(entry[key])) < len(entry[key])
        or any(not form or form != form.strip() for form in entry[key])
    ]
    assert wrong == []


def test_an_english_form_belongs_to_one_term(entries: list[Entry]) -> None:
    owners = defaultdict(list)
    for entry in entries:
        for form in english(entry):
            owners[form.casefold()].append(entry["en"])
    assert {form: terms for form, terms in owners.items() if len(terms) > 1} == {}


def test_a_korean_form_serves_one_concept_unless_both_notes_say_so(entries: list[Entry]) -> None:
    shared = [
        (one["en"], other["en"])
        for one, other in combinations(entries, 2)
        if set(korean(one)) & set(korean(other))
        and not (other["en"] in quoted(one) and one["en"] in quoted(other))
    ]
    assert shared == []


def test_a_term_without_hangul_is_a_name_from_the_english(entries: list[Entry]) -> None:
    latin = [entry for entry in entries if not HANGUL.search(entry["ko"])]
    assert [entry["ko"] for entry in latin if entry["ko"] not in english(entry)] == []


def test_no_term_of_ours_begins_with_an_avoided_form(entries: list[Entry]) -> None:
    assert [entry["ko"] for entry in entries if avoided_in(entry["ko"], entries)] == []


def test_the_korean_in_the_seeds_has_no_avoided_form(entries: list[Entry]) -> None:
    seeds = sorted((ROOT / "docs/seeds").glob("*.txt"))
    lines = chain.from_iterable(seed.read_text(encoding="utf-8").splitlines() for seed in seeds)
    own = [line for line in lines if HANGUL.search(line)]
    assert own
    assert [line for line in own if avoided_in(line, entries)] == []


def test_notes_quote_only_terms_of_the_termbase(entries: list[Entry]) -> None:
    terms = {entry["en"] for entry in entries}
    lost = {entry["en"]: quoted(entry) - terms for entry in entries}
    assert {term: names for term, names in lost.items() if names} == {}


def test_the_glossary_is_sorted_and_defines_each_term_once() -> None:
    terms = glossary_terms()
    assert len(terms) >= 80
    assert terms == sorted(set(terms), key=str.casefold)


def test_each_glossary_term_is_in_the_termbase(entries: list[Entry]) -> None:
    assert set(glossary_terms()) - {entry["en"] for entry in entries} == set()


def test_each_link_of_the_glossary_leads_to_a_question() -> None:
    pages = (page.read_text(encoding="utf-8") for page in (ROOT / "docs/topics").glob("*.md"))
    questions = set(chain.from_iterable(re.findall(r"(?m)^\((q-\S+)\)=$", page) for page in pages))
    links = re.findall(r"\]\(([^)]*)\)", GLOSSARY)
    assert links
    assert [link for link in links if link.removeprefix("#") not in questions] == []
