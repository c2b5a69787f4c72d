// The list of results. A question keeps its line from answer to answer; only the first results are
// written in the frame of a key, the others follow in the frames after it. Until then a question
// that was not in the last answer is an empty line without a link: none ever shows another question.

import { arrange, excerpt, make, marked, shortened } from "./dom.js";
import { TEXTS } from "./site.js";

/** @typedef {any} Result see engine.js */

const AT_ONCE = 3; // results that are written in the frame of a key
const A_FRAME = 8; // the same of a later one: to lay out and paint a frame costs more than a line
const NARROW = matchMedia("(max-width: 40em)"); // as in search_results.css

/** After the next frame. @param {() => void} work */
const afterFrame = (work) => requestAnimationFrame(() => setTimeout(work));

/** The style sheets keep what scripts name in full. @param {string} name */
const makePart = (name) => [make("span", { class: name }), " "];
/** An empty line: the browser copies one faster than it makes one. */
const LINE = make(
  "a", { role: "option", class: "search-result search-unwritten", tabindex: "-1", "aria-selected": "false" },
  ...makePart("search-title"), ...makePart("search-topic"), ...makePart("search-sentence"),
);

/** The line of a question. */
class Option {
  /** @param {string} id */
  constructor(id) {
    this.element = /** @type {HTMLElement} */ (LINE.cloneNode(true));
    this.element.id = id;
    /** @type {string[]} what stands in each part */
    this.written = [];
  }

  /**
   * @param {Result} result
   * @param {string} root
   * @param {boolean} explained whether to say what terms mean
   */
  write(result, root, explained) {
    const { id, page, title, titleMarks, topic, sentence } = result;
    const terms = explained ? termsOf(result) : [];
    const { text, marks } = excerpt(sentence.text, sentence.marks, NARROW.matches ? 60 : 100);
    if (!this.written.length) {
      this.element.className = "search-result";
      this.element.setAttribute("href", `${root}${page}.html#${id}`);
    }
    this.fill(0, `${titleMarks}`, () => marked(title, titleMarks));
    this.fill(1, topic, () => [topic]);
    this.fill(2, `${marks};${JSON.stringify(terms)};${text}`, () => [...terms.flatMap(makeTerm), ...marked(text, marks)]);
  }

  /** Write a part, unless it stands there. @param {number} part @param {string} said @param {() => (Node | string)[]} make */
  fill(part, said, make) {
    if (said === this.written[part]) return;
    this.written[part] = said;
    this.element.children[part].replaceChildren(...make());
  }
}

/** Results of one topic, or related ones, under a name. */
class Group {
  /** @param {string} id */
  constructor(id) {
    this.label = make("div", { id, class: "search-group", role: "presentation" });
    this.element = make("div", { role: "group", "aria-labelledby": id });
  }

  /** @param {string} name @param {HTMLElement[]} elements @param {string} kind */
  show(name, elements, kind) {
    this.label.textContent = name;
    this.element.className = kind;
    arrange(this.element, [this.label, ...elements]);
    return this.element;
  }
}

export class List {
  /** @param {string} id @param {string} root */
  constructor(id, root) {
    this.root = root;
    this.element = make("div", { id, role: "listbox", "aria-label": TEXTS.results });
    /** @type {Map<string, Option>} the lines of the last answer, by question */
    this.options = new Map();
    /** @type {Group[]} */
    this.groups = [];
    /** @type {Result[]} of the last answer, those that are still to be written */
    this.left = [];
    this.explained = true;
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
    this.explained = explained;
    this.left = [...results, ...related];
    this.options = new Map(this.left.map(({ id }) => [id, this.options.get(id) ?? new Option(`${this.element.id}-${id}`)]));
    const elements = [...this.options.values()].map(({ element }) => element);
    const plan = [...planOf(results), ...(related.length ? [{ name: TEXTS.related, size: related.length, kind: "search-related" }] : [])];
    let [done, groups] = [0, 0];
    const children = plan.flatMap(({ name, size, kind }) => {
      const part = elements.slice(done, (done += size));
      return kind ? [this.group(groups++).show(name, part, kind)] : part;
    });
    arrange(this.element, children);
    this.write(this.left);
    return elements;
  }

  /** Write some results now, and the others in the frames to come. @param {Result[]} left */
  write(left, count = AT_ONCE) {
    for (const result of left.splice(0, count)) this.options.get(result.id)?.write(result, this.root, this.explained);
    const more = () => left === this.left && this.write(left, A_FRAME); // else a key was faster
    if (left.length) afterFrame(more);
  }

  /** Write what is left: a reader is about to choose. */
  finish() {
    this.write(this.left, Infinity);
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
  return terms.filter((/** @type {any} */ { typed }) => !`${title} ${sentence.text}`.toLowerCase().includes(typed.toLowerCase()));
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
