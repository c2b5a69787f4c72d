// Blocks of the index, loaded when they are needed.
//
// Everything that looks things up is plain, synchronous code: what is not here yet is noted as
// missing and taken for empty. `Shelf.until` runs such code, loads what it missed, all at once,
// and runs it again until nothing is missing.

import { load } from "./loading.js";
import { stem } from "./words.js";

/**
 * @typedef {{key: string, questions: number, offset: number, right?: string}} Entry
 *   `offset` counts postings, `right` is what the key leads to
 * @typedef {{keys: string[], entries: Map<string, Entry>}} Words
 * @typedef {{numbers: number[], impacts: number[]}} Postings
 * @typedef {[string, number, string, string[]]} Row
 * @typedef {object} Index
 * @property {number} size number of questions
 * @property {string} stemmer of the edition's language
 * @property {number} top the greatest impact
 * @property {string[]} firstKeys
 * @property {number[]} offsets
 * @property {string} words what the names of blocks begin with, before their number
 * @property {number} postingsBlock postings of a block
 * @property {string} postings
 * @property {number} textsBlock questions of a block of texts
 * @property {string} texts
 * @property {string} language name of the block with tables and concepts
 */

const MOST_KNOWN = 20000;

const FRONT = "A".charCodeAt(0);

/** @param {string} text @param {number} offset @returns {Words} */
function parseWords(text, offset) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  let before = "";
  for (const line of text.split("\n")) {
    const arrow = line.indexOf(">");
    const right = arrow < 0 ? undefined : line.slice(arrow + 1);
    const left = arrow < 0 ? line : line.slice(0, arrow);
    const space = left.indexOf(" ");
    const key = before.slice(0, line.charCodeAt(0) - FRONT) + left.slice(1, space < 0 ? undefined : space);
    before = key;
    const questions = space < 0 ? +(right === undefined) : +left.slice(space + 1);
    entries.set(key, { key, questions, offset, right });
    offset += questions;
  }
  return { keys: [...entries.keys()], entries };
}

