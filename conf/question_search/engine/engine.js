// The search engine of Mundap. A page uses it so:
//
//   const engine = await questionSearch.open();      // loads the index; call it on first focus
//   const answer = await engine.search("양자화가");   // at every `input`, also while composing
//
// `open(base)` takes the address of the folder with index.js (by default the folder of this
// script) and rejects if the index cannot be loaded; call it again to try again.
// `marks(query, texts)` tells where the words of a query stand in texts of a page.
// `search(query, {limit})` never rejects for what a reader types. Its answer:
//
//   query       the query, as it was given; drop an answer whose query is no longer in the field
//   results     what is sure enough, best first, at most `limit` (10)
//   related     what is not: show it apart, under "related"; empty when there are results
//   understood  {words, corrected}: how each word was read, and the query as it was understood if
//               that is not what was typed (typo, keyboard layout, initials), else null
//
// A result:
//
//   id, page        the anchor and the docname: the link is `${root}${page}.html#${id}`
//   topic, title    in the language of the edition
//   titleMarks      [from, to] pairs of what matches in the title
//   sentence        {text, marks}: the sentence of the answer that says most of the query
//   terms           [{typed, term}]: what the edition calls what was typed in another language or
//                   by another name; only where that is why the question was found
//   score           between 0 and 1
//
// Marks, sentence and terms are worked out when they are asked for: ask for those in sight first.
// Texts are plain text: set them as textContent. Nothing here touches the page.

import { Concepts, EVERYDAY, MARK } from "./concepts.js";
import { spelling } from "./fuzzy.js";
import { learnLetters } from "./hangul.js";
import { learnTails, remembered } from "./korean.js";
import { load, take } from "./loading.js";
import { Marker, sentencesOf } from "./marks.js";
import { learnLists } from "./lookup.js";
import { each, idle } from "./pieces.js";
import { Reader } from "./query.js";
import { part, rank } from "./rank.js";
import { Shelf } from "./shelf.js";
import { fold } from "./words.js";

/**
 * @typedef {import("./lookup.js").Choice} Choice
 * @typedef {import("./query.js").Atom} Atom
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {object} Result
 * @property {string} id
 * @property {string} page
 * @property {string} topic
 * @property {string} title
 * @property {Mark[]} titleMarks
 * @property {{text: string, marks: Mark[]}} sentence
 * @property {{typed: string, term: string}[]} terms
 * @property {number} score
 * @typedef {object} Answer
 * @property {string} query
 * @property {Result[]} results
 * @property {Result[]} related
 * @property {{words: {typed: string, how: string, as: string[]}[], corrected: string | null}} understood
 */

const CORRECTIONS = ["typo", "layout", "initials", "sound"];
const home = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

class Engine {
  /** @param {Shelf} shelf @param {any} head */
  constructor(shelf, head) {
    this.shelf = shelf;
    this.head = head;
    this.asked = false;
    this.concepts = new Concepts(head.stemmers[0]);
    this.reader = new Reader(shelf, this.concepts, head.stemmers);
  }

  /**
   * @param {string} query
   * @param {{limit?: number}} options
   * @returns {Promise<Answer>}
   */
  async search(query, { limit = 10 } = {}) {
    this.asked = true;
    const answer = await this.shelf.until(() => this.answer(query, limit));
    return { query, ...answer };
  }

  /** @param {string} query @param {number} limit */
  answer(query, limit) {
    const asked = fold(query);
    const { atoms, spans } = this.reader.read(asked);
    const marker = this.marker(atoms, spans);
    const { results, related } = part(this.shelf, rank(this.shelf, atoms, spans), atoms, spans);
    const names = this.names(asked, atoms, spans);
    /** @param {import("./rank.js").Hit[]} hits */
    const shown = (hits) =>
      hits.slice(0, limit).flatMap((hit) => this.result(hit, marker, names) ?? []);
    return { results: shown(results), related: shown(related), understood: understood(asked, atoms) };
  }

  /** @param {Atom[]} atoms @param {import("./query.js").Span[]} spans */
  marker(atoms, spans) {
    const choices = [...atoms, ...spans].flatMap((one) => one.choices);
    const terms = new Map(choices.map(({ term, weight, entry }) => [term, weight / (1 + Math.log(1 + entry.questions))]));
    return new Marker(this.concepts, this.head.stemmers[0], terms);
  }

  /** Take in the concepts; needed once before the first search. */
  async learn() {
    for (const [listed, mark] of [[this.head.concepts, MARK], [this.head.everyday, EVERYDAY]]) {
      await each(listed.split("\n").filter(Boolean), (line) => this.concepts.add(line, mark));
    }
  }

