// The list of results: what it looks like, and which one is chosen.

import { excerpt, make, marked, shortened } from "./dom.js";
import { TEXTS } from "./site.js";

/** @typedef {any} Result see engine.js */

const NARROW = "(max-width: 40em)"; // as in search.css

/**
 * The results of an answer as a listbox. Those of one topic that follow one another stand under
 * its name where that says each name once and saves half of them; the order never changes for it.
 * @param {string} id
 * @param {string} root
 * @param {Result[]} results
 * @param {Result[]} related
 * @returns {HTMLElement}
 */
export function makeList(id, root, results, related) {
  const list = make("div", { id, role: "listbox", "aria-label": TEXTS.results });
  const runs = runsOf(results);
  const topics = new Set(results.map(({ topic }) => topic));
  const grouped = runs.length === topics.size && runs.length * 2 <= results.length;
  const option = (/** @type {Result} */ result) => makeOption(result, root);
  const groups = grouped
    ? runs.map((run) => makeGroup(run[0].topic, run.map(option), "search-topic-group"))
    : results.map(option);
  list.append(...groups);
  if (related.length) list.append(makeGroup(TEXTS.related, related.map(option), "search-related"));
  [...list.querySelectorAll("[role=option]")].forEach((one, number) => {
    one.id = `${id}-${number}`;
  });
  [...list.querySelectorAll("[role=group]")].forEach((group, number) => {
    const name = /** @type {Element} */ (group.firstElementChild);
    name.id = `${id}-group-${number}`;
    group.setAttribute("aria-labelledby", name.id);
  });
  return list;
}

/** Neighbours of one topic together. @param {Result[]} results @returns {Result[][]} */
function runsOf(results) {
  /** @type {Result[][]} */
  const runs = [];
  for (const result of results) {
    const last = runs[runs.length - 1];
    if (last?.[0].topic === result.topic) last.push(result);
    else runs.push([result]);
  }
  return runs;
}

/** @param {string} name @param {HTMLElement[]} options @param {string} kind */
function makeGroup(name, options, kind) {
  const label = make("div", { class: "search-group", role: "presentation" }, name);
  return make("div", { role: "group", class: kind }, label, ...options);
}

/** @param {Result} result @param {string} root */
function makeOption(result, root) {
  const visible = matchMedia(NARROW).matches ? 40 : 90;
  const { text, marks } = excerpt(result.sentence.text, result.sentence.marks, visible);
  const parts = [
    make("span", { class: "search-title" }, ...marked(result.title, result.titleMarks)),
    make("span", { class: "search-topic" }, result.topic),
    make("span", { class: "search-sentence" }, ...makeTerms(result), ...marked(text, marks)),
  ];
  return make(
    "a",
    {
      role: "option",
      class: "search-result",
      href: `${root}${result.page}.html#${result.id}`,
      tabindex: "-1",
      "aria-selected": "false",
    },
    ...parts.flatMap((part) => [part, " "]),
  );
}

/** What the result calls what was typed, unless it says that, too. @param {Result} result */
function makeTerms({ terms, title, sentence }) {
  const said = `${title} ${sentence.text}`.toLowerCase();
  return terms
    .filter((/** @type {any} */ { typed }) => !said.includes(typed.toLowerCase()))
    .flatMap((/** @type {any} */ { typed, term }) => [
      make("span", { class: "search-term" }, `${shortened(typed)} → `, make("b", {}, term)),
      " ",
    ]);
}

/**
 * Choose an option, or none.
 * @param {HTMLInputElement} input
 * @param {HTMLElement[]} options
 * @param {number} number -1 for none
 */
export function choose(input, options, number) {
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
  const chosen = options[number];
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}
