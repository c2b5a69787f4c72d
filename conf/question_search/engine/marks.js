// Where the words of a query stand in a text, and the sentence that shows most of them.

import { isHangul } from "./hangul.js";
import { remembered, stems, verb } from "./korean.js";
import { fold, stem, words } from "./words.js";

/** @typedef {[number, number]} Mark from and to, in code units */

const SENTENCE = /[^.!?。]*(?:[.!?。](?!\s|$)[^.!?。]*)*[.!?。]*\s*/g;

/** @typedef {{mark: Mark, readings: string[]}} Place a word or a concept, and what it may be */
/** @typedef {{places: Place[], all: Set<string>}} Read `all` readings tell soon that nothing matches */
const MOST_TEXTS = 5000;
/** @type {Map<string, Read>} */
const read = new Map();

/** The sentences of some paragraphs, each time the same texts: the browser then knows their hashes. */
export const sentencesOf = remembered((/** @type {string[]} */ paragraphs) =>
  paragraphs.flatMap((paragraph) => paragraph.match(SENTENCE) ?? []).map((text) => text.trim()).filter(Boolean),
);

export class Marker {
  /**
   * @param {import("./concepts.js").Concepts} concepts
   * @param {string} algorithm the stemmer of the edition's language
   * @param {Map<string, number>} terms what was searched for, and how much each counts
   */
  constructor(concepts, algorithm, terms) {
    this.concepts = concepts;
    this.algorithm = algorithm;
    this.terms = terms;
  }

  /**
   * Marks with the terms that they stand for.
   * @param {string} text
   * @returns {{mark: Mark, term: string}[]}
   */
  find(text) {
    const { places, all } = this.read(text);
    if (![...this.terms.keys()].some((term) => all.has(term))) return [];
    return places.flatMap(({ mark, readings }) => {
      const term = readings.find((reading) => this.terms.has(reading));
      return term ? { mark, term } : [];
    });
  }

  /** What each word of a text may be; remembered, since it is the same for every query. */
  /** @param {string} text @returns {Read} */
  read(text) {
    const known = read.get(text);
    if (known) return known;
    const folded = fold(text);
    const plain = folded.length === text.length ? words(folded) : []; // else places do not agree
    /** @type {Place[]} */
    const places = plain.map(({ text: word, start, end }, place) => {
      const next = plain[place + 1]?.glued ? plain[place + 1].text : "";
      return { mark: [start, end], readings: this.readings(word, next) };
    });
    for (const { first, end, terms } of this.concepts.find(plain)) {
      places.push({ mark: [plain[first].start, plain[end - 1].end], readings: terms });
    }
    const found = { places, all: new Set(places.flatMap(({ readings }) => readings)) };
    if (read.size < MOST_TEXTS) read.set(text, found);
    return found;
  }

  /** @param {string} text @param {string} next the word that is written on, or nothing */
  readings(text, next) {
    return isHangul(text)
      ? [...stems(text).map(([s]) => s), verb(text), ...beginnings(text)]
      : [text, stem(text, this.algorithm), ...(next ? [stem(text + next, this.algorithm)] : [])];
  }

  /** Marks without overlaps, in order. @param {string} text @returns {Mark[]} */
  marks(text) {
    return merge(this.find(text).map(({ mark }) => mark));
  }

  /**
   * The sentence of some paragraphs that says most of what was searched for.
   * @param {string[]} paragraphs
   * @returns {{text: string, marks: Mark[]}}
   */
  sentence(paragraphs) {
    let best = { text: "", marks: /** @type {Mark[]} */ ([]), score: -1 };
    for (const text of sentencesOf(paragraphs)) {
      const found = this.find(text);
      const terms = new Set(found.map(({ term }) => term));
      const score = [...terms].reduce((sum, term) => sum + (this.terms.get(term) ?? 0), 0);
      if (score > best.score) best = { text, marks: merge(found.map(({ mark }) => mark)), score };
    }
    return { text: best.text, marks: best.marks };
  }
}

/** Beginnings of a compound. @param {string} word */
function beginnings(word) {
  const found = [];
  for (let end = word.length - 1; end >= 2; end--) found.push(word.slice(0, end));
  return found;
}

/** @param {Mark[]} marks @returns {Mark[]} */
function merge(marks) {
  /** @type {Mark[]} */
  const merged = [];
  for (const [from, to] of marks.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = merged[merged.length - 1];
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
