// What a query asks for: its words, each with the terms of the index that it may mean.

import { isHangul, jamo, toHangul, toLatin } from "./hangul.js";
import { stems, verb } from "./korean.js";
import { isWord, LISTS, Lookup } from "./lookup.js";
import { fold, words } from "./words.js";

/** @typedef {import("./words.js").Word} Word */
/** @typedef {import("./lookup.js").Choice} Choice */
/**
 * @typedef {{typed: string, start: number, end: number, weak: boolean, verb: boolean, choices: Choice[]}} Atom
 *   `weak`: says little, `verb`: ends as verbs do
 * @typedef {{first: number, end: number, choices: Choice[]}} Span a run of atoms that is one term
 */

const LONGEST_QUERY = 200;
const MOST_WORDS = 20;
const MOST_GUESSES = 8; // a query with more words that nobody knows is none
const FEW_LETTERS = 6;
const LONGEST_WORD = 40; // longer ones are no words: they are looked up, not taken apart or guessed at
/** Syllables and single letters in one word: half-typed, or typed in the wrong layout. */
const ODD = /[가-힣ㄱ-ㅣ]*[ㄱ-ㅣ][가-힣ㄱ-ㅣ]*/g;
/** How hardly any noun ends, with or without a particle. */
const VERBAL = /[가-힣](요|면|서|게|던|록|까|데|려고?|며|는|야)$/;
/** Whether a word is ignored: 것 and 것부터. @param {string} text */
const isStop = (text) =>
  LISTS.stop.has(text) ||
  (isHangul(text) &&
    (LISTS.stop.has(verb(text)) || stems(text).some(([s, tail]) => LISTS.sure.has(tail) && LISTS.stop.has(s))));

/** Whether a word stands in the index, and not as the form of a verb. @param {Atom} atom */
const isNoun = ({ choices: [choice] }) => choice?.how === "word" && !choice.term.endsWith("다");

/** @param {string} text */
const isWeak = (text) =>
  [text, ...(isHangul(text) ? [verb(text), ...stems(text).map(([s]) => s)] : [])].some((s) => LISTS.weak.has(s));

export class Reader extends Lookup {
  guesses = 0; // that are left for a query

