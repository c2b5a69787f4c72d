// Shows a question, or the whole page, in the other language below each paragraph. A page loads this
// when a reader asks for it.

import { fill, find, findAll } from "../../page_parts/dom.js";
import { load } from "../../page_parts/data.js";
import { keepInPlace } from "../../page_parts/place.js";
import { texts } from "../../page_parts/texts.js";
import { announce } from "../../page_parts/voice.js";

const PRESSED = "aria-pressed";
const NUMBER = /^text-\d+$/;

/** The question of a button, or the whole page. @param {Element} button @returns {Element} */
const scopeOf = (button) => button.closest('section[id^="q-"]') ?? find("article");

/** @param {Element} element */
const numberOf = (element) => [...element.classList].find((name) => NUMBER.test(name))?.slice(5) ?? "";

/** @param {Element} scope */
const marked = (scope) => findAll('h1[class*="text-"], h2[class*="text-"], p[class*="text-"]', scope);

/**
 * Put the text below its twin, unless it stands there already.
 * @param {HTMLElement} element
 * @param {string|undefined} html made by conf/side_by_side/inline.py, which lets few elements pass
 * @param {string} lang
 */
const add = (element, html, lang) => {
  const next = element.nextElementSibling;
  const there = next instanceof HTMLElement && next.classList.contains("other-language") && next.lang === lang;
  if (!html || there) return;
  const below = document.createElement("p");
  below.className = "other-language";
  if (/^H\d$/.test(element.tagName)) below.classList.add("other-language-title");
  below.lang = lang;
  below.innerHTML = html;
  element.after(below);
};

/** @param {Element} scope @param {string} lang */
const remove = (scope, lang) => {
  for (const each of findAll(`.other-language[lang="${lang}"]`, scope)) each.remove();
};

/**
 * A button of the page stands for those of its questions, and they for it.
 * @param {HTMLButtonElement} button
 * @param {boolean} pressed
 */
const setPressed = (button, pressed) => {
  const scope = scopeOf(button);
  const same = findAll(`.other-language-button[lang="${button.lang}"]`);
  for (const each of same) {
    if (scope.contains(each)) each.setAttribute(PRESSED, String(pressed));
  }
  const [whole, ...parts] = same;
  whole.setAttribute(PRESSED, String(parts.every((each) => each.getAttribute(PRESSED) === "true")));
};

/** Show the other language, or hide it. @param {HTMLButtonElement} button */
export const toggle = async (button) => {
  const pressed = button.getAttribute(PRESSED) !== "true";
  const scope = scopeOf(button);
  const language = (button.textContent ?? "").replace("+", "").trim();
  /** @type {Record<string, string>} */
  let found;
  try {
    found = pressed ? await load(`texts/${button.lang}/${find(".reading-bar").dataset.page}`) : {};
  } catch {
    return announce(texts.notLoaded);
  }
  keepInPlace(
    () => {
      if (!pressed) return remove(scope, button.lang);
      for (const element of marked(scope)) add(element, found[numberOf(element)], button.lang);
    },
    scope.id.startsWith("q-") ? scope : undefined,
  );
  setPressed(button, pressed);
  announce(fill(pressed ? texts.shownBelow : texts.hiddenBelow, { language }));
};
