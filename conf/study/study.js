// The study page: choosing topics, asking, revealing, grading.

import { load, root } from "../page_parts/data.js";
import { fill, find, findAll } from "../page_parts/dom.js";
import { texts } from "../page_parts/texts.js";
import { announce } from "../page_parts/voice.js";
import { plan, Session, summary, waits } from "./deck.js";
import { connect } from "./files.js";
import { fromNow, short } from "./times.js";

/** @typedef {{title: string, link: string}} Topic */
/** @typedef {{id: string, question: string, answer: string, topic: Topic}} Asked */

const page = find(".study");
/** @type {HTMLFormElement} */
const form = find(".study-setup", page);
/** @type {Record<string, HTMLElement>} */
const screens = { setup: form, session: find(".study-session", page), done: find(".study-done", page) };
/** @type {HTMLInputElement[]} */
const boxes = findAll('input[name="topic"]', form);
/** @type {HTMLInputElement} */
const allBox = find(".study-all input", form);
/** @type {HTMLInputElement} */
const random = find('input[name="random"]', form);
/** @type {HTMLAnchorElement} */
const topicLink = find(".study-topic", page);
const anyway = find(".study-anyway", page);
const question = find(".study-question", page);
const answer = find(".study-answer", page);
const reveal = find(".study-reveal", page);
const grades = find(".study-grades", page);
/** @type {HTMLButtonElement[]} */
const gradeButtons = findAll("button", grades);
/** @type {Map<string, Asked>} */
const asked = new Map();
let session = new Session([]);
let current = "";

/** @param {HTMLInputElement} box */
const idsOf = (box) => (box.dataset.ids ?? "").split(" ").filter(Boolean);
const chosen = () => boxes.filter((box) => box.checked);

/** @param {string} text */
const say = (text) => {
  find(".study-message", page).textContent = text;
};

/** @param {string} name */
const show = (name) => {
  for (const [key, screen] of Object.entries(screens)) screen.hidden = key !== name;
  document.body.classList.toggle("is-studying", name === "session");
};

/** @param {HTMLInputElement} box */
const showTopic = (box) => {
  const { fresh, due, learned, total } = summary(idsOf(box), Date.now());
  const label = box.closest("label") ?? page;
  find(".study-state", label).textContent = fill(texts.studyState, { new: fresh, due, learned });
  /** @type {HTMLProgressElement} */
  const progress = find("progress", label);
  progress.value = total ? learned / total : 0;
};

const showProgress = () => {
  boxes.forEach(showTopic);
  allBox.checked = boxes.every((box) => box.checked);
  allBox.indeterminate = !allBox.checked && boxes.some((box) => box.checked);
  anyway.hidden = true;
  say("");
};

/** @param {string} name */
const loadTopic = async (name) => {
  const topic = await load(`study/${name}`);
  for (const card of topic.cards) asked.set(card.id, { ...card, topic });
};

/** @param {boolean} all whether to ask what is not due, too */
const start = async (all) => {
  if (!chosen().length) return say(texts.studyChoose);
  const ids = chosen().flatMap(idsOf);
  const wanted = plan(ids, { random: random.checked, all }, Date.now());
  if (!wanted.length) {
    anyway.hidden = false;
    return say(fill(texts.studyNothing, { when: fromNow(summary(ids, Date.now()).next) }));
  }
  try {
    await Promise.all(chosen().map((box) => loadTopic(box.value)));
  } catch {
    return say(texts.studyFailed);
  }
  session = new Session(wanted.filter((id) => asked.has(id)));
  show("session");
  ask();
};

const ask = () => {
  current = session.next(Date.now()) ?? "";
  const card = asked.get(current);
  if (!card) return finish();
  question.innerHTML = card.question;
  answer.innerHTML = card.answer;
  topicLink.textContent = card.topic.title;
  topicLink.href = `${root}${card.topic.link}#${card.id}`;
  find(".study-left", page).textContent = fill(texts.studyLeft, { n: session.left });
  for (const part of [answer, grades]) part.hidden = true;
  reveal.hidden = false;
  scrollTo({ top: 0, behavior: "instant" });
  question.focus({ preventScroll: true });
};

const showAnswer = () => {
  if (!answer.hidden) return;
  const times = waits(current, Date.now());
  gradeButtons.forEach((button, index) => (find("small", button).textContent = short(times[index])));
  reveal.hidden = true;
  for (const part of [answer, grades]) part.hidden = false;
  answer.focus({ preventScroll: true });
};

/** @param {number} mark */
const grade = (mark) => {
  const { card, kept } = session.grade(current, mark, Date.now());
  announce(kept ? fromNow(card.due) : texts.studyUnkept);
  ask();
};

const finish = () => {
  const { next } = summary(chosen().flatMap(idsOf), Date.now());
  const lines = [fill(texts.studyDone, { n: session.answered, right: session.right })];
  if (Number.isFinite(next)) lines.push(fill(texts.studyNext, { when: fromNow(next) }));
  find(".study-result", page).textContent = lines.join(" ");
  show("done");
  find(".study-done h2", page).focus();
};

const back = () => {
  showProgress();
  show("setup");
  find("button", form).focus();
};

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  if (screens.session.hidden || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!(event.target instanceof Element) || document.querySelector("dialog[open]")) return;
  const onControl = event.target.closest("button, a, input, textarea, select, summary");
  if ((event.key === " " || event.key === "Enter") && !onControl && answer.hidden) {
    event.preventDefault();
    showAnswer();
  } else if (/^[1-4]$/.test(event.key) && !answer.hidden && !event.target.closest("input, textarea, select")) {
    grade(Number(event.key));
  }
};

allBox.addEventListener("change", () => {
  for (const box of boxes) box.checked = allBox.checked;
  showProgress();
});
for (const box of boxes) box.addEventListener("change", showProgress);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start(false);
});
anyway.addEventListener("click", () => start(true));
reveal.addEventListener("click", showAnswer);
for (const button of gradeButtons) button.addEventListener("click", () => grade(Number(button.dataset.grade)));
find(".study-end", page).addEventListener("click", () => (session.answered ? finish() : back()));
find(".study-done button", page).addEventListener("click", back);
document.addEventListener("keydown", onKey);
connect(form, say, showProgress);

const wanted = new URLSearchParams(location.search).get("topics")?.split(",") ?? [];
if (boxes.some((box) => wanted.includes(box.value))) {
  for (const box of boxes) box.checked = wanted.includes(box.value);
}
showProgress();
if (wanted.length && chosen().length < boxes.length) start(false);
