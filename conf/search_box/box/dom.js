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
 * What of a text is to be seen: its beginning is cut where its first mark would stand out of
 * sight, and what is sure to be out of sight is not given to the browser to lay out.
 * @param {string} text
 * @param {Mark[]} marks
 * @param {number} letters Latin ones that are sure to be seen; a syllable of Hangul takes two
 * @returns {{text: string, marks: Mark[]}}
 */
export function excerpt(text, marks, letters) {
  const visible = /[가-힣]/.test(text) ? letters / 2 : letters;
  const first = marks[0]?.[1] ?? 0;
  const least = Math.min(first - visible / 2, text.length - visible);
  const cut = first > visible ? text.indexOf(" ", least) + 1 : 0;
  const place = cut > (marks[0]?.[0] ?? 0) ? 0 : cut;
  const end = place + 2 * visible;
  const [before, behind] = [place ? "…" : "", end < text.length ? "…" : ""];
  return {
    text: before + text.slice(place, end) + behind,
    marks: marks.filter(([, to]) => to <= end).map(([from, to]) => [from - place + before.length, to - place + before.length]),
  };
}

/** Give an element these children; what stays is not moved. @param {Element} parent @param {Element[]} children */
export function arrange(parent, children) {
  for (const child of [...parent.children]) if (!children.includes(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of children) {
    // One that goes down is taken out: else all that stay below it were moved up.
    if (next?.nextElementSibling === child) {
      next.remove();
      next = child;
    }
    if (next === child) next = child.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}

/**
 * Give an element new children, but leave those that stay the same: the browser then lays out
 * and paints only what a key has changed.
 * @param {Element} parent
 * @param {Element[]} fresh
 */
export function renew(parent, fresh) {
  const old = [...parent.children];
  const stays = (/** @type {Element} */ element, /** @type {number} */ place) =>
    !fresh.includes(old[place]) && old[place]?.isEqualNode(element);
  arrange(parent, fresh.map((element, place) => (stays(element, place) ? old[place] : element)));
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
