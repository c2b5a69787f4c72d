// The list of a topic's questions: filtered as one types, with marks at what was read.

import { fill, find, findAll } from "../page_parts/dom.js";
import { read, write } from "../page_parts/memory.js";
import { currentQuestion } from "../page_parts/place.js";
import { texts } from "../page_parts/texts.js";
import { announce } from "../page_parts/voice.js";

/** @typedef {{item: HTMLElement, id: string, text: string, initials: string}} Entry */

const READ_AFTER = 1500; // milliseconds in which the end of an answer is in sight

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
  /** @type {HTMLAnchorElement} */
  const link = find("a", item);
  const text = (link.textContent ?? "").normalize("NFC");
  const id = decodeURIComponent(link.hash.slice(1));
  return { item, id, text: letters(text), initials: text.replace(SYLLABLE, initial) };
};

/** @param {Entry} entry @param {string} word */
const fits = (entry, word) =>
  entry.text.includes(letters(word)) || (/^[ㄱ-ㅎ]+$/.test(word) && entry.initials.includes(word));

/** Connect the field and the count. @param {HTMLElement} tools @param {Entry[]} entries */
const connectFilter = (tools, entries) => {
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
  filter(); // a browser may have brought the field's text back
};

/** Mark an entry as read. @param {Entry} entry */
const mark = ({ item }) => {
  if (item.querySelector(".seen-mark")) return;
  const sign = document.createElement("span");
  sign.className = "seen-mark";
  sign.title = texts.seen;
  sign.innerHTML = '<span aria-hidden="true">✓</span><span class="visually-hidden"></span>';
  find(".visually-hidden", sign).textContent = texts.seen;
  item.firstElementChild?.append(" ", sign);
};

/** Call back with each question whose end was in sight for a while. @param {(id: string) => void} seen */
const watchReading = (seen) => {
  /** @type {Map<string, number>} */
  const timers = new Map();
  const ends = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const id = target.closest('section[id^="q-"]')?.id ?? "";
      clearTimeout(timers.get(id));
      if (isIntersecting) timers.set(id, setTimeout(() => seen(id), READ_AFTER));
    }
  });
  for (const end of findAll('section[id^="q-"] > :last-child')) ends.observe(end);
};

/** Offer to go on where reading ended. @param {HTMLAnchorElement} link @param {string|undefined} place */
const offerPlace = (link, place) => {
  const heading = place && document.getElementById(place)?.querySelector("h2");
  if (!heading || location.hash) return;
  link.href = `#${place}`;
  link.textContent = fill(texts.goOn, { question: heading.firstChild?.textContent });
  link.hidden = false;
};

/** Connect what remembers. @param {HTMLElement} tools @param {Entry[]} entries @param {string} topic */
const connectMemory = (tools, entries, topic) => {
  /** @type {HTMLAnchorElement} */
  const goOn = find(".list-go-on", tools);
  const forget = find(".list-forget", tools);
  const showSeen = () => {
    const seen = read("seen", {});
    entries.filter(({ id }) => seen[id]).forEach(mark);
    forget.hidden = !Object.keys(seen).length;
  };
  const savePlace = () => {
    const id = currentQuestion()?.id;
    if (id) write("places", { ...read("places", {}), [topic]: id });
  };
  watchReading((id) => {
    write("seen", { ...read("seen", {}), [id]: 1 });
    showSeen();
  });
  forget.addEventListener("click", () => {
    for (const key of ["seen", "places"]) write(key, null);
    for (const { item } of entries) item.querySelector(".seen-mark")?.remove();
    goOn.hidden = true;
    announce(texts.forgotten);
    find(".list-filter", tools).focus();
    forget.hidden = true;
  });
  addEventListener("pagehide", savePlace);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && savePlace());
  showSeen();
  offerPlace(goOn, read("places", {})[topic]);
};

/** @type {HTMLElement|null} */
const tools = document.querySelector(".list-tools");
if (tools) {
  const entries = findAll(".question-list > li").map(entryOf);
  connectFilter(tools, entries);
  connectMemory(tools, entries, tools.dataset.topic ?? "");
}