  /**
   * @param {string} query
   * @returns {{atoms: Atom[], spans: Span[]}}
   */
  read(query) {
    const text = fold(query.slice(0, LONGEST_QUERY));
    this.guesses = MOST_GUESSES;
    const found = this.words(text).slice(0, MOST_WORDS);
    const unfinished = found.length > 0 && found[found.length - 1].end === text.length;
    /** @type {Atom[]} */
    const atoms = [];
    /** @type {Span[]} */
    const spans = [];
    /** @type {number[]} the first atom of each word */
    const firsts = [];
    const concepts = this.concepts.find(found);
    // In concepts of several words none is ignored: "how many".
    const phrases = new Set(concepts.flatMap(({ first, end }) => (end - first > 1 ? found.slice(first, end) : [])));
    found.forEach((word, number) => {
      firsts.push(atoms.length);
      const stop = isStop(word.text);
      if (stop && !phrases.has(word)) return;
      const last = unfinished && number === found.length - 1;
      const { whole, parts } = this.word(word, last, stop);
      if (parts.length) {
        spans.push({ first: atoms.length, end: atoms.length + parts.length, choices: whole.choices });
        atoms.push(...parts);
      } else atoms.push(whole);
    });
    firsts.push(atoms.length);
    // Beside a word that nobody knows, one of a few letters is hardly the one that it is nearest to.
    if (atoms.some(({ weak, choices }) => !weak && !choices.length)) {
      for (const atom of atoms) {
        if (atom.choices[0]?.how === "typo" && jamo(atom.typed).length < FEW_LETTERS) atom.choices = [];
      }
    }
    const meant = found.map((word, number) => this.meant(word, atoms, firsts, number));
    const known = meant.every((word, number) => word === found[number]) ? concepts : this.concepts.find(meant);
    spans.push(...this.spans(known, firsts), ...this.joined(found, firsts, atoms));
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
   * @param {boolean} stop whether it says something in its phrase alone, and is what it is
   * @returns {{whole: Atom, parts: Atom[]}}
   */
  word(word, last, stop) {
    /** @type {Atom} */
    const whole = {
      typed: word.text, start: word.start, end: word.end,
      weak: stop || isWeak(word.text),
      verb: VERBAL.test(word.text),
      choices: this.exact(word.text),
    };
    if (stop) return { whole, parts: [] };
    const more = last ? this.prefix(word.text, whole.choices.length > 0) : [];
    const known = new Set(whole.choices.map((choice) => choice.term));
    whole.choices = [...whole.choices, ...more.filter((choice) => !known.has(choice.term))];
    const parts = this.parts(word, whole.choices[0]);
    const guessed = !whole.choices.length && !parts.length && word.text.length <= LONGEST_WORD;
    if (guessed && this.guesses-- > 0) whole.choices = this.guess(word.text, last);
    return { whole, parts };
  }

  /**
   * The parts of a compound, if they cover it: 활성화함수 gives 활성화 and 함수.
   * @param {Word} word
   * @param {Choice} [known] how the whole word was found
   * @returns {Atom[]}
   */
  parts(word, known) {
    if (!isHangul(word.text) || word.text.length > LONGEST_WORD) return [];
    const nouns = stems(word.text).map(([s]) => s);
    for (const noun of known ? nouns.filter((s) => s === known.as) : nouns) {
      const cuts = this.shelf.once(`cut ${noun}`, () => this.cut(noun));
      if (cuts.length > 1) {
        return cuts.map(([from, to]) => ({
          typed: noun.slice(from, to), start: word.start + from, end: word.start + to,
          weak: LISTS.weak.has(noun.slice(from, to)), verb: false, choices: this.exact(noun.slice(from, to)),
        }));
      }
    }
    return [];
  }

  /**
   * @param {string} noun
   * @returns {[number, number][]} the fewest parts; one part is none
   */
  cut(noun) {
    /** @type {({cost: number, cuts: [number, number][]} | null)[]} */
    const best = [{ cost: 0, cuts: [] }];
    for (let end = 1; end <= noun.length; end++) {
      best[end] = null;
      for (let start = 0; start < end; start++) {
        const before = best[start];
        const piece = noun.slice(start, end);
        if (!before || piece === noun) continue;
        const suffix = end - start === 1 && start > 0 && LISTS.suffixes.has(piece);
        const part = end - start > 1 && this.isKnown(piece);
        const cost = before.cost + (suffix ? 3 : 2);
        if ((suffix || part) && cost < (best[end]?.cost ?? Infinity)) {
          best[end] = { cost, cuts: part ? [...before.cuts, [start, end]] : before.cuts };
        }
      }
    }
    return best[noun.length]?.cuts ?? [];
  }

  /** @param {import("./concepts.js").Found[]} found @param {number[]} firsts @returns {Span[]} */
  spans(found, firsts) {
    const concepts = found.map(({ first, end, terms }) => ({
      first: firsts[first], end: firsts[end],
      choices: terms.flatMap((term) => this.concept(term)),
    }));
    return concepts.filter(({ first, end }) => end > first);
  }

  /** Two words that the index has as one. */
  /** @param {Word[]} found @param {number[]} firsts @param {Atom[]} atoms @returns {Span[]} */
  joined(found, firsts, atoms) {
    const spans = found.slice(1).map((second, number) => {
      const [first, end] = [firsts[number], firsts[number + 2]];
      const choices = this.together(found[number].text, second.text, atoms.slice(first, end));
      return { first, end, choices: choices.map((choice) => ({ ...choice, how: /** @type {import("./lookup.js").How} */ ("spacing") })) };
    });
    return spans.filter(({ first, end }) => end > first);
  }

  /** fine tuning, 파인 튜닝; and 미세 저정, where one of the two is mistyped. */
  /** @param {string} first @param {string} second @param {Atom[]} atoms @returns {Choice[]} */
  together(first, second, atoms) {
    const [text, hangul] = [first + second, isHangul(first + second)];
    const longer = (/** @type {number} */ least) => (/** @type {Choice} */ { as }) => !isHangul(as) || as.length > least;
    const choices = hangul || /^[a-z0-9]+$/.test(text) ? this.exact(text).filter(longer(first.length)) : [];
    if (choices.length || !hangul || atoms.every(isNoun)) return choices;
    return this.shelf.once(`${text} 2`, () => this.typo(text, false, 1)).filter(longer(first.length + 1));
  }
}
