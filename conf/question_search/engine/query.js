// What a query asks for: its words, each with the terms of the index that it may mean.

import { fuzzy } from "./fuzzy.js";
import { completions, initials, isHangul, isJamo, skeleton, toHangul, toLatin } from "./hangul.js";
import { stems, verb } from "./korean.js";
import { fold, stem, words } from "./words.js";

/** @typedef {import("./words.js").Word} Word */
/** @typedef {import("./shelf.js").Entry} Entry */
/**
 * @typedef {"word" | "concept" | "part" | "prefix" | "initials" | "layout" | "spacing" | "typo"
 *   | "sound"} How
 * @typedef {{term: string, entry: Entry, weight: number, how: How, as: string}} Choice
 *   `as` is what the reader may have meant to type
 * @typedef {{typed: string, start: number, end: number, weak: boolean, choices: Choice[]}} Atom
 * @typedef {{first: number, end: number, choices: Choice[]}} Span a run of atoms that is one term
 */

const LONGEST_QUERY = 200;
const MOST_WORDS = 20;
const LONGEST_WORD = 40; // longer ones are no words: they are looked up, not guessed at
const MOST_COMPLETIONS = 12;
const MOST_BLOCKS = 4; // of the vocabulary that are looked through for initials
const SHORTEST_SKELETON = 3;
/** @type {Record<"stop" | "weak" | "suffixes" | "sure", Set<string>>} */
const LISTS = { stop: new Set(), weak: new Set(), suffixes: new Set(), sure: new Set() };

/** Take in the tables; needed once before all else here. @param {any} analysis */
export function learnLists(analysis) {
  for (const tables of Object.values(analysis)) {
    for (const [name, list] of Object.entries(LISTS)) {
      for (const word of tables[name]?.split(" ") ?? []) list.add(word);
    }
  }
}

/** Syllables and single letters in one word: half-typed, or typed in the wrong layout. */
const ODD = /[가-힣ㄱ-ㅣ]*[ㄱ-ㅣ][가-힣ㄱ-ㅣ]*/g;
export const WEIGHTS = {
  second: 0.7, concept: 0.9, verb: 0.9, prefix: 0.75, more: 0.5, initials: 0.9, layout: 0.95,
  typo: [0, 0.85, 0.65], sound: 0.5,
};

/** Whether a word is ignored: 것 and 것부터. @param {string} text */
const isStop = (text) =>
  LISTS.stop.has(text) ||
  (isHangul(text) && stems(text).some(([s, tail]) => LISTS.sure.has(tail) && LISTS.stop.has(s)));

/** @param {string} text */
const isWeak = (text) =>
  [text, ...(isHangul(text) ? [verb(text), ...stems(text).map(([s]) => s)] : [])].some((s) => LISTS.weak.has(s));