  /** Do what the first keys would wait for, while the browser has nothing else to do. */
  async warm() {
    await each(this.concepts.sorted, spelling, idle);
    if (!this.shelf.isSmall) return;
    const blocks = await this.shelf.everything();
    // So that the browser has compiled what a search runs, of words that are known and of others.
    const title = this.shelf.text(0)?.row[2] ?? "";
    for (const query of [title, [...title].reverse().join("")]) {
      await idle();
      if (!this.asked) this.answer(query.slice(0, 12), 1);
    }
    const keep = (/** @type {import("./shelf.js").Entry} */ entry) => [spelling(entry.key), this.shelf.postings(entry)];
    for (const block of blocks) await each(block?.entries.values() ?? [], keep, idle);
    const marker = this.marker([], []);
    const read = (/** @type {string} */ text) => marker.read(text);
    for (let number = 0; number < this.shelf.index.size; number++) {
      const { row } = this.shelf.text(number) ?? { row: [] };
      await each([row[2] ?? "", ...sentencesOf(row[3] ?? [])], read, idle);
    }
  }

  /**
   * Where the words of a query stand in some texts: for the page of a result.
   * @param {string} query
   * @param {string[]} texts
   * @returns {Promise<Mark[][]>}
   */
  async marks(query, texts) {
    return this.shelf.until(() => {
      const { atoms, spans } = this.reader.read(query);
      const marker = this.marker(atoms, spans);
      return texts.map((text) => marker.marks(text));
    });
  }

  /**
   * @param {import("./rank.js").Hit} hit
   * @param {Marker} marker
   * @param {Map<string, {typed: string, term: string}>} names
   * @returns {Result | null}
   */
  result({ number, score }, marker, names) {
    const text = this.shelf.text(number);
    if (!text) return null;
    const [id, , title, paragraphs] = text.row;
    const once = remembered(() => marker.sentence(paragraphs));
    return {
      id, page: text.page[0], topic: text.page[1], title, score,
      get titleMarks() { return marker.marks(title); },
      get sentence() { return once(title); },
      get terms() {
        const found = names.size ? [title, this.sentence.text].flatMap((shown) => marker.find(shown)) : [];
        return [...new Set(found.flatMap(({ term }) => names.get(term) ?? []))];
      },
    };
  }

  /**
   * The edition's names of concepts that the query calls otherwise.
   * @param {string} query
   * @param {Atom[]} atoms
   * @param {import("./query.js").Span[]} spans
   */
  names(query, atoms, spans) {
    /** @type {Map<string, {typed: string, term: string}>} */
    const names = new Map();
    for (const span of [...spans, ...atoms.map((_, first) => ({ first, end: first + 1, choices: atoms[first].choices }))]) {
      const typed = query.slice(atoms[span.first].start, atoms[span.end - 1].end);
      for (const { term } of span.choices) {
        if (term.startsWith(EVERYDAY)) continue; // no term, only another word
        const name = this.concepts.names.get(term)?.[this.head.language];
        const same = (/** @type {string} */ text) => text.toLowerCase().replace(/[\s-]/g, "");
        if (names.has(term) || !name || same(typed).includes(same(name))) continue; // spans come first
        names.set(term, { typed, term: name });
      }
    }
    return names;
  }
}

/** @param {string} query @param {Atom[]} atoms */
function understood(query, atoms) {
  const read = atoms.map(({ typed, choices }) => ({
    typed,
    how: choices[0]?.how ?? "unknown",
    as: [...new Set(choices.map((choice) => choice.as))].filter((key) => !/^[#~]/.test(key)),
  }));
  let corrected = query;
  for (let place = atoms.length - 1; place >= 0; place--) {
    const { start, end, choices } = atoms[place];
    if (!choices.length || !CORRECTIONS.includes(choices[0].how)) continue;
    const as = [choices[0].as, choices[0].term].find((key) => !/^[#~ㄱ-ㅎ]/.test(key));
    if (as) corrected = corrected.slice(0, start) + as + corrected.slice(end);
  }
  return { words: read, corrected: corrected === query ? null : corrected };
}

/**
 * @param {string} base the address of the folder that holds index.js
 * @returns {Promise<Engine>}
 */
async function open(base = home) {
  const address = new URL(base, document.baseURI).href;
  const index = await load(`${address}index.js`);
  const shelf = new Shelf(address, index);
  if (shelf.isSmall) shelf.everything().catch(() => {}); // a search tells what does not load
  const head = await load(`${address}${index.language}.js`).catch(async () => {
    // The index.js that the browser kept is older than the site.
    const fresh = await load(`${address}index.js?${Date.now()}`);
    Object.assign(index, fresh);
    return load(`${address}${index.language}.js`);
  });
  learnLetters(head.analysis.ko);
  learnTails(head.analysis.ko);
  learnLists(head.analysis);
  const engine = new Engine(shelf, head);
  await engine.learn();
  engine.warm().catch(() => {}); // a search tells what does not load
  return engine;
}

export const questionSearch = { open, take };
