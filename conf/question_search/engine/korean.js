// What a Korean word may be without its particles and endings. Twin: ../korean.py.

import { compose, finalOf, isHangul, letters, medials } from "./hangul.js";

/** @typedef {"base" | "infinitive" | "past" | "n" | "l" | "m" | "b"} Slot */
/** @type {Slot[]} */
const SLOTS = ["base", "infinitive", "past", "n", "l", "m", "b"];
/** @type {Map<string, Slot[]>} the slots of each ending; what stands before is longest in "base" */
const ENDINGS = new Map();
/** @type {Map<string, string>} every tail of a noun with the sound that it follows */
let TAILS;
let longestTail = 0;
let longestEnding = 0;
/** The vowel of an infinitive with that of its stem, if that is another. @type {Record<string, string>} */
const CONTRACTED = { "ㅕ": "ㅣ", "ㅝ": "ㅜ", "ㅘ": "ㅗ", "ㅙ": "ㅚ" };
/** @type {Partial<Record<Slot, string>>} */
const DROPPED = { past: "ㅆ", n: "ㄴ", l: "ㄹ", m: "ㅁ", b: "ㅂ" };
const INFINITIVES = "ㅏㅓㅐㅔㅕㅝㅘㅙ";
const AUXILIARIES = ["버리", "지", "주", "보", "놓", "두"];

/** Take in the tables; needed once before all else here. @param {any} korean */
export function learnTails(korean) {
  const listed = (/** @type {string} */ list) => list.split(" ").map((e) => (e === "-" ? "" : e));
  const endings = SLOTS.map((slot) => listed(korean.endings[slot]));
  for (const slot of [...SLOTS.slice(1), SLOTS[0]]) {
    for (const ending of listed(korean.endings[slot])) {
      ENDINGS.set(ending, [...(ENDINGS.get(ending) ?? []), slot]);
    }
  }
  TAILS = new Map();
  for (const forms of korean.verbs) {
    endings.forEach((list, slot) => list.forEach((end) => TAILS.set(forms[slot] + end, "any")));
  }
  for (const sound of ["vowel", "consonant", "any"]) {
    for (const tail of listed(korean.tails[sound])) {
      TAILS.set(tail, (TAILS.get(tail) ?? sound) === sound ? sound : "any");
    }
  }
  const longest = (/** @type {Map<string, any>} */ map) => Math.max(...[...map.keys()].map((key) => key.length));
  [longestTail, longestEnding] = [longest(TAILS), longest(ENDINGS)];
}

/**
 * The same function, which remembers its answers: texts repeat their words.
 * @template T
 * @template [K=string]
 * @param {(word: K) => T} answer
 * @returns {(word: K) => T}
 */
export function remembered(answer) {
  /** @type {Map<K, T>} */
  const known = new Map();
  return (word) => {
    const found = known.get(word) ?? answer(word);
    if (known.size < 20000) known.set(word, found);
    return found;
  };
}

/** Whether a text is a particle or another tail of a noun. @param {string} text */
export const isTail = (text) => TAILS.has(text);

/** @param {string} stem @param {string} tail */
function fits(stem, tail) {
  const after = TAILS.get(tail);
  const final = finalOf(stem.slice(-1));
  if (after === "any") return true;
  if (tail.startsWith("로")) return " ㄹ".includes(final);
  return (final === " ") === (after === "vowel");
}

/**
 * The nouns that a word may hold: the whole word first, then ever shorter ones.
 * @param {string} word Hangul syllables
 * @returns {[string, string][]} stems with their tails
 */
export const stems = remembered((word) => {
  /** @type {[string, string][]} */
  const found = [[word, ""]];
  for (let cut = word.length - 1; cut > Math.max(0, word.length - longestTail - 1); cut--) {
    const [stem, tail] = [word.slice(0, cut), word.slice(cut)];
    if (TAILS.has(tail) && fits(stem, tail)) found.push([stem, tail]);
  }
  return found;
});

/** @param {string} syllable */
const vowelOf = (syllable) => medials()[letters(syllable)[1]];

/** @param {string} head */
const isInfinitive = (head) => finalOf(head.slice(-1)) === " " && INFINITIVES.includes(vowelOf(head.slice(-1)));

/** A word with this vowel and no final in its last syllable. @param {string} word @param {string} vowel */
const withVowel = (word, vowel) =>
  word.slice(0, -1) + compose(letters(word.slice(-1))[0], medials().indexOf(vowel));

/** A word without the final consonant of its last syllable. @param {string} word */
const withoutFinal = (word) => withVowel(word, vowelOf(word.slice(-1)));

/** @param {string} head */
function stemOfInfinitive(head) {
  const [before, last] = [head.slice(0, -1), head.slice(-1)];
  if ("아어".includes(last) && before) return before;
  if ("라러".includes(last) && before && finalOf(before.slice(-1)) === "ㄹ") return withoutFinal(before) + last; // 골라
  const vowel = vowelOf(last);
  return withVowel(head, last === "해" ? "ㅏ" : CONTRACTED[vowel] ?? vowel);
}

/** @param {string} head @param {Slot} slot */
function stemBefore(head, slot) {
  if (slot === "base") return head;
  if (slot === "infinitive") return isInfinitive(head) ? stemOfInfinitive(head) : "";
  if (finalOf(head.slice(-1)) !== DROPPED[slot]) return "";
  const bare = withoutFinal(head);
  return slot === "past" ? stemOfInfinitive(bare) : bare;
}

/**
 * The dictionary form of a word if it is a verb, or an empty text: the longest ending wins.
 * @param {string} word Hangul syllables
 */
export const verb = remembered((word) => {
  for (let size = Math.min(longestEnding, word.length - 1); size >= 0; size--) {
    const head = word.slice(0, word.length - size);
    for (const slot of ENDINGS.get(word.slice(head.length)) ?? []) {
      const stem = stemBefore(head, slot);
      if (stem) return regular(withoutAuxiliary(stem)) + "다";
    }
  }
  return "";
});

/** @param {string} stem */
function withoutAuxiliary(stem) {
  for (const auxiliary of AUXILIARIES) {
    const head = stem.slice(0, -auxiliary.length);
    if (stem.endsWith(auxiliary) && isHangul(head) && isInfinitive(head)) {
      return stemOfInfinitive(head);
    }
  }
  return stem;
}

/**
 * A stem as one for all its forms: 열 gives 여 (여는), 어렵 gives 어려우 (어려운), 쓰, 나쁘 and 고르
 * give 써, 나빠 and 고라 (써서, 나빠서, 골라서).
 * @param {string} stem
 */
function regular(stem) {
  const final = finalOf(stem.slice(-1));
  if (final === "ㅂ") return withoutFinal(stem) + "우";
  const bare = "ㄷㄹ".includes(final) ? withoutFinal(stem) : stem;
  const [before, last] = [bare.slice(0, -1), bare.slice(-1)];
  if (finalOf(last) !== " " || vowelOf(last) !== "ㅡ") return bare;
  if (last === "으") return before;
  return withVowel(bare, before && "ㅏㅗ".includes(vowelOf(before.slice(-1))) ? "ㅏ" : "ㅓ");
}
