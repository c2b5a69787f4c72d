// Hangul syllables, their letters, and keys made from them. Twin: ../hangul.py.

const FIRST = 0xac00;
/** @type {any} what analysis.json has for Korean */
let TABLES;
/** @type {Record<string, string>} Latin key → letter of the two-set layout */
let TYPED;
/** @type {Record<string, string>} two letters → the one that they are written as: ㄱㅅ → ㄳ */
let JOINED;

/** @type {RegExp} the Korean names of Latin letters, the longest first */
let NAMES;

/** Take in the tables; needed once before all else here. @param {any} korean */
export function learnLetters(korean) {
  const turned = (/** @type {Record<string, string>} */ table) =>
    Object.fromEntries(Object.entries(table).map(([key, value]) => [value, key]));
  TABLES = korean;
  TYPED = turned(korean.keys);
  JOINED = turned(korean.clusters);
  NAMES = new RegExp(Object.keys(korean.names).sort().reverse().join("|"), "g");
}

/** Whether a text is made of whole Hangul syllables alone. @param {string} text */
export const isHangul = (text) => /^[가-힣]+$/.test(text);

/** Whether a text is made of single Hangul letters alone. @param {string} text */
export const isJamo = (text) => /^[ㄱ-ㅣ]+$/.test(text);

/**
 * The places of a syllable's initial, medial and final (0: none) in their tables.
 * @param {string} syllable
 */
export function letters(syllable) {
  const code = syllable.charCodeAt(0) - FIRST;
  return [Math.floor(code / 588), Math.floor(code / 28) % 21, code % 28];
}

/** The syllable that `letters` takes apart. @param {number} i @param {number} m @param {number} f */
export const compose = (i, m, f = 0) => String.fromCharCode(FIRST + (i * 21 + m) * 28 + f);

/** The vowels of syllables. */
export const medials = () => TABLES.medials;

/** A syllable's final consonant, or a space. @param {string} syllable */
export const finalOf = (syllable) => TABLES.finals[(syllable.charCodeAt(0) - FIRST) % 28];

/** The initial consonants of a Hangul word. @param {string} word */
export const initials = (word) => [...word].map((s) => TABLES.initials[letters(s)[0]]).join("");

/**
 * The letters of a word one by one, as they are typed: 양잫 gives ㅇㅑㅇㅈㅏㅎ. Others stay.
 * @param {string} word
 */
export function jamo(word) {
  let found = "";
  for (const char of word) {
    if (char < "가" || char > "힣") found += TABLES.clusters[char] ?? char;
    else {
      const [i, m, f] = letters(char);
      const [medial, final] = [TABLES.medials[m], f ? TABLES.finals[f] : ""];
      found += TABLES.initials[i] + (TABLES.clusters[medial] ?? medial) + (TABLES.clusters[final] ?? final);
    }
  }
  return found;
}

/** What the keys of a Hangul text type in the Latin layout. @param {string} text */
export const toLatin = (text) => [...jamo(text)].map((letter) => TABLES.keys[letter] ?? letter).join("");

/** A word with the names of Latin letters as these: 알엘에이치에프 gives rlhf. @param {string} word */
export const spelledOut = (word) => word.replace(NAMES, (name) => TABLES.names[name]);

/**
 * What Latin keys type in the two-set Hangul layout: didwkghk gives 양자화. A final consonant
 * goes over to the next syllable when a vowel follows.
 * @param {string} text
 */
export function toHangul(text) {
  const typed = [...text].map((key) => TYPED[key] ?? TYPED[key.toLowerCase()] ?? key);
  let found = "";
  let i = -1;
  let m = "";
  let f = "";
  const flush = () => {
    const medial = TABLES.medials.indexOf(m);
    if (i >= 0 && m) found += compose(i, medial, f ? TABLES.finals.indexOf(f) : 0);
    else found += (i >= 0 ? TABLES.initials[i] : "") + m;
    [i, m, f] = [-1, "", ""];
  };
  for (const letter of typed) {
    if (TABLES.medials.includes(letter)) {
      if (f) {
        const parts = TABLES.clusters[f] ?? f;
        const next = parts[parts.length - 1];
        f = parts.length > 1 ? parts[0] : "";
        flush();
        [i, m] = [TABLES.initials.indexOf(next), letter];
      } else if (i >= 0 && !m) m = letter;
      else if (m && JOINED[m + letter]) m = JOINED[m + letter];
      else {
        flush();
        m = letter;
      }
    } else if (TABLES.initials.includes(letter)) {
      if (i >= 0 && m && !f && TABLES.finals.includes(letter)) f = letter;
      else if (f && JOINED[f + letter]) f = JOINED[f + letter];
      else {
        flush();
        i = TABLES.initials.indexOf(letter);
      }
    } else {
      flush();
      found += letter;
    }
  }
  flush();
  return found;
}

/**
 * The range of words that a half-typed word may become: [first, last] by code units, or null.
 * 양잫 may become 양잫… or 양자하… to 양자힣…; the latter is given by `moved`.
 * @param {string} word ends in a syllable or in a single consonant
 * @returns {[string, string][]}
 */
export function completions(word) {
  const [head, last] = [word.slice(0, -1), word.slice(-1)];
  /** @type {(before: string, letter: string) => [string, string][]} */
  const begun = (before, letter) => {
    const i = TABLES.initials.indexOf(letter);
    return i < 0 ? [] : [[before + compose(i, 0), before + compose(i, 20, 27) + "\uffff"]];
  };
  if (isJamo(last)) return begun(head, last);
  if (!isHangul(last)) return [[word, word + "\uffff"]];
  const [i, m, f] = letters(last);
  if (!f) return [[word, head + compose(i, m, 27) + "\uffff"]];
  const parts = TABLES.clusters[TABLES.finals[f]] ?? TABLES.finals[f];
  const left = parts.length > 1 ? TABLES.finals.indexOf(parts[0]) : 0;
  return [[word, word + "\uffff"], ...begun(head + compose(i, m, left), parts[parts.length - 1])];
}

/**
 * The consonants of a loanword, so that its Hangul and its Latin spelling agree.
 * @param {string} word
 */
export function skeleton(word) {
  if (!isHangul(word)) {
    const begin = /^[aeiou]/.test(word) ? "a" : "";
    return LATIN_SOUNDS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word)
      .replace(/^/, begin);
  }
  let found = TABLES.initials[letters(word[0])[0]] === "ㅇ" ? "a" : "";
  for (const syllable of word) {
    const [i, , f] = letters(syllable);
    const final = TABLES.finals[f];
    found += (TABLES.sounds[TABLES.initials[i]] ?? "") + (final === "ㅇ" ? "n" : TABLES.sounds[final] ?? "");
  }
  return found.replace(/(.)\1+/g, "$1");
}

/** @type {[RegExp, string][]} */
const LATIN_SOUNDS = [
  [/ism/g, "jm"],
  [/([aeiou])sion/g, "$1jn"],
  [/[ts]ion|[ct]ian/g, "sn"],
  [/ng/g, "n"],
  [/tch|ch|j|z|g(?=[ei])/g, "j"],
  [/sh|th|c(?=[eiy])/g, "s"],
  [/x/g, "ks"],
  [/ph|f|v|b/g, "p"],
  [/ck|q|c|g/g, "k"],
  [/r(?![aeiouy])/g, ""],
  [/d/g, "t"],
  [/l/g, "r"],
  [/[^jkmnprst]/g, ""],
  [/(.)\1+/g, "$1"],
];
