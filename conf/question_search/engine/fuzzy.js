// Words of the index that differ from a word by a typing mistake or two.

import { isHangul, jamo, letters } from "./hangul.js";
import { remembered } from "./korean.js";

const AROUND = 4; // of the vocabulary around a word; a small site has no more
const MOST = 4;
const LONG_WORD = 9; // letters
const LONGEST = 40; // letters; longer words are not compared
/** @typedef {import("./concepts.js").Concepts} Concepts */

/**
 * What was typed, letter by letter. ㅐ sounds like ㅔ, and ㅡ is none: loanwords put it between
 * consonants or do not (네트웍, 네트워크).
 * @param {string} word
 */
const typed = (word) => jamo(word).replace(/ㅐ/g, "ㅔ").replace(/ㅡ/g, "");

/** The letters that occur, as bits: a mistake changes two of them at most. @param {string} letters */
function maskOf(letters) {
  let mask = 0;
  for (let place = 0; place < letters.length; place++) mask |= 1 << (letters.charCodeAt(place) & 31);
  return mask;
}

/** @param {number} bits */
function count(bits) {
  let found = 0;
  for (let rest = bits; rest; rest &= rest - 1) found++;
  return found;
}

/**
 * The letters that type a word of the index, their mask, and the first of them, which is below 1 in
 * Hangul; no letters for what is no word.
 */
export const spelling = remembered((key) => {
  const keys = /^[가-힣]+$|^(?![ㄱ-ㅎ])\p{L}+$/u.test(key) ? typed(key) : "";
  const first = isHangul(key.slice(0, 1)) ? -letters(key)[0] : key.charCodeAt(0);
  return { keys, mask: maskOf(keys), first };
});

/** How many mistakes a word of so many letters may hold. @param {number} length @param {boolean} hangul */
const allowed = (length, hangul) => (length < (hangul ? 5 : 4) ? 0 : length < (hangul ? 10 : 8) ? 1 : 2);

/**
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Concepts} concepts
 * @param {string[]} forms readings of one word, the longest first
 * @returns {{key: string, distance: number}[]} the nearest words, those that begin alike first
 */
export function fuzzy(shelf, concepts, forms) {
  for (const form of forms) {
    const most = allowed(jamo(form).length, isHangul(form));
    const found = most ? [...near(form, most, candidates(shelf, concepts, form))] : [];
    const nearest = Math.min(...found.map(({ distance }) => distance));
    const best = found.filter(({ distance }) => distance === nearest);
    best.sort((a, b) => b.same - a.same || (a.key < b.key ? -1 : 1));
    if (best.length) return best.filter(({ same }) => same === best[0].same).slice(0, MOST);
  }
  return [];
}

/** @typedef {{key: string, keys: string, mask: number}} Spelled */
/** @type {WeakMap<string[], Map<number, Spelled[]>>} */
const parted = new WeakMap();

/** Words by the first letter that types them: most mistakes leave that as it is. @param {string[]} words */
function byFirst(words) {
  let found = parted.get(words);
  if (found) return found;
  found = new Map();
  for (const key of words) {
    const { keys, mask, first } = spelling(key);
    if (!found.has(first)) found.set(first, []);
    if (keys) found.get(first)?.push({ key, keys, mask });
  }
  parted.set(words, found);
  return found;
}

/**
 * @param {string} form
 * @param {number} most mistakes
 * @param {Iterable<string[]>} lists
 */
function* near(form, most, lists) {
  const { keys: word, mask, first } = spelling(form);
  if (!word || word.length > LONGEST) return;
  for (const list of lists) {
    for (const [other, spelled] of byFirst(list)) {
      // A short word that begins otherwise is another word.
      if (other !== first && (word.length < LONG_WORD || other < 1 !== first < 1)) continue;
      for (const { key, keys, mask: letters } of spelled) {
        if (Math.abs(keys.length - word.length) > most || count(mask ^ letters) > 2 * most) continue;
        const distance = mistakes(word, keys, most);
        if (distance <= most) yield { key, distance: Math.max(1, distance), same: +(other === first) };
      }
    }
  }
}

/**
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Concepts} concepts
 * @param {string} form
 */
function* candidates(shelf, concepts, form) {
  yield concepts.sorted;
  const blocks = shelf.index.firstKeys.length;
  const middle = shelf.placeOfKey(form);
  const first = Math.max(0, Math.min(middle - AROUND / 2, blocks - AROUND));
  for (let number = first; number < Math.min(blocks, first + AROUND); number++) {
    yield shelf.words(number)?.keys ?? [];
  }
}

/**
 * The distance of Damerau and Levenshtein (swapped neighbours are one mistake), or more than
 * `most` as soon as it is known to be more.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function mistakes(a, b, most) {
  let [before, last] = [/** @type {number[]} */ ([]), [...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, before[j - 2] + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
