// Words of a text with their places, and their stems. Twin: ../words.py.

import { isTail } from "./korean.js";
import { STEMMERS } from "./stemmers.js";

/** @typedef {{text: string, start: number, end: number, glued: boolean}} Word */

const UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff";
const RUN = new RegExp(
  `[가-힣]+|[ㄱ-ㆎ]+|[${UNSPACED}]+|(?:(?![가-힣ㄱ-ㆎ${UNSPACED}])[\\p{L}\\p{N}])+` +
    "(?:['\u2019](?![가-힣])\\p{L}+)*",
  "gu",
);
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`);
/** What a particle may stand behind besides Hangul: `GPU를`, `(FSDP)의`. */
const BEHIND = /^[^\s(\[{<\u2018\u201c가-힣][가-힣]/;
const GLUE = ["", "-", "\u2010", "\u2011"];

/**
 * A text in composed form and with full-width letters made narrow. Not NFKC: it would turn the
 * consonants that Koreans type alone (ㅎ) into something else.
 * @param {string} text
 */
export function fold(text) {
  const narrow = (/** @type {string} */ c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0);
  return text.normalize("NFC").replace(/[\uff01-\uff5e]/g, narrow);
}

/**
 * The words of a folded text; particles behind a word in another script are left out.
 * @param {string} text
 * @returns {Word[]}
 */
export function words(text) {
  /** @type {Word[]} */
  const found = [];
  let end = -1;
  for (const run of text.matchAll(RUN)) {
    const [raw, start] = [run[0], run.index];
    const glued = end >= 0 && GLUE.includes(text.slice(end, start));
    end = start + raw.length;
    if (isTail(raw) && BEHIND.test(text.slice(Math.max(0, start - 1), start + 1))) continue;
    const lower = raw.toLowerCase().replace(/\u2019/g, "'");
    if (!STARTS_UNSPACED.test(lower) || lower.length < 3) {
      found.push({ text: lower, start, end, glued });
      continue;
    }
    for (let place = 0; place < lower.length - 1; place++) {
      const at = start + place;
      const pair = lower.slice(place, place + 2);
      found.push({ text: pair, start: at, end: at + 2, glued: glued || place > 0 });
    }
  }
  return found;
}

/** @type {Map<string, string>} */
const known = new Map();

/**
 * The stem of a word in lower case.
 * @param {string} word
 * @param {string} algorithm a name of Snowball's, such as "english"
 */
export function stem(word, algorithm) {
  const place = `${algorithm} ${word}`;
  let found = known.get(place);
  if (found === undefined) {
    found = /** @type {string} */ (STEMMERS[algorithm].stemWord(word));
    if (known.size < 20000) known.set(place, found);
  }
  return found;
}
