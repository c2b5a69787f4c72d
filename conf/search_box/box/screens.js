// What stands below the field when there are no results: where to start, what to do next.

import { filled, make, shortened } from "./dom.js";
import { memory } from "./memory.js";
import { SITE, TEXTS } from "./site.js";

/**
 * Recent searches and the topics.
 * @param {string} root
 * @param {(query: string) => void} search
 * @param {() => void} changed called when recent searches were removed
 * @returns {HTMLElement[]}
 */
export function startScreen(root, search, changed) {
  const queries = memory.recent();
  const items = queries.map((query) => makeRecent(query, search, changed));
  const topics = SITE.topics.map(({ link, title, count }) =>
    make("li", {}, make("a", { class: "search-item", href: root + link }, title, " ", make("span", { class: "search-count" }, count))),
  );
  const shown = [];
  if (items.length) {
    const removeAll = () => {
      memory.forgetAll();
      changed();
    };
    const all = make("button", { type: "button", class: "search-small", onclick: removeAll }, TEXTS.removeAll);
    shown.push(makeSection(TEXTS.recent, items, all));
  }
  if (topics.length) shown.push(makeSection(TEXTS.topics, topics));
  return [...shown, make("p", { class: "search-hint" }, TEXTS.hint)];
}

/** @param {string} query @param {(query: string) => void} search @param {() => void} changed */
function makeRecent(query, search, changed) {
  const remove = () => {
    memory.forget(query);
    changed();
  };
  const label = filled(TEXTS.remove, { query }).join("");
  return make(
    "li",
    {},
    make("button", { type: "button", class: "search-item", onclick: () => search(query) }, query),
    make("button", { type: "button", class: "search-remove", "aria-label": label, title: label, onclick: remove }, "×"),
  );
}

/** @param {string} title @param {HTMLElement[]} items @param {...HTMLElement} more */
function makeSection(title, items, ...more) {
  const head = make("div", { class: "search-head" }, make("h2", { class: "search-group" }, title), ...more);
  return make("section", {}, head, make("ul", { class: "search-items" }, ...items));
}

/**
 * Nothing was found: what was understood, and where else to look.
 * @param {string} root
 * @param {any} answer of the engine
 * @param {(query: string) => void} search
 * @returns {HTMLElement[]}
 */
export function emptyScreen(root, answer, search) {
  const { corrected, words } = answer.understood;
  const query = make("strong", {}, shortened(answer.query));
  const shown = [make("p", { class: "search-nothing" }, ...filled(TEXTS.nothing, { query }))];
  if (corrected) shown.push(makeCorrection(TEXTS.meant, corrected, search));
  const read = words.flatMap((/** @type {any} */ { as }) => as.slice(0, 1));
  const unknown = words.flatMap((/** @type {any} */ { how, typed }) => (how === "unknown" ? typed : []));
  return [...shown, ...makeWords(TEXTS.understood, read), ...makeWords(TEXTS.unknown, unknown), makeElsewhere(root, answer.query)];
}

const MOST_WORDS = 8;

/** A line with some words, if there are any. @param {string} text @param {string[]} words */
function makeWords(text, words) {
  const all = [...new Set(words)];
  if (!all.length) return [];
  const shown = all.slice(0, MOST_WORDS).map(shortened).join(", ") + (all.length > MOST_WORDS ? " …" : "");
  return [make("p", { class: "search-words" }, ...filled(text, { words: make("span", {}, shown) }))];
}

/**
 * A query as it was understood; one click takes it over.
 * @param {string} text with {query}
 * @param {string} corrected
 * @param {(query: string) => void} search
 */
export function makeCorrection(text, corrected, search) {
  const take = () => search(corrected);
  const query = make("button", { type: "button", class: "search-correction", onclick: take }, shortened(corrected));
  return make("p", { class: "search-note" }, ...filled(text, { query }));
}

/** @param {string} root @param {string} query */
function makeElsewhere(root, query) {
  const asked = new URLSearchParams({ q: query }).toString();
  const editions = SITE.editions.map(({ code, name }) =>
    makeLink(`${root}../${code}/search.html?${asked}`, filled(TEXTS.edition, { language: name }).join("")),
  );
  const pages = SITE.pages.map(({ link, title }) => makeLink(root + link, title));
  return make("ul", { class: "search-items" }, ...editions, ...pages);
}

/** @param {string} href @param {string} text */
function makeLink(href, text) {
  return make("li", {}, make("a", { class: "search-item", href }, text));
}

/** The engine did not load. @param {() => void} again */
export function failedScreen(again) {
  const button = make("button", { type: "button", class: "search-correction", onclick: again }, TEXTS.again);
  return make("p", { class: "search-note" }, TEXTS.failed, " ", button);
}
