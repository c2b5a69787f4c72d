// Where the words of a query stand in a text, and the sentence that shows most of them.

import { isHangul } from "./hangul.js";
import { stems, verb } from "./korean.js";
import { fold, stem, words } from "./words.js";

/** @typedef {[number, number]} Mark from and to, in code units */

const SENTENCE = /[^.!?。]*(?:[.!?。](?!\s|$)[^.!?。]*)*[.!?。]*\s*/g;

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
    const folded = fold(text);
    if (folded.length !== text.length) return []; // places would not agree
    const found = words(folded);
    /** @type {{mark: Mark, term: string}[]} */
    const marks = [];
    found.forEach((word, place) => {
      const next = found[place + 1];
      const term = this.termOf(word.text, next?.glued ? next.text : "");
      if (term) marks.push({ mark: [word.start, word.end], term });
    });
    for (const { first, end, terms } of this.concepts.find(found)) {
      const term = terms.find((one) => this.terms.has(one));
      if (term) marks.push({ mark: [found[first].start, found[end - 1].end], term });
    }
    return marks;
  }

  /** @param {string} text @param {string} next the word that is written on, or nothing */
  termOf(text, next) {
    const readings = isHangul(text)
      ? [...stems(text).map(([s]) => s), verb(text), ...beginnings(text)]
      : [text, stem(text, this.algorithm), ...(next ? [stem(text + next, this.algorithm)] : [])];
    return readings.find((reading) => this.terms.has(reading));
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
    for (const paragraph of paragraphs) {
      for (const [sentence] of paragraph.matchAll(SENTENCE)) {
        const text = sentence.trim();
        if (!text) continue;
        const found = this.find(text);
        const terms = new Set(found.map(({ term }) => term));
        const score = [...terms].reduce((sum, term) => sum + (this.terms.get(term) ?? 0), 0);
        if (score > best.score) best = { text, marks: merge(found.map(({ mark }) => mark)), score };
      }
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
