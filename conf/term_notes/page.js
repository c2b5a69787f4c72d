// The definition of a term beside it: by mouse, by keyboard, and by a first tap of a finger.

import { load } from "../page_parts/data.js";
import { find } from "../page_parts/dom.js";
import { texts } from "../page_parts/texts.js";

const tip = document.createElement("div");
tip.className = "term-note";
tip.id = "term-note";
tip.setAttribute("role", "tooltip");
tip.popover = "manual";
/** @type {HTMLAnchorElement|undefined} */
let shown;
let timer = 0;
let finger = false;

/** @param {EventTarget|null} target @returns {HTMLAnchorElement|null} */
const termAt = (target) => (target instanceof Element ? target.closest("a.glossary-term") : null);

/** @param {EventTarget|null} target */
const isTip = (target) => target instanceof Node && tip.contains(target);

/** @param {HTMLAnchorElement} link */
const place = (link) => {
  const word = link.getClientRects()[0];
  const width = document.documentElement.clientWidth;
  tip.style.left = `${scrollX + Math.max(8, Math.min(word.left, width - tip.offsetWidth - 8))}px`;
  const fits = word.bottom + tip.offsetHeight + 12 < innerHeight || word.top < tip.offsetHeight + 70;
  tip.style.top = `${scrollY + (fits ? word.bottom + 6 : word.top - tip.offsetHeight - 6)}px`;
};

const hide = () => {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
  if (tip.matches(":popover-open")) tip.hidePopover();
};

/** @param {[string, string, string]} entry title, definition, and its language if it is another */
const write = ([title, text, language]) => {
  const name = document.createElement("strong");
  name.textContent = title;
  const body = document.createElement("span");
  body.textContent = text;
  if (language) body.lang = language;
  tip.replaceChildren(name, " ", body);
  if (finger) tip.append(Object.assign(document.createElement("small"), { textContent: texts.termAgain }));
};

/** @param {HTMLAnchorElement} link */
const show = async (link) => {
  clearTimeout(timer);
  if (shown === link) return;
  hide();
  shown = link;
  const terms = await load("terms").catch(() => ({}));
  const found = terms[decodeURIComponent(link.hash.slice(1))];
  if (!found || shown !== link) return;
  write(found);
  if (!tip.isConnected) find("article").append(tip);
  tip.showPopover();
  place(link);
  link.setAttribute("aria-describedby", tip.id);
};

/** @param {() => void} action @param {number} wait milliseconds */
const later = (action, wait) => {
  clearTimeout(timer);
  timer = setTimeout(action, wait);
};

/** @param {PointerEvent} event */
const onPointerOver = (event) => {
  if (event.pointerType !== "mouse") return;
  const link = termAt(event.target);
  if (link) later(() => show(link), 150);
  else if (isTip(event.target)) clearTimeout(timer);
  else if (shown !== document.activeElement) later(hide, 250);
};

const watch = () => {
  // Ahead of the first term: a screen reader reads a description only if it is there in time.
  for (const name of ["pointermove", "keydown", "touchstart"]) {
    addEventListener(name, () => load("terms").catch(() => {}), { once: true, passive: true });
  }
  document.addEventListener("pointerdown", (event) => {
    finger = event.pointerType !== "mouse";
    if (!termAt(event.target) && !isTip(event.target)) hide();
  });
  document.addEventListener("pointerover", onPointerOver);
  document.addEventListener("focusin", (event) => {
    const link = termAt(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else if (!finger) hide();
  });
  document.addEventListener("click", (event) => {
    const link = termAt(event.target);
    if (!link || !finger || shown === link) return;
    event.preventDefault();
    show(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
};

if ("popover" in tip && document.querySelector("a.glossary-term, .study")) watch();
