// Progress as a file: saved by the browser's own download, read and checked before anything changes.

import { fill, find } from "../page_parts/dom.js";
import { texts } from "../page_parts/texts.js";
import { asFile, cards, cardsIn, clear, save } from "./deck.js";

const MOST = 5_000_000; // bytes; a question takes about 150

const download = () => {
  const text = JSON.stringify(asFile(cards()), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `mundap-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/** The cards of a file, or undefined. @param {File} file */
const cardsOf = async (file) => {
  if (file.size > MOST) return undefined;
  try {
    return cardsIn(JSON.parse(await file.text()));
  } catch {
    return undefined;
  }
};

/**
 * Join a file with what is here: of each question the later review counts.
 * @param {import("./deck.js").Cards} found
 */
const merge = (found) => {
  const known = cards();
  for (const [id, card] of Object.entries(found)) {
    if (!known[id] || known[id].last < card.last) known[id] = card;
  }
  return save(known);
};

/**
 * Connect the three buttons.
 * @param {HTMLElement} form
 * @param {(text: string) => void} say
 * @param {() => void} changed
 */
export const connect = (form, say, changed) => {
  /** @type {HTMLInputElement} */
  const input = find('input[type="file"]', form);
  find(".study-export", form).addEventListener("click", download);
  find(".study-import", form).addEventListener("click", () => input.click());
  find(".study-forget", form).addEventListener("click", () => {
    if (!confirm(texts.studyForget)) return;
    clear();
    changed();
    say(texts.studyForgotten);
  });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    const found = file && (await cardsOf(file));
    input.value = "";
    if (!found) return say(texts.studyRefused);
    const kept = merge(found);
    changed();
    say(kept ? fill(texts.studyTaken, { n: Object.keys(found).length }) : texts.studyUnkept);
  });
};