/** The place of the last of sorted values that is not above a value, at least 0. */
/** @template T @param {T[]} sorted @param {T} value */
export function placeOf(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The texts of a sorted list from one to another. @param {string[]} sorted @param {string} first @param {string} last */
export function between(sorted, first, last) {
  const begin = placeOf(sorted, first);
  const end = placeOf(sorted, last);
  return sorted.slice(sorted[begin] < first ? begin + 1 : begin, sorted[end] <= last ? end + 1 : end);
}

export class Shelf {
  /** @param {string} base address of the folder, with a slash at its end @param {Index} index */
  constructor(base, index) {
    this.base = base;
    this.index = index;
    /** @type {Map<string, any>} */
    this.blocks = new Map();
    /** @type {Map<string, Promise<void>>} */
    this.loading = new Map();
    /** @type {Map<string, (content: any) => any>} */
    this.missing = new Map();
    /** @type {Map<string | Entry, any>} what was found for words, and postings */
    this.known = new Map();
  }

  /**
   * @template T
   * @param {string} name
   * @param {(content: any) => T} parse
   * @returns {T | null}
   */
  block(name, parse) {
    const found = this.blocks.get(name);
    if (found === undefined) this.missing.set(name, parse);
    return found ?? null;
  }

  /**
   * What `work` finds; a query repeats most words of the one before. Nothing is kept that was
   * found while a block was missing.
   * @template T
   * @param {string | Entry} key
   * @param {() => T} work
   * @returns {T}
   */
  once(key, work) {
    const found = this.known.get(key) ?? work();
    if (!this.missing.size && this.known.size < MOST_KNOWN) this.known.set(key, found);
    return found;
  }

  /**
   * Run `work` until it finds all that it looks for.
   * @template T
   * @param {() => T} work
   * @returns {Promise<T>}
   */
  async until(work) {
    for (;;) {
      this.missing.clear();
      const done = work();
      if (!this.missing.size) return done;
      await Promise.all([...this.missing].map(([name, parse]) => this.fetch(name, parse)));
    }
  }

  /** @param {string} name @param {(content: any) => any} parse */
  fetch(name, parse) {
    const address = `${this.base}${name}.js`;
    let loading = this.loading.get(name);
    if (!loading) {
      loading = load(address).then((content) => void this.blocks.set(name, parse(content)));
      this.loading.set(name, loading);
      loading.catch(() => this.loading.delete(name)); // so that a later search tries again
    }
    return loading;
  }

  /** @param {number} number @returns {Words | null} */
  words(number) {
    const offset = this.index.offsets[number];
    return this.block(`${this.index.words}-${number}`, (text) => parseWords(text, offset));
  }

  /** The vocabulary block where a key would be. @param {string} key */
  placeOfKey(key) {
    return placeOf(this.index.firstKeys, key);
  }

  /** The terms that a key leads to. @param {Entry | null} entry @returns {string[]} */
  targets(entry) {
    if (entry?.right === "") return [stem(entry.key, this.index.stemmer)];
    return entry?.right?.split(" ") ?? [];
  }

  /** @param {string} key @returns {Entry | null} */
  entry(key) {
    return this.words(this.placeOfKey(key))?.entries.get(key) ?? null;
  }

  /**
   * The keys from one to another, in at most `most` blocks.
   * @param {string} first
   * @param {string} last
   * @param {number} most
   */
  range(first, last, most = 2) {
    /** @type {string[]} */
    const found = [];
    const begin = this.placeOfKey(first);
    const end = Math.min(this.placeOfKey(last), begin + most - 1);
    for (let number = begin; number <= end; number++) {
      found.push(...between(this.words(number)?.keys ?? [], first, last));
    }
    return found;
  }

  /** Some of all postings, or null if they are not here yet. @param {number} from @param {number} to */
  coded(from, to) {
    const size = this.index.postingsBlock;
    /** @type {[string, string][] | null} */
    let found = [];
    for (let number = Math.floor(from / size); number * size < to; number++) {
      const block = this.block(`${this.index.postings}-${number}`, parsePostings);
      const more = block?.slice(Math.max(0, from - number * size), to - number * size);
      found = more && found ? [...found, ...more] : null;
    }
    return found;
  }

  /** Whether the texts are one block: then the whole index is small. */
  get isSmall() {
    return this.index.size <= this.index.textsBlock;
  }

  /** Load all blocks, so that no key waits for one. */
  everything() {
    return this.until(() => {
      const words = this.index.firstKeys.map((_, number) => this.words(number));
      const last = words[words.length - 1];
      const { offset, questions } = last?.entries.get(last.keys[last.keys.length - 1]) ?? { offset: 0, questions: 0 };
      this.coded(0, offset + questions);
      this.text(0);
      return words;
    });
  }

  /** The questions of a term. @param {Entry} entry @returns {Postings} */
  postings(entry) {
    return this.once(entry, () => decode(this.coded(entry.offset, entry.offset + entry.questions) ?? []));
  }

  /** The texts of a question. @param {number} number @returns {{page: [string, string], row: Row} | null} */
  text(number) {
    const size = this.index.textsBlock;
    const block = this.block(`${this.index.texts}-${Math.floor(number / size)}`, (content) => content);
    const row = block?.[1][number % size];
    return row ? { page: block[0][row[1]], row } : null;
  }
}

const BASE = 28;
const ZERO = "#".charCodeAt(0);

/** The gap and the impact of each posting of a block, in digits. @param {string} text @returns {[string, string][]} */
function parsePostings(text) {
  const [gaps, impacts] = text.split(" ");
  return (gaps.match(/[?-Z]*[#->]/g) ?? []).map((gap, place) => [gap, impacts[place]]);
}

/** @param {[string, string][]} coded @returns {Postings} */
function decode(coded) {
  let number = -1;
  const digit = (/** @type {string} */ char) => char.charCodeAt(0) - ZERO;
  const numbers = coded.map(([gap]) => {
    number += 1 + [...gap].reduceRight((sum, char) => sum * BASE + (digit(char) % BASE), 0);
    return number;
  });
  return { numbers, impacts: coded.map(([, impact]) => digit(impact)) };
}
