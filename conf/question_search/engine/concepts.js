// Concepts: the termbase's forms in all languages are one. Twin: ../concepts.py.

import { isHangul, skeleton } from "./hangul.js";
import { remembered, stems, verb } from "./korean.js";
import { fold, stem, words } from "./words.js";

/** @typedef {import("./words.js").Word} Word */
/** @typedef {{first: number, end: number, terms: string[]}} Found */

const LONGEST_FORM = 6;
export const MARK = "#"; // begins a concept's term in the index
export const EVERYDAY = "#."; // the same of everyday words, which say less

/**
 * What a form is looked up by: its words without spaces, stemmed if they are Latin.
 * @param {string} joined
 * @param {string} algorithm
 */
export function keyOf(joined, algorithm) {
  if (joined.endsWith("다")) return verb(joined) || joined;
  const latin = !isHangul(joined.slice(-1)) && /^[\x00-\x7f]*$/.test(joined);
  return latin ? stem(joined, algorithm) : joined;
}

/** @param {string} text */
const readings = (text) =>
  isHangul(text) ? [...stems(text).map(([s]) => s), verb(text)].filter(Boolean) : [text];

/** @param {Map<string, string[]>} map @param {string} key @param {string} term */
function put(map, key, term) {
  const terms = map.get(key) ?? [];
  if (!terms.includes(term)) map.set(key, [...terms, term]);
}

export class Concepts {
  /** @param {string} algorithm */
  constructor(algorithm) {
    this.algorithm = algorithm;
    /** @type {Map<string, string[]>} */
    this.keys = new Map();
    /** @type {Map<string, string[]>} by the skeletons of Latin forms */
    this.echoes = new Map();
    /** @type {Set<string>} */
    this.begun = new Set();
    /** The first step of `longest`: most words begin no form. */
    this.begin = remembered((text) => this.step([""], text));
    /** @type {Map<string, Record<string, string>>} */
    this.names = new Map();
    /** @type {string[] | null} */
    this.inOrder = null;
  }

  /**
   * @param {string} line `en;bias|ko;편향;편견`: the forms by language, the first being the name
   * @param {string} mark begins the term
   */
  add(line, mark) {
    const forms = line.split("|").map((part) => part.split(";"));
    const own = forms.flatMap(([, ...own]) => own);
    const keys = own.map((form) => this.keyOf(form));
    const term = mark + keys[0];
    const names = forms.map(([code, name]) => [code, name]);
    if (!this.names.has(term)) this.names.set(term, Object.fromEntries(names));
    // Whole words, too: a typing mistake is often behind the stem.
    for (const key of [...keys, ...own.map((form) => form.toLowerCase())]) {
      if (/^\S+$/.test(key)) put(this.keys, key, term);
    }
    if (mark === EVERYDAY) return; // no loanwords
    for (const form of own) {
      const parts = form.toLowerCase().match(/[a-z]+/g) ?? [];
      for (const part of parts) put(this.echoes, "~" + skeleton(part), parts.length > 1 ? stem(part, this.algorithm) : term);
    }
  }

  /** All keys by code units, when all concepts are here. */
  get sorted() {
    this.inOrder ??= [...this.keys.keys()].sort();
    return this.inOrder;
  }

  /** The terms of a key or of a skeleton. @param {string} key @returns {string[]} */
  terms(key) {
    return this.keys.get(key) ?? this.echoes.get(key) ?? [];
  }

  /** @param {string} form */
  keyOf(form) {
    const parts = words(fold(form)).map((word) => word.text);
    const whole = parts.join("");
    if (isHangul(whole)) {
      for (let place = 1; place < whole.length; place++) this.begun.add(whole.slice(0, place));
    }
    for (let size = 1; size < parts.length; size++) this.begun.add(parts.slice(0, size).join(""));
    return keyOf(whole, this.algorithm);
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
    let { terms, heads } = this.begin(found[first].text);
    /** @type {Found} */
    let best = { first, end: terms.length ? first + 1 : first, terms };
    for (let end = first + 2; heads.length && end <= Math.min(found.length, first + LONGEST_FORM); end++) {
      ({ terms, heads } = this.step(heads, found[end - 1].text));
      if (terms.length) best = { first, end, terms };
    }
    return best;
  }

  /** What some beginnings of forms are with a word behind them. @param {string[]} heads @param {string} text */
  step(heads, text) {
    const tried = readings(text).flatMap((reading) => heads.map((head) => head + reading));
    /** @type {string[]} */
    let terms = [];
    for (const one of tried) terms = this.keys.get(keyOf(one, this.algorithm)) ?? terms;
    return { terms, heads: tried.filter((one) => this.begun.has(one)) };
  }
}
