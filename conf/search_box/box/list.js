// The list of results. Its elements are used again, and what no reader sees yet is written a frame
// later, so that a key is answered at once.

import { arrange, excerpt, make, marked, shortened } from "./dom.js";
import { TEXTS } from "./site.js";

/** @typedef {any} Result see engine.js */

const IN_SIGHT = 6; // results of a key, written at once
const NARROW = matchMedia("(max-width: 40em)"); // as in search.css

/** After the next frame. @param {() => void} work */
const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));

/** @param {string} name */
const makePart = (name) => make("span", { class: `search-${name}` });

/** One line of the list, whatever result it shows. */
class Option {
  /** @param {string} id */
  constructor(id) {
    this.title = makePart("title");
    this.topic = makePart("topic");
    this.sentence = makePart("sentence");
    const attributes = { id, role: "option", class: "search-result", tabindex: "-1", "aria-selected": "false" };
    this.element = make("a", attributes, this.title, " ", this.topic, " ", this.sentence, " ");
    this.written = "";
  }

  /** Say where the line leads. @param {Result} result @param {string} root */
  lead(result, root) {
    this.result = result;
    this.element.setAttribute("href", `${root}${result.page}.html#${result.id}`);
  }

  /** @param {number} visible characters @param {boolean} explained whether to say what terms mean */
  write(visible, explained) {
    const { title, titleMarks, topic, sentence } = this.result;
    const terms = explained ? termsOf(this.result) : [];
    const { text, marks } = excerpt(sentence.text, sentence.marks, visible);
    const written = JSON.stringify([title, titleMarks, topic, terms, text, marks]);
    if (written === this.written) return;
    this.written = written;
    this.title.replaceChildren(...marked(title, titleMarks));
    this.topic.textContent = topic;
    this.sentence.replaceChildren(...terms.flatMap(makeTerm), ...marked(text, marks));
  }
}

/** Results of one topic, or related ones, under a name. */
class Group {
  /** @param {string} id */
  constructor(id) {
    this.label = make("div", { id, class: "search-group", role: "presentation" });
    this.element = make("div", { role: "group", "aria-labelledby": id });
  }

  /** @param {string} name @param {Option[]} options @param {string} kind */
  show(name, options, kind) {
    this.label.textContent = name;
    this.element.className = kind;
    arrange(this.element, [this.label, ...options.map(({ element }) => element)]);
    return this.element;
  }
}

export class List {
  /** @param {string} id @param {string} root */
  constructor(id, root) {
    this.root = root;
    this.element = make("div", { id, role: "listbox", "aria-label": TEXTS.results });
    /** @type {Option[]} */
    this.options = [];
    /** @type {Group[]} */
    this.groups = [];
    this.answers = 0;
  }

  /**
   * Show the results of an answer. Those of one topic that follow one another stand under its name
   * where that says each name once and saves half of them; the order never changes for it.
   * @param {Result[]} results
   * @param {Result[]} related
   * @param {boolean} explained whether to say what the words of the query are called here
   * @returns {HTMLElement[]} the options
   */
  show(results, related, explained) {
    const options = [...results, ...related].map((result, number) => this.option(result, number));
    const plan = [...planOf(results), ...(related.length ? [{ name: TEXTS.related, size: related.length, kind: "search-related" }] : [])];
    let [done, groups] = [0, 0];
    const children = plan.flatMap(({ name, size, kind }) => {
      const part = options.slice(done, (done += size));
      return kind ? [this.group(groups++).show(name, part, kind)] : part.map(({ element }) => element);
    });
    arrange(this.element, children);
    this.write(options, ++this.answers, explained);
    return options.map(({ element }) => element);
  }

  /** @param {Option[]} options @param {number} answer @param {boolean} explained */
  write(options, answer, explained) {
    if (answer !== this.answers) return; // a key was faster
    const visible = NARROW.matches ? 40 : 90;
    for (const option of options.slice(0, IN_SIGHT)) option.write(visible, explained);
    const rest = options.slice(IN_SIGHT);
    if (rest.length) afterFrame(() => this.write(rest, answer, explained));
  }

  /** @param {Result} result @param {number} number */
  option(result, number) {
    const option = (this.options[number] ??= new Option(`${this.element.id}-${number}`));
    option.lead(result, this.root);
    return option;
  }

  /** @param {number} number */
  group(number) {
    return (this.groups[number] ??= new Group(`${this.element.id}-group-${number}`));
  }
}

/** What stands under a name, and what does not. @param {Result[]} results */
function planOf(results) {
  /** @type {{name: string, size: number, kind: string}[]} */
  const runs = [];
  for (const { topic } of results) {
    const last = runs[runs.length - 1];
    if (last?.name === topic) last.size++;
    else runs.push({ name: topic, size: 1, kind: "search-topic-group" });
  }
  const topics = new Set(results.map(({ topic }) => topic));
  const grouped = runs.length === topics.size && runs.length * 2 <= results.length;
  return grouped ? runs : [{ name: "", size: results.length, kind: "" }];
}

/** What the result calls what was typed, unless it says that, too. @param {Result} result */
function termsOf({ terms, title, sentence }) {
  const said = `${title} ${sentence.text}`.toLowerCase();
  return terms.filter((/** @type {any} */ { typed }) => !said.includes(typed.toLowerCase()));
}

/** @param {{typed: string, term: string}} term */
function makeTerm({ typed, term }) {
  return [make("span", { class: "search-term" }, `${shortened(typed)} → `, make("b", {}, term)), " "];
}

/**
 * Choose an option, or none.
 * @param {HTMLInputElement} input
 * @param {HTMLElement[]} options
 * @param {number} number -1 for none
 */
export function choose(input, options, number) {
  const chosen = options[number];
  for (const option of options) {
    const selected = String(option === chosen);
    if (option.getAttribute("aria-selected") !== selected) option.setAttribute("aria-selected", selected);
  }
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}
