// The reader's progress, and which question comes next. Nothing here touches the page.

import { read, write } from "../page_parts/memory.js";
import { review, REVIEW } from "./fsrs.js";

/** @typedef {import("./fsrs.js").Card} Card */
/** @typedef {Record<string, Card>} Cards by the question's id */

const KEY = "study";
const VERSION = 1;
const AHEAD = 20 * 60_000; // what is being learned may come back this much early
const ID = /^q-[\w-]{1,200}$/;

/** @param {unknown} value @param {number} least @param {number} most */
const isNumber = (value, least, most) => typeof value === "number" && value >= least && value <= most;

/** Whether a value from a file or from memory is a card. @param {any} card */
const isCard = (card) =>
  typeof card === "object" &&
  card !== null &&
  [1, 2, 3].includes(card.state) &&
  (card.state === REVIEW ? card.step === null : [0, 1].includes(card.step)) &&
  isNumber(card.stability, 0.001, 1e6) &&
  isNumber(card.difficulty, 1, 10) &&
  isNumber(card.due, 0, 8.64e15) &&
  isNumber(card.last, 0, card.due);

/** @param {any} card @returns {Card} */
const cleaned = ({ state, step, stability, difficulty, due, last }) => ({ state, step, stability, difficulty, due, last });

/**
 * The cards of a value that may be anything.
 * @param {any} value
 * @returns {Cards|undefined} undefined when it is no progress at all
 */
export const cardsIn = (value) => {
  if (value?.kind !== "mundap-study" || value.version !== VERSION || typeof value.cards !== "object") return undefined;
  const found = Object.entries(value.cards ?? {});
  if (!found.every(([id, card]) => ID.test(id) && isCard(card))) return undefined;
  return Object.fromEntries(found.map(([id, card]) => [id, cleaned(card)]));
};

/** @returns {Cards} */
export const cards = () => cardsIn(read(KEY, null)) ?? {};

/** What a file has, and the memory. @param {Cards} known */
export const asFile = (known) => ({ kind: "mundap-study", version: VERSION, cards: known });

/** @param {Cards} known @returns {boolean} whether it is remembered */
export const save = (known) => write(KEY, asFile(known));

export const clear = () => write(KEY, null);

/**
 * Grade a question.
 * @param {string} id
 * @param {number} mark
 * @param {number} now
 * @returns {{card: Card, kept: boolean}} kept: whether it is remembered
 */
const grade = (id, mark, now) => {
  const known = cards(); // read again: another tab may have studied, too
  known[id] = review(known[id], mark, now);
  return { card: known[id], kept: save(known) };
};

/** How long each grade would put a question off. @param {string} id @param {number} now */
export const waits = (id, now) => {
  const card = cards()[id];
  return [1, 2, 3, 4].map((mark) => review(card, mark, now).due - now);
};

/** How far a list of questions is. @param {string[]} ids @param {number} now */
export const summary = (ids, now) => {
  const known = cards();
  const asked = ids.filter((id) => known[id]);
  return {
    total: ids.length,
    fresh: ids.length - asked.length,
    due: asked.filter((id) => known[id].due <= now).length,
    learned: asked.filter((id) => known[id].state === REVIEW).length,
    next: Math.min(...asked.map((id) => known[id].due)),
  };
};

/** Fisher and Yates. @template T @param {T[]} list @returns {T[]} */
const shuffled = (list) => {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
};

/**
 * What to ask: what is due, the oldest first, then what was never asked.
 * @param {string[]} ids
 * @param {{random: boolean, all: boolean}} wish all: what is not due, too
 * @param {number} now
 */
export const plan = (ids, wish, now) => {
  const known = cards();
  const due = ids.filter((id) => known[id] && (wish.all || known[id].due <= now));
  const fresh = ids.filter((id) => !known[id]);
  if (wish.random) return shuffled([...due, ...fresh]);
  return [...due.sort((a, b) => known[a].due - known[b].due), ...fresh];
};

/** A sitting: hands out one question after the other until nothing is left for now. */
export class Session {
  /** @param {string[]} ids */
  constructor(ids) {
    this.waiting = ids;
    /** @type {Map<string, number>} questions that come back in this sitting, and when */
    this.again = new Map();
    this.answered = 0;
    this.right = 0;
  }

  get left() {
    return this.waiting.length + this.again.size;
  }

  /** The question to ask, or undefined when none is left. @param {number} now @returns {string|undefined} */
  next(now) {
    const soonest = [...this.again].sort((a, b) => a[1] - b[1])[0];
    if (soonest && (soonest[1] <= now || !this.waiting.length) && soonest[1] <= now + AHEAD) return soonest[0];
    return this.waiting[0];
  }

  /** @param {string} id @param {number} mark @param {number} now */
  grade(id, mark, now) {
    const { card, kept } = grade(id, mark, now);
    this.waiting = this.waiting.filter((each) => each !== id);
    this.again.delete(id);
    if (card.state !== REVIEW) this.again.set(id, card.due);
    this.answered += 1;
    this.right += mark > 1 ? 1 : 0;
    return { card, kept };
  }
}
