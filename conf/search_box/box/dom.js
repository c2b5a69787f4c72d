// Small tools that make elements. Whatever a reader typed or wrote goes in as text, never as HTML.

/** @typedef {[number, number]} Mark from and to, in code units */

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener>} attributes `onclick` takes a function
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * A text with what matches in `<mark>`.
 * @param {string} text
 * @param {Mark[]} marks in order, without overlaps
 * @returns {(Node | string)[]}
 */
export function marked(text, marks) {
  const parts = [];
  let done = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(done, from), make("mark", {}, text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
}

/**
 * Cut the beginning of a text whose first mark would stand out of sight.
 * @param {string} text
 * @param {Mark[]} marks
 * @param {number} visible characters that are sure to be seen
 * @returns {{text: string, marks: Mark[]}}
 */
export function excerpt(text, marks, visible) {
  const first = marks[0]?.[1] ?? 0;
  const least = Math.min(first - visible / 2, text.length - visible);
  const place = first > visible ? text.indexOf(" ", least) + 1 : 0;
  if (!place || place > marks[0][0]) return { text, marks };
  return {
    text: `…${text.slice(place)}`,
    marks: marks.map(([from, to]) => [from - place + 1, to - place + 1]),
  };
}

/**
 * Give an element new children, but leave those that stay the same: the browser then lays out
 * and paints only what a key has changed. A list is looked into, all else is taken whole.
 * @param {Element} parent
 * @param {Element[]} fresh
 */
export function renew(parent, fresh) {
  const old = [...parent.children];
  fresh.forEach((element, place) => {
    const before = old[place];
    if (!before) parent.append(element);
    else if (before.role === "listbox" && element.role === "listbox") renew(before, [...element.children]);
    else if (!before.isEqualNode(element)) before.replaceWith(element);
  });
  for (const element of old.slice(fresh.length)) element.remove();
}

/**
 * A translated text with nodes in place of `{name}`.
 * @param {string} text
 * @param {Record<string, Node | string>} values
 * @returns {(Node | string)[]}
 */
export function filled(text, values) {
  return text.split(/\{(\w+)\}/).map((part, number) => (number % 2 ? values[part] : part));
}

const SHOWN = 60;

/** A query as it is shown, which may be as long as a book. @param {string} query */
export function shortened(query) {
  const letters = [...query.trim()];
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN).join("")}…` : query.trim();
}
