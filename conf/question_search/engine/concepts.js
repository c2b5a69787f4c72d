// Concepts: the termbase's forms in all languages are one. Twin: ../concepts.py.

import { isHangul } from "./hangul.js";
import { stems, verb } from "./korean.js";
import { fold, stem, words } from "./words.js";

/** @typedef {import("./words.js").Word} Word */
/** @typedef {{first: number, end: number, terms: string[]}} Found */

const LONGEST_FORM = 6;

/**
 * What a form is looked up by: its words without spaces, stemmed if they are Latin.
 * @param {string} joined
 * @param {string} algorithm
 */
export function keyOf(joined, algorithm) {
  const latin = !isHangul(joined.slice(-1)) && /^[\x00-\x7f]*$/.test(joined);
  return latin ? stem(joined, algorithm) : joined;
}

/** @param {string} text */
const readings = (text) =>
  isHangul(text) ? [...stems(text).map(([s]) => s), verb(text)].filter(Boolean) : [text];

export class Concepts {
  /**
   * @param {[string, Record<string, string>, string[]][]} rows term, names by language, forms
   * @param {string} algorithm
   */
  constructor(rows, algorithm) {
    this.algorithm = algorithm;
    /** @type {Map<string, string[]>} */
    this.keys = new Map();
    /** @type {Set<string>} */
    this.begun = new Set();
    /** @type {Map<string, Record<string, string>>} */
    this.names = new Map();
    for (const [term, names, forms] of rows) {
      if (!this.names.has(term)) this.names.set(term, names);
      for (const form of forms) this.add(term, form);
    }
  }

  /** @param {string} term @param {string} form */
  add(term, form) {
    const parts = words(fold(form)).map((word) => word.text);
    for (let size = 1; size < parts.length; size++) this.begun.add(parts.slice(0, size).join(""));
    const key = keyOf(parts.join(""), this.algorithm);
    const terms = this.keys.get(key) ?? [];
    if (!terms.includes(term)) this.keys.set(key, [...terms, term]);
  }

  /**
   * The concepts in a text, the longest first at each place.
   * @param {Word[]} found
   * @returns {Found[]}
   */
  find(found) {
    /** @type {Found[]} */
    const concepts = [];
    for (let place = 0; place < found.length; ) {
      const concept = this.longest(found, place);
      if (concept.terms.length) concepts.push(concept);
      place = Math.max(place + 1, concept.end);
    }
    return concepts;
  }

  /** @param {Word[]} found @param {number} first @returns {Found} */
  longest(found, first) {
    /** @type {Found} */
    let best = { first, end: first, terms: [] };
    let heads = [""];
    for (let end = first + 1; end <= Math.min(found.length, first + LONGEST_FORM); end++) {
      const texts = readings(found[end - 1].text);
      const joined = heads.flatMap((head) => texts.map((text) => head + text));
      for (const text of joined) {
        const terms = this.keys.get(keyOf(text, this.algorithm));
        if (terms) best = { first, end, terms };
      }
      heads = joined.filter((text) => this.begun.has(text));
      if (!heads.length) break;
    }
    return best;
  }
}
