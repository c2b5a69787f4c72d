// The search box: a field that is a combobox, and the panel below it. It serves the dialog and
// the search page alike; static/search.js loads it when a reader reaches for the search.

import { arrive } from "./arrival.js";
import { watchComposition } from "./composition.js";
import { make, renew } from "./dom.js";
import { choose, List } from "./list.js";
import { memory } from "./memory.js";
import { emptyScreen, failedScreen, makeCorrection, startScreen } from "./screens.js";
import { TEXTS } from "./site.js";
import { engine, setEngine } from "./source.js";

const PATIENCE = 200; // milliseconds until a reader is told that the index is on its way
const PAUSE = 500; // milliseconds without a key until a number of results is read out

class Box {
  /** @param {HTMLElement} place holds the form @param {{root: string, limit: number}} options */
  constructor(place, { root, limit }) {
    this.place = place;
    this.root = root;
    this.limit = limit;
    this.form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
    this.input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
    this.list = new List(`${this.input.id}-results`, root);
    this.panel = make("div", { class: "search-panel" });
    this.status = make("p", { role: "status", class: "visually-hidden" });
    this.form.after(this.panel, this.status);
    /** @type {HTMLElement[]} */
    this.options = [];
    this.chosen = -1;
    /** @type {Element | null} known without asking, which would make the browser lay out the page */
    this.scrolled = null;
    this.pending = Promise.resolve();
    this.ofInputMethod = watchComposition(this.input);
    this.listen();
  }

  listen() {
    const controls = this.list.element.id; // which is there when the box is expanded
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": controls })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.update());
    this.panel.addEventListener("scroll", ({ target }) => {
      this.scrolled = /** @type {Element} */ (target);
    }, true);
    this.place.addEventListener("keydown", (event) => this.onKey(event));
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    for (const name of ["click", "auxclick"]) this.panel.addEventListener(name, (event) => this.onFollow(event));
  }

  /** Look for a query that was not typed. @param {string} query */
  search(query) {
    this.input.value = query;
    this.input.focus();
    this.update();
  }

  /** Show what belongs to the text in the field. */
  update() {
    this.pending = this.answer(this.input.value);
  }

  /** @param {string} query */
  async answer(query) {
    if (!query.trim()) return this.showStart();
    const patience = setTimeout(() => this.showLoading(query), PATIENCE);
    try {
      const answer = await (await engine()).search(query, { limit: this.limit });
      if (query === this.input.value) this.showAnswer(answer);
    } catch {
      if (query === this.input.value) this.show([failedScreen(() => this.update())], TEXTS.failed);
    } finally {
      clearTimeout(patience);
    }
  }

  showStart() {
    const removed = () => this.search("");
    this.show(startScreen(this.root, (text) => this.search(text), removed), "");
  }

  /** @param {string} query */
  showLoading(query) {
    if (query === this.input.value) this.show([make("p", { class: "search-note" }, TEXTS.loading)], "");
  }

  /** @param {any} answer */
  showAnswer(answer) {
    const { results, related, understood } = answer;
    const search = (/** @type {string} */ text) => this.search(text);
    if (!results.length && !related.length) {
      this.show(emptyScreen(this.root, answer, search), TEXTS.none);
      return;
    }
    const shown = [];
    if (understood.corrected) shown.push(makeCorrection(TEXTS.corrected, understood.corrected, search));
    if (!results.length) shown.push(make("p", { class: "search-note" }, TEXTS.close));
    const count = results.length + related.length;
    const said = count === 1 ? TEXTS.one : TEXTS.many.replace("{n}", String(count));
    // What the line above the list says is not said again with each result.
    const options = this.list.show(results, related, !understood.corrected);
    this.show([...shown, this.list.element], said, options);
  }

  /**
   * @param {HTMLElement[]} elements
   * @param {string} said read out when the reader pauses
   * @param {HTMLElement[]} options
   */
  show(elements, said, options = []) {
    this.choose(-1);
    renew(this.panel, elements);
    if (this.scrolled) this.scrolled.scrollTop = 0;
    this.scrolled = null;
    this.options = options;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.status.textContent = said;
      this.place.dispatchEvent(new CustomEvent("search-pause", { detail: this.input.value }));
    }, PAUSE);
  }

  /** @param {number} number */
  choose(number) {
    this.chosen = number;
    choose(this.input, this.options, number);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (this.ofInputMethod(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (this.input.value.trim()) this.pending.then(() => this.move(step));
      else this.moveFocus(step);
    } else if (event.key === "Escape" && this.input.value) {
      event.preventDefault();
      this.search("");
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === this.input) {
      event.preventDefault();
      this.open(true);
    }
  }

  /** From the last to the field, from there to the first, and back. @param {number} step */
  move(step) {
    if (!this.options.length) return this.moveFocus(step);
    const places = this.options.length + 1;
    this.list.finish();
    this.input.focus();
    this.choose(((this.chosen + 1 + step + places) % places) - 1);
  }

  /** Where there is no list, arrows lead from the field to links and back. @param {number} step */
  moveFocus(step) {
    const stops = [this.input, ...this.panel.querySelectorAll("a, button")].map((stop) => /** @type {HTMLElement} */ (stop));
    const place = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    stops[(place + step + stops.length) % stops.length].focus();
  }

  /** @param {SubmitEvent} event */
  onSubmit(event) {
    event.preventDefault();
    if (!this.ofInputMethod(event)) this.open(false);
  }

  /** Open the chosen result, or the first; of what was typed, even if that is still on its way. */
  async open(/** @type {boolean} */ apart) {
    await this.pending;
    const link = /** @type {HTMLAnchorElement | undefined} */ (this.options[Math.max(0, this.chosen)]);
    if (!link) return;
    if (!apart) return link.click();
    this.leave(link);
    window.open(link.href, "_blank", "noopener");
  }

  /** @param {Event} event */
  onFollow(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
    const { button, ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
    if (!link || button > 1) return;
    this.leave(link);
    const apart = button === 1 || ctrlKey || metaKey || shiftKey;
    if (!apart) this.place.dispatchEvent(new CustomEvent("search-done"));
    // A link within the page loads nothing: what was searched for is marked at once.
    if (!apart && link.pathname === location.pathname && link.hash) setTimeout(arrive);
  }

  /** @param {HTMLAnchorElement} link */
  leave(link) {
    if (link.role !== "option") return;
    memory.remember(this.input.value);
    memory.depart(decodeURIComponent(link.hash.slice(1)), this.input.value);
  }
}

/** @type {WeakMap<HTMLElement, Box>} */
const boxes = new WeakMap();

/**
 * Make a form a search box, unless it is one already.
 * @param {HTMLElement} place
 * @param {{root: string, limit: number}} options
 */
function attach(place, options) {
  const box = boxes.get(place) ?? new Box(place, options);
  boxes.set(place, box);
  box.update();
}

export const searchBox = { arrive, attach, engine, setEngine };
