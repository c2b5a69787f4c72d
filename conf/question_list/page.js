// The list of a topic's questions: marks at what was read, and a field that filters it.

import { use } from "../page_parts/data.js";
import { fill, find, findAll } from "../page_parts/dom.js";
import { read, write } from "../page_parts/memory.js";
import { currentQuestion } from "../page_parts/place.js";
import { texts } from "../page_parts/texts.js";
import { announce } from "../page_parts/voice.js";

/** @typedef {{item: HTMLElement, id: string}} Entry */

const READ_AFTER = 1500; // milliseconds in which the end of an answer is in sight

/** @param {HTMLElement} item @returns {Entry} */
const entryOf = (item) => {
  /** @type {HTMLAnchorElement} */
  const link = find("a", item);
  return { item, id: decodeURIComponent(link.hash.slice(1)) };
};

/** Connect the field when it is used. @param {HTMLElement} tools */
const offerFilter = (tools) => {
  /** @type {HTMLInputElement} */
  const field = find(".list-filter", tools);
  const start = async () => {
    field.removeEventListener("focus", start);
    try {
      (await use("list_filter")).connect(tools);
    } catch {
      field.addEventListener("focus", start); // no network just now
    }
  };
  field.addEventListener("focus", start);
  if (field.value) start(); // a browser has brought the field's text back
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
  offerFilter(tools);
  connectMemory(tools, entries, tools.dataset.topic ?? "");
}
