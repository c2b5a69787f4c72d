// Terms of the index that a word may mean: as it stands, as it begins, or as it was meant.

import { EVERYDAY } from "./concepts.js";
import { fuzzy } from "./fuzzy.js";
import { completions, initials, isHangul, isJamo, skeleton, spelledOut, toHangul, toLatin } from "./hangul.js";
import { stems, verb } from "./korean.js";
import { between } from "./shelf.js";
import { stem } from "./words.js";

/** @typedef {import("./shelf.js").Entry} Entry */
/**
 * @typedef {"word" | "concept" | "part" | "prefix" | "initials" | "layout" | "spacing" | "typo"
 *   | "sound"} How
 * @typedef {{term: string, entry: Entry, weight: number, how: How, as: string}} Choice
 *   `as` is what the reader may have meant to type
 */

const MOST_COMPLETIONS = 12;
const MOST_BLOCKS = 4; // of the vocabulary that are looked through for initials
const SHORTEST_SKELETON = 4;
const SHORTEST_STEM = 6; // letters
/** @type {Record<"stop" | "weak" | "suffixes" | "sure", Set<string>>} */
export const LISTS = { stop: new Set(), weak: new Set(), suffixes: new Set(), sure: new Set() };

/** Take in the tables; needed once before all else here. @param {any} analysis */
export function learnLists(analysis) {
  for (const tables of Object.values(analysis)) {
    for (const [name, list] of Object.entries(LISTS)) {
      for (const word of tables[name]?.split(" ") ?? []) list.add(word).add((isHangul(word) && word.endsWith("다") && verb(word)) || word);
    }
  }
}

const WEIGHTS = {
  concept: 0.95, everyday: 0.4, prefix: 0.75, initials: 0.9,
  typo: [0, 0.85, 0.65], sound: 0.5,
};

/** How much a concept counts beside the word itself. @param {string} term */
const conceptWeight = (term) => (term.startsWith(EVERYDAY) ? WEIGHTS.everyday : WEIGHTS.concept);

