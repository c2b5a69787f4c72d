// Copies a question's address: by the button in its foot, and by the mark beside its heading. Fills
// in what a reader reports with the question's words.

import { fill } from "../page_parts/dom.js";
import { texts } from "../page_parts/texts.js";
import { announce } from "../page_parts/voice.js";

const SHOWN = 2500; // milliseconds

/** @param {string} address */
const copy = async (address) => {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false; // not allowed, or a page on a disk in some browsers
  }
};

/** Say on a button what it did, for a while. @param {HTMLElement} button @param {string} text */
const feedback = (button, text) => {
  button.dataset.label ??= button.textContent ?? "";
  button.textContent = text;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = String(setTimeout(() => (button.textContent = button.dataset.label ?? ""), SHOWN));
};

document.addEventListener("click", async (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  /** @type {HTMLButtonElement|null} */
  const button = event.target.closest(".copy-link");
  const mark = event.target.closest('section[id^="q-"] > h2 > .headerlink');
  const question = (button ?? mark)?.closest('section[id^="q-"]');
  if (!question) return;
  const address = new URL(`#${question.id}`, location.href);
  const copied = await copy(address.href);
  if (button && !copied) history.replaceState(null, "", address.hash);
  const text = copied ? texts.copied : texts.notCopied;
  if (button) feedback(button, text);
  announce(text);
});

/** @param {Event} event */
const fillReport = ({ target }) => {
  /** @type {HTMLAnchorElement|null} */
  const link = target instanceof Element ? target.closest(".report-link:not([data-filled])") : null;
  const title = link?.closest("section")?.querySelector("h2")?.firstChild?.textContent;
  if (!link || !title) return;
  const report = new URL(link.href);
  /** @type {HTMLLinkElement|null} */
  const own = document.querySelector('link[rel="canonical"]');
  const page = own?.href ?? location.href.replace(/#.*/, "");
  const address = `${page}#${link.closest("section")?.id}`;
  report.searchParams.set("title", fill(texts.mistake, { title }));
  report.searchParams.set("body", fill(texts.whatIsWrong, { address }));
  link.href = report.href;
  link.dataset.filled = "";
};

for (const name of ["pointerdown", "focusin"]) document.addEventListener(name, fillReport);
