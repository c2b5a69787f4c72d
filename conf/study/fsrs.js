// FSRS-6, the scheduler that decides when a question comes back. Written from the published
// algorithm (github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm) with its default
// parameters; tests compare each step with the `fsrs` package. No fuzz: same answers, same dates.
const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
  1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const DECAY = -W[20];
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const RETENTION = 0.9; // wanted: nine of ten questions are known when they come back
const LONGEST = 36500; // days
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LEARNING = 1;
/** The state of a question that has been learned. */
export const REVIEW = 2;
const RELEARNING = 3;
/** @type {Record<number, number[]>} milliseconds by state */
const STEPS = { [LEARNING]: [MINUTE, 10 * MINUTE], [RELEARNING]: [10 * MINUTE] };
const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];

/**
 * What is remembered of a question. Times are milliseconds since 1970.
 * @typedef {{state: number, step: number|null, stability: number, difficulty: number,
 *   due: number, last: number}} Card
 */

/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
/** @param {number} value */
const stable = (value) => Math.max(value, 0.001);

/** @param {number} grade */
const rawDifficulty = (grade) => W[4] - Math.exp(W[5] * (grade - 1)) + 1;

/** @param {number} difficulty @param {number} grade */
const nextDifficulty = (difficulty, grade) => {
  const damped = difficulty + ((10 - difficulty) * -W[6] * (grade - 3)) / 9;
  return clamp(W[7] * rawDifficulty(EASY) + (1 - W[7]) * damped, 1, 10);
};

/** @param {number} stability @param {number} grade */
const sameDay = (stability, grade) => {
  const growth = Math.exp(W[17] * (grade - 3 + W[18])) * stability ** -W[19];
  return stable(stability * (grade === AGAIN ? growth : Math.max(growth, 1)));
};

/** @param {Card} card @param {number} recall */
const forgotten = ({ stability, difficulty }, recall) =>
  Math.min(
    W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - recall) * W[14]),
    stability / Math.exp(W[17] * W[18]),
  );

/** @param {Card} card @param {number} recall @param {number} grade */
const recalled = ({ stability, difficulty }, recall, grade) => {
  const factor = (grade === HARD ? W[15] : 1) * (grade === EASY ? W[16] : 1);
  const growth = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - recall) * W[10]) - 1);
  return stability * (1 + growth * factor);
};

/** @param {Card} card @param {number} now */
const wholeDays = (card, now) => Math.floor((now - card.last) / DAY);

/** The chance that the answer is known now. @param {Card} card @param {number} now */
export const retrievability = (card, now) => (1 + (FACTOR * Math.max(0, wholeDays(card, now))) / card.stability) ** DECAY;

/** @param {Card} card @param {number} grade @param {number} now */
const nextStability = (card, grade, now) => {
  if (wholeDays(card, now) < 1) return sameDay(card.stability, grade);
  const recall = retrievability(card, now);
  return stable(grade === AGAIN ? forgotten(card, recall) : recalled(card, recall, grade));
};

/** Milliseconds until so much is remembered as is wanted. @param {number} stability days */
const interval = (stability) => {
  const days = (stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1);
  return clamp(Math.round(days), 1, LONGEST) * DAY;
};

/** @typedef {[state: number, step: number|null, wait: number]} Next the wait in milliseconds */

/** A question that is known comes back after days. @param {number} stability @returns {Next} */
const known = (stability) => [REVIEW, null, interval(stability)];

/**
 * The step that follows a grade while a question is learned, for the first time or again.
 * @param {number} state
 * @param {number} step
 * @param {number} grade
 * @param {number} stability
 * @returns {Next}
 */
const nextStep = (state, step, grade, stability) => {
  const steps = STEPS[state];
  if (grade === AGAIN) return [state, 0, steps[0]];
  if (grade === EASY || (grade === GOOD && step + 1 >= steps.length)) return known(stability);
  if (grade === GOOD) return [state, step + 1, steps[step + 1]];
  if (step > 0) return [state, step, steps[step]];
  return [state, step, steps.length === 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2];
};

/** @param {Card|undefined} card @param {number} grade @param {number} stability @returns {Next} */
const next = (card, grade, stability) => {
  if (card?.state !== REVIEW) return nextStep(card?.state ?? LEARNING, card?.step ?? 0, grade, stability);
  return grade === AGAIN ? [RELEARNING, 0, STEPS[RELEARNING][0]] : known(stability);
};

/**
 * Grade an answer.
 * @param {Card|undefined} card undefined for a question that was never asked
 * @param {number} grade 1 again, 2 hard, 3 good, 4 easy
 * @param {number} now
 * @returns {Card} the new card; the old one stays as it is
 */
export const review = (card, grade, now) => {
  const stability = card ? nextStability(card, grade, now) : stable(W[grade - 1]);
  const difficulty = card ? nextDifficulty(card.difficulty, grade) : clamp(rawDifficulty(grade), 1, 10);
  const [state, step, wait] = next(card, grade, stability);
  return { state, step, stability, difficulty, due: now + wait, last: now };
};