/** Whether a key is a word, not a concept, a sound or initials. @param {string} key */
export const isWord = (key) => !/^[#~ㄱ-ㅎ]/.test(key);

export class Lookup {
  /**
   * @param {import("./shelf.js").Shelf} shelf
   * @param {import("./concepts.js").Concepts} concepts
   * @param {string[]} algorithms stemmers of the site's languages
   */
  constructor(shelf, concepts, algorithms) {
    this.shelf = shelf;
    this.concepts = concepts;
    this.algorithms = algorithms;
  }

  /** @param {string} term of a concept @returns {Choice[]} */
  concept(term) {
    return this.lookUp(term, conceptWeight(term), "concept");
  }

  /**
   * The terms that a key leads to.
   * @param {string} key
   * @param {number} weight
   * @param {How} how
   * @returns {Choice[]}
   */
  lookUp(key, weight, how, as = key) {
    const entry = this.shelf.entry(key);
    const found = entry?.questions ? [{ term: key, entry, weight, how, as }] : [];
    for (const term of [...this.shelf.targets(entry), ...this.concepts.terms(key)]) {
      const target = this.shelf.entry(term);
      const concept = term.startsWith("#");
      const scaled = weight * (concept ? conceptWeight(term) : 1);
      /** @type {How} */
      const kind = concept && how === "word" ? "concept" : how;
      if (target) found.push({ term, entry: target, weight: scaled, how: kind, as });
    }
    return found;
  }

  /** @param {string} text @returns {Choice[]} */
  exact(text) {
    return this.shelf.once(text, () => this.find(text));
  }

  /** @param {string} text */
  find(text) {
    if (!isHangul(text)) {
      const keys = new Set([text, ...this.algorithms.map((name) => stem(text, name))]);
      return unique([...keys].flatMap((key) => this.lookUp(key, 1, "word")));
    }
    const readings = stems(text).filter(([s, tail]) => s.length > 1 || !tail || LISTS.sure.has(tail));
    const nouns = readings.map(([s]) => this.lookUp(s, 1, "word")).find((found) => found.length);
    const lemma = nouns ? "" : verb(text);
    return unique(nouns ?? (lemma ? this.lookUp(lemma, 1, "word") : []));
  }

  /** @param {string} text @param {boolean} exact whether the word itself was found */
  prefix(text, exact) {
    const hangul = isHangul(text.slice(0, 1));
    if (isJamo(text) || text.length < (hangul ? 1 : 2) + (exact ? 1 : 0)) return [];
    const keys = this.between(completions(text));
    const found = keys
      .filter((key) => key !== text && isWord(key))
      .flatMap((key) => {
        const share = Math.sqrt(Math.min(1, (text.length + 1) / key.length));
        return this.lookUp(key, WEIGHTS.prefix * share, "prefix");
      });
    found.sort((a, b) => b.entry.questions - a.entry.questions || (a.term < b.term ? -1 : 1));
    return unique(found).slice(0, MOST_COMPLETIONS);
  }

  /** The keys of the index and of concepts in some ranges. @param {[string, string][]} ranges */
  between(ranges, blocks = 2) {
    const keys = ranges.flatMap(([first, last]) => [
      ...this.shelf.range(first, last, blocks),
      ...between(this.concepts.sorted, first, last),
    ]);
    return [...new Set(keys)];
  }

  /** @param {string} piece */
  isKnown(piece) {
    if (LISTS.stop.has(piece)) return false;
    return Boolean(this.shelf.entry(piece)) || this.concepts.keys.has(piece);
  }

  /** @param {string} text @param {boolean} last */
  guess(text, last) {
    return this.shelf.once(`${text} ${last}`, () =>
      [this.initials, this.layout, this.typo, this.sound].reduce(
        (/** @type {Choice[]} */ found, guess) => (found.length ? found : guess.call(this, text, last)),
        [],
      ),
    );
  }

  /** ㅇㅈㅎ means 양자화. @param {string} text @param {boolean} last */
  initials(text, last) {
    if (text.length < 2 || !/^[ㄱ-ㅎ]+$/.test(text)) return [];
    const [range] = completions(text[0]);
    const begin = this.between([range], MOST_BLOCKS).filter((key) => isHangul(key))
      .map((key) => [key, initials(key)]).filter(([, found]) => found.startsWith(text));
    const whole = begin.filter(([, found]) => found === text);
    const used = whole.length || !last ? whole : begin;
    const weight = whole.length ? WEIGHTS.initials : WEIGHTS.initials * 0.8;
    return unique(used.flatMap(([key]) => this.lookUp(key, weight, "initials")));
  }

  /** Typed in the other layout, or the names of letters. @param {string} text @param {boolean} last */
  layout(text, last) {
    const other = /[ㄱ-ㆎ가-힣]/.test(text) ? toLatin(text).toLowerCase() : toHangul(text);
    const readings = [other, ...stems(text).map(([s]) => spelledOut(s))];
    const as = readings.find((one) => one !== text && one[1] && this.exact(one)[0]);
    const found = as ? this.exact(as) : last && other[1] ? this.prefix(other, false) : [];
    return found.map((choice) => ({ ...choice, how: /** @type {How} */ ("layout"), as: as ?? choice.as }));
  }

  /** @param {string} text @param {unknown} [_last] @param {number} [most] mistakes */
  typo(text, _last, most = 2) {
    const forms = isHangul(text) ? stems(text).map(([s]) => s) : [text, ...this.longStem(text)];
    return unique(
      fuzzy(this.shelf, this.concepts, forms).flatMap(({ key, distance }) =>
        distance > most ? [] : this.lookUp(key, WEIGHTS.typo[distance], "typo"),
      ),
    );
  }

  /** Of words that only answers have, the index knows the stem alone. @param {string} text */
  longStem(text) {
    const stemmed = stem(text, this.algorithms[0]);
    return stemmed.length > SHORTEST_STEM ? [stemmed] : [];
  }

  /** 디스틸레이션 means distillation. @param {string} text */
  sound(text) {
    const keys = isHangul(text) ? stems(text).map(([s]) => "~" + skeleton(s)) : [];
    const found = keys.map((k) => (k.length > SHORTEST_SKELETON ? this.lookUp(k, WEIGHTS.sound, "sound") : []));
    return found.find((choices) => choices.length) ?? [];
  }
}

/** Each term once, with its greatest weight. @param {Choice[]} choices */
function unique(choices) {
  /** @type {Map<string, Choice>} */
  const best = new Map();
  for (const choice of choices) {
    if (choice.weight > (best.get(choice.term)?.weight ?? 0)) best.set(choice.term, choice);
  }
  return [...best.values()];
}