/** Whether a key is a word, not a concept, a sound or initials. @param {string} key */
const isWord = (key) => !/^[#~ㄱ-ㅎ]/.test(key);

export class Reader {
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

  /**
   * @param {string} query
   * @returns {{atoms: Atom[], spans: Span[]}}
   */
  read(query) {
    const text = fold(query.slice(0, LONGEST_QUERY));
    const found = this.words(text).slice(0, MOST_WORDS);
    const unfinished = found.length > 0 && found[found.length - 1].end === text.length;
    /** @type {Atom[]} */
    const atoms = [];
    /** @type {Span[]} */
    const spans = [];
    /** @type {number[]} the first atom of each word */
    const firsts = [];
    found.forEach((word, number) => {
      firsts.push(atoms.length);
      if (isStop(word.text)) return;
      const last = unfinished && number === found.length - 1;
      const { whole, parts } = this.word(word, last);
      if (parts.length) {
        spans.push({ first: atoms.length, end: atoms.length + parts.length, choices: whole.choices });
        atoms.push(...parts);
      } else atoms.push(whole);
    });
    firsts.push(atoms.length);
    const meant = found.map((word, number) => this.meant(word, atoms, firsts, number));
    spans.push(...this.spans(meant, firsts), ...this.joined(found, firsts));
    return { atoms, spans: spans.filter((span) => span.choices.length) };
  }

  /** @param {string} text @returns {Word[]} */
  words(text) {
    const odd = [...text.matchAll(ODD)].map((match) => {
      const whole = toHangul(toLatin(match[0])); // 불균혀ㅇ is 불균형
      const [start, end] = [match.index, match.index + match[0].length];
      return { text: isHangul(whole) ? whole : match[0], start, end, glued: false };
    });
    const plain = text.replace(ODD, (match) => " ".repeat(match.length));
    return [...words(plain), ...odd].sort((a, b) => a.start - b.start);
  }

  /** A word as it was meant, for finding concepts. */
  /** @param {Word} word @param {Atom[]} atoms @param {number[]} firsts @param {number} number */
  meant(word, atoms, firsts, number) {
    const atom = atoms[firsts[number]];
    const one = firsts[number + 1] - firsts[number] === 1;
    const best = one ? atom.choices[0] : undefined;
    const changed = best && ["typo", "layout", "sound"].includes(best.how);
    return changed && isWord(best.as) ? { ...word, text: best.as } : word;
  }

  /**
   * @param {Word} word
   * @param {boolean} last whether it may still be unfinished
   * @returns {{whole: Atom, parts: Atom[]}}
   */
  word(word, last) {
    /** @type {Atom} */
    const whole = {
      typed: word.text, start: word.start, end: word.end,
      weak: isWeak(word.text),
      choices: this.exact(word.text),
    };
    const more = last ? this.prefix(word.text, whole.choices.length > 0) : [];
    const known = new Set(whole.choices.map((choice) => choice.term));
    whole.choices.push(...more.filter((choice) => !known.has(choice.term)));
    const parts = this.parts(word, whole.choices[0]);
    const guessed = !whole.choices.length && !parts.length && word.text.length <= LONGEST_WORD;
    if (guessed) whole.choices = this.guess(word.text, last);
    return { whole, parts };
  }

  /** @param {string} text @param {boolean} last */
  guess(text, last) {
    return [this.initials, this.layout, this.typo, this.sound].reduce(
      (/** @type {Choice[]} */ found, guess) => (found.length ? found : guess.call(this, text, last)),
      [],
    );
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
    for (const term of [...(entry?.targets ?? []), ...this.concepts.terms(key)]) {
      const target = this.shelf.entry(term);
      const concept = term.startsWith("#");
      const scaled = concept ? weight * WEIGHTS.concept : weight;
      /** @type {How} */
      const kind = concept && how === "word" ? "concept" : how;
      if (target) found.push({ term, entry: target, weight: scaled, how: kind, as });
    }
    return found;
  }

  /** @param {string} text @returns {Choice[]} */
  exact(text) {
    if (!isHangul(text)) {
      const keys = new Set([text, ...this.algorithms.map((name) => stem(text, name))]);
      return unique([...keys].flatMap((key) => this.lookUp(key, 1, "word")));
    }
    const readings = stems(text).filter(([s, tail]) => s.length > 1 || !tail || LISTS.sure.has(tail));
    const found = readings.map(([s]) => this.lookUp(s, 1, "word")).filter((some) => some.length);
    const second = (found[1] ?? []).map((c) => ({ ...c, weight: c.weight * WEIGHTS.second }));
    const lemma = verb(text);
    const verbs = lemma ? this.lookUp(lemma, found.length ? WEIGHTS.verb : 1, "word") : [];
    return unique([...(found[0] ?? []), ...second, ...verbs]);
  }

  /** @param {string} text @param {boolean} exact whether the word itself was found */
  prefix(text, exact) {
    const hangul = isHangul(text.slice(0, 1));
    if (isJamo(text) || text.length < (hangul ? 1 : 2) + (exact ? 1 : 0)) return [];
    const keys = this.between(completions(text));
    const base = exact ? WEIGHTS.more : WEIGHTS.prefix;
    const found = keys
      .filter((key) => key !== text && isWord(key))
      .flatMap((key) => {
        const share = Math.sqrt(Math.min(1, (text.length + 1) / key.length));
        return this.lookUp(key, base * share, "prefix");
      });
    found.sort((a, b) => b.entry.questions - a.entry.questions || (a.term < b.term ? -1 : 1));
    return unique(found).slice(0, MOST_COMPLETIONS);
  }

  /** The keys of the index and of concepts in some ranges. @param {[string, string][]} ranges */
  between(ranges, blocks = 2) {
    const names = [...this.concepts.keys.keys()];
    const keys = ranges.flatMap(([first, last]) => [
      ...this.shelf.range(first, last, blocks).map((entry) => entry.key),
      ...names.filter((key) => key >= first && key <= last),
    ]);
    return [...new Set(keys)];
  }

  /**
   * The parts of a compound, if they cover it: 활성화함수 gives 활성화 and 함수.
   * @param {Word} word
   * @param {Choice} [known] how the whole word was found
   * @returns {Atom[]}
   */
  parts(word, known) {
    const hangul = isHangul(word.text);
    const least = hangul ? 2 : 3;
    if (word.text.length < 2 * least || (known && !hangul) || !/^\p{L}+$/u.test(word.text)) return [];
    const nouns = hangul ? stems(word.text).map(([s]) => s) : [word.text];
    for (const noun of known ? nouns.filter((s) => s === known.as) : nouns) {
      const cuts = this.cut(noun, least, hangul);
      if (cuts) {
        return cuts.map(([from, to]) => ({
          typed: noun.slice(from, to), start: word.start + from, end: word.start + to,
          weak: LISTS.weak.has(noun.slice(from, to)), choices: this.exact(noun.slice(from, to)),
        }));
      }
    }
    return [];
  }

  /**
   * @param {string} noun
   * @param {number} least length of a part
   * @param {boolean} hangul
   * @returns {[number, number][] | null} the fewest parts
   */
  cut(noun, least, hangul) {
    /** @type {({cost: number, cuts: [number, number][]} | null)[]} */
    const best = [{ cost: 0, cuts: [] }];
    for (let end = 1; end <= noun.length; end++) {
      best[end] = null;
      for (let start = Math.max(0, end - 20); start < end; start++) {
        const before = best[start];
        const piece = noun.slice(start, end);
        if (!before || piece === noun) continue;
        const suffix = hangul && end - start === 1 && start > 0 && LISTS.suffixes.has(piece);
        const part = end - start >= least && this.isKnown(piece);
        const cost = before.cost + (suffix ? 3 : 2);
        if ((suffix || part) && cost < (best[end]?.cost ?? Infinity)) {
          best[end] = { cost, cuts: part ? [...before.cuts, [start, end]] : before.cuts };
        }
      }
    }
    const cuts = best[noun.length]?.cuts;
    return cuts && cuts.length > 1 ? cuts : null;
  }

  /** @param {string} piece */
  isKnown(piece) {
    if (LISTS.stop.has(piece)) return false;
    return Boolean(this.shelf.entry(piece)) || this.concepts.keys.has(piece);
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

  /** @param {string} text @param {boolean} last */
  layout(text, last) {
    const other = /[ㄱ-ㆎ가-힣]/.test(text) ? toLatin(text).toLowerCase() : toHangul(text);
    if (other === text || other.length < 2) return [];
    const found = this.exact(other);
    const all = found.length || !last ? found : this.prefix(other, false);
    return all.map((choice) => ({ ...choice, weight: choice.weight * WEIGHTS.layout, how: /** @type {How} */ ("layout"), as: found.length ? other : choice.as }));
  }

  /** @param {string} text */
  typo(text) {
    const forms = isHangul(text) ? stems(text).map(([s]) => s) : [text];
    return unique(
      fuzzy(this.shelf, this.concepts, forms).flatMap(({ key, distance }) =>
        this.lookUp(key, WEIGHTS.typo[distance], "typo"),
      ),
    );
  }

  /** 디스틸레이션 means distillation. @param {string} text */
  sound(text) {
    const keys = isHangul(text) ? stems(text).map(([s]) => "~" + skeleton(s)) : [];
    const found = keys.map((k) => (k.length > SHORTEST_SKELETON ? this.lookUp(k, WEIGHTS.sound, "sound") : []));
    return found.find((choices) => choices.length) ?? [];
  }

  /** @param {Word[]} found @param {number[]} firsts @returns {Span[]} */
  spans(found, firsts) {
    const concepts = this.concepts.find(found).map(({ first, end, terms }) => ({
      first: firsts[first], end: firsts[end],
      choices: terms.flatMap((term) => this.lookUp(term, WEIGHTS.concept, "concept")),
    }));
    return concepts.filter(({ first, end }) => end > first);
  }

  /** Two words that the index has as one: fine tuning, 파인 튜닝. */
  /** @param {Word[]} found @param {number[]} firsts @returns {Span[]} */
  joined(found, firsts) {
    const spans = found.slice(1).map((second, number) => {
      const text = found[number].text + second.text;
      const same = isHangul(text) || /^[a-z0-9]+$/.test(text);
      const both = ({ as }) => !isHangul(as) || as.length > found[number].text.length;
      const choices = same ? this.exact(text).filter(both) : [];
      return {
        first: firsts[number], end: firsts[number + 2],
        choices: choices.map((choice) => ({ ...choice, how: /** @type {How} */ ("spacing") })),
      };
    });
    return spans.filter(({ first, end }) => end > first);
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
