// The choice between answers in depth and in plain words, kept for the whole site.

import { findAll } from "../page_parts/dom.js";
import { read, write } from "../page_parts/memory.js";
import { keepInPlace } from "../page_parts/place.js";
import { texts } from "../page_parts/texts.js";
import { announce } from "../page_parts/voice.js";

const page = document.documentElement;
/** @type {HTMLInputElement[]} */
const choices = findAll(".reading-choice input");

/** @param {string} choice */
const show = (choice) => {
  page.dataset.reading = choice;
  for (const each of choices) each.checked = each.value === choice;
};

const remembered = page.dataset.reading ?? "";
show(choices.some((each) => each.value === remembered) ? remembered : "both");
for (const each of choices) {
  each.addEventListener("change", () => {
    keepInPlace(() => show(each.value));
    write("reading", each.value);
    announce(texts[each.value]);
  });
}
// Another tab has chosen.
addEventListener("storage", (event) => {
  if (event.key === "mundap-reading") keepInPlace(() => show(read("reading", "both")));
});
