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
/** @type {Record<string, string>} */
const CONTRACTED = { "ㅕ": "ㅣ", "ㅝ": "ㅜ", "ㅘ": "ㅗ", "ㅙ": "ㅚ" };
/** @type {Partial<Record<Slot, string>>} */
const DROPPED = { past: "ㅆ", n: "ㄴ", l: "ㄹ", m: "ㅁ", b: "ㅂ" };
const INFINITIVES = "아어해";
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
 * @param {(word: string) => T} answer
 * @returns {(word: string) => T}
 */
export function remembered(answer) {
  /** @type {Map<string, T>} */
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

/** @param {string} head */
function isInfinitive(head) {
  const syllable = head.slice(-1);
  if ("라러".includes(syllable)) return head.length > 1 && finalOf(head.slice(-2, -1)) === "ㄹ";
  const [, m, f] = letters(syllable);
  return f === 0 && (INFINITIVES.includes(syllable) || medials()[m] in CONTRACTED);
}

/** A word without the final consonant of its last syllable. @param {string} word */
function withoutFinal(word) {
  const [i, m] = letters(word.slice(-1));
  return word.slice(0, -1) + compose(i, m);
}

/** @param {string} head */
function stemOfInfinitive(head) {
  const last = head.slice(-1);
  if ("아어".includes(last) && head.length > 1) return head.slice(0, -1);
  if ("라러".includes(last)) return withoutFinal(head.slice(0, -1)) + "르"; // 골라 is 고르 + 아
  const [i, m, f] = letters(last);
  const vowel = last === "해" ? "ㅏ" : CONTRACTED[medials()[m]] ?? medials()[m];
  return head.slice(0, -1) + compose(i, medials().indexOf(vowel), f);
}

/** @param {string} head @param {Slot} slot */
function stemBefore(head, slot) {
  const last = head.slice(-1);
  if (slot === "base") return head;
  if (slot === "infinitive") return isInfinitive(head) ? stemOfInfinitive(head) : "";
  if (finalOf(last) !== DROPPED[slot]) return "";
  const bare = withoutFinal(head);
  if (slot !== "past" || ("라러".includes(bare.slice(-1)) && !isInfinitive(bare))) return bare;
  return stemOfInfinitive(bare);
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

/** A stem as it is before a vowel or ㄴ: 만들 gives 만드 (만드는), 어렵 gives 어려우. @param {string} stem */
function regular(stem) {
  const final = finalOf(stem.slice(-1));
  if (final === "ㄹ") return withoutFinal(stem);
  return final === "ㅂ" ? withoutFinal(stem) + "우" : stem;
}
