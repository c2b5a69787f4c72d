// The list of a topic's questions, filtered as one types. A page loads this when a reader comes to
// the field.

import { fill, find, findAll } from "../../page_parts/dom.js";
import { texts } from "../../page_parts/texts.js";

/** @typedef {{item: HTMLElement, text: string, initials: string}} Entry */

// Hangul as letters, so that a syllable that is still being typed fits: 하 and 학ㅅ find 학습.
const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const FINALS = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
const SYLLABLE = /[가-힣]/g;

/** @param {string} syllable */
const initial = (syllable) => INITIALS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)];

/** @param {string} text */
const letters = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(SYLLABLE, (syllable) => {
      const code = syllable.charCodeAt(0) - 0xac00;
      return initial(syllable) + VOWELS[Math.floor((code % 588) / 28)] + FINALS[code % 28];
    });

/** @param {HTMLElement} item @returns {Entry} */
const entryOf = (item) => {
  const text = (find("a", item).textContent ?? "").normalize("NFC");
  return { item, text: letters(text), initials: text.replace(SYLLABLE, initial) };
};

/** @param {Entry} entry @param {string} word */
const fits = (entry, word) =>
  entry.text.includes(letters(word)) || (/^[ㄱ-ㅎ]+$/.test(word) && entry.initials.includes(word));

/** Let the field filter the list, at once and whenever it changes. @param {HTMLElement} tools */
export const connect = (tools) => {
  const entries = findAll(".question-list > li").map(entryOf);
  /** @type {HTMLInputElement} */
  const field = find(".list-filter", tools);
  const count = find(".list-count", tools);
  const everything = count.textContent ?? "";
  const filter = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean);
    for (const entry of entries) entry.item.hidden = !words.every((word) => fits(entry, word));
    const n = entries.filter(({ item }) => !item.hidden).length;
    const some = n ? fill(texts.listed, { n, all: entries.length }) : texts.unlisted;
    const text = words.length ? some : everything;
    if (count.textContent !== text) count.textContent = text;
  };
  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    field.value = "";
    filter();
  });
  filter();
};
