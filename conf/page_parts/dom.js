// Elements of a page.

/**
 * The first element that a selector finds.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T}
 * @throws {Error} when there is none
 */
export const find = (selector, within = document) => {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`nothing on this page is ${selector}`);
  return /** @type {T} */ (found);
};

/**
 * All elements that a selector finds.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
export const findAll = (selector, within = document) =>
  /** @type {T[]} */ ([...within.querySelectorAll(selector)]);

/** Put values into the braces of a text. @param {string} text @param {Record<string, any>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
