// Where the reader is on the page, and staying there while the page changes.

import { findAll } from "./dom.js";

/** Where the text begins that a reader sees: below what sticks to the top. */
const readingLine = () => {
  const above = findAll(".reading-bar, .mobile-header");
  return Math.max(0, ...above.map((each) => each.getBoundingClientRect().bottom));
};

/** The question under the reader's eye, or undefined above the first. @returns {HTMLElement|undefined} */
export const currentQuestion = () => {
  const line = readingLine();
  const questions = findAll('section[id^="q-"]');
  const first = questions.find((each) => each.getBoundingClientRect().bottom > line + 40);
  return first && first.getBoundingClientRect().top < innerHeight - 80 ? first : undefined;
};

/**
 * Change the page and keep the question that is being read where it is.
 * @param {() => void} change
 * @param {Element} [question]
 */
export const keepInPlace = (change, question = currentQuestion()) => {
  const heading = question?.querySelector("h2");
  const before = heading?.getBoundingClientRect().top ?? 0;
  change();
  if (!question || !heading) return;
  const line = readingLine();
  const box = question.getBoundingClientRect();
  // A question that has grown short may have left by the top: bring its heading back.
  const wanted = box.bottom - heading.getBoundingClientRect().top + before < line + 40 ? line + 16 : before;
  scrollBy({ top: heading.getBoundingClientRect().top - wanted, behavior: "instant" });
};
