"""What the index and the query must read alike: one table, in Python and in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from question_search.hangul import ANALYSIS, initials, skeleton
from question_search.korean import stems, verb
from question_search.scripts import join, stemmers
from question_search.words import fold, stem, words

TABLE = json.loads((Path(__file__).parent / "data/search/words.json").read_text(encoding="utf-8"))
# Forms of verbs as kiwipiepy 0.24.1 joins them, by their dictionary form. Verbs whose stem changes
# before a vowel in a way that no rule here knows (짓다, 돕다, 그렇다) are not in it.
VERBS = {
    lemma: forms.split()
    for lemma, forms in json.loads(
        (Path(__file__).parent / "data/search/conjugations.json").read_text(encoding="utf-8")
    ).items()
}
PYTHON: dict[str, Callable[[str], Any]] = {
    "stems": lambda word: [list(pair) for pair in stems(word)],
    "verbs": verb,
    "skeletons": skeleton,
    "initials": initials,
    "words": lambda text: words(fold(text)).texts,
    "english stems": lambda word: stem(word, "english"),
}
JAVASCRIPT = {
    "stems": "stems(given)",
    "verbs": "verb(given)",
    "skeletons": "skeleton(given)",
    "initials": "initials(given)",
    "words": "words(fold(given)).map((word) => word.text)",
    "english stems": "stem(given, 'english')",
    "typed in the other layout": "toHangul(given)",
    "typed in the Latin layout": "toLatin(given)",
    "spelled letters": "spelledOut(given)",
    "mistakes": "mistakes(...given.split(' ').map(jamo), 9)",
}
ENGINE = Path(__file__).parents[1] / "conf/question_search/engine"
# A script of the engine's own modules: what readers get shows none of these functions.
READ = ", ".join(f"{json.dumps(name)}: (given) => {code}" for name, code in JAVASCRIPT.items())
PARTS = """import { mistakes } from "./fuzzy.js";
import { initials, jamo, learnLetters, skeleton, spelledOut, toHangul, toLatin } from "./hangul.js";
import { learnTails, stems, verb } from "./korean.js";
import { fold, stem, words } from "./words.js";
const learn = (korean) => [learnLetters, learnTails].forEach((take) => take(korean));
export const parts = { learn, read };
""".replace("read }", f"read: {{ {READ} }} }}")


def test_every_part_of_the_table_is_run() -> None:
    assert set(TABLE) == set(JAVASCRIPT)
    assert set(PYTHON) < set(TABLE)


@pytest.mark.parametrize("part", PYTHON)
def test_index_reads_words_as_the_table_says(part: str) -> None:
    assert {given: PYTHON[part](given) for given in TABLE[part]} == TABLE[part]


def test_all_forms_of_a_verb_are_read_as_one() -> None:
    read = {lemma: {verb(form) for form in forms} for lemma, forms in VERBS.items()}
    assert read == {lemma: {verb(lemma) or lemma} for lemma in VERBS}


def test_query_reads_words_as_the_table_says(page: Page) -> None:
    given = {"parts.js": PARTS, "stemmers.js": stemmers(["english"])}
    page.add_script_tag(content=join(ENGINE / "parts.js", given))
    page.evaluate("([korean]) => parts.learn(korean)", [ANALYSIS["ko"]])
    for part, texts in TABLE.items():
        run = "([part, given]) => parts.read[part](given)"
        assert {text: page.evaluate(run, [part, text]) for text in texts} == texts
    forms = [form for lemma in VERBS for form in VERBS[lemma]]
    read = page.evaluate("(forms) => forms.map((form) => parts.read.verbs(form))", forms)
    assert read == [verb(form) for form in forms]
