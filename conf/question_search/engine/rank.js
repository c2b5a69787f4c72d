// Scores questions: how much of what the query asks for does each one say?

/** @typedef {import("./query.js").Atom} Atom */
/** @typedef {import("./query.js").Span} Span */
/** @typedef {import("./lookup.js").Choice} Choice */
/** @typedef {{score: number, covered: number}} Sum */
/** @typedef {{number: number, score: number}} Hit */

export const RANK = {
  weak: 0.25, // of a word such as "difference"
  unknown: 0.6, // of the weight of the rarest word, for a word that no question has
  coverage: 0.5, // share of the score that goes by how much of the query is covered
  confident: 0.2, // score of a first result that is sure enough
  common: 0.4, // how much the commonest of the terms of a word sets its weight
  related: 0.15, // below that there is nothing to show
  tail: 0.1, // of the first result's score, for the results after it
};

/** The weight of a term that `questions` of `size` have (BM25). @param {number} size @param {number} questions */
const rarity = (size, questions) => Math.log(1 + (size - questions + 0.5) / (questions + 0.5));

/** @param {Atom} atom @param {number} size */
function weightOf(atom, size) {
  const scale = atom.weak ? RANK.weak : 1;
  if (!atom.choices.length) return atom.weak ? 0 : RANK.unknown * rarity(size, 0);
  const exact = atom.choices.filter(({ how }) => how === "word" || how === "concept");
  const used = exact.length ? exact : atom.choices;
  // Between that of its rarest and that of its commonest term: a rare word for a common concept.
  const numbers = used.map(({ entry }) => entry.questions);
  const [least, most] = [Math.min(...numbers), Math.min(size, Math.max(...numbers))];
  return scale * (RANK.common * rarity(size, most) + (1 - RANK.common) * rarity(size, least));
}

/**
 * Cut the atoms into segments: spans where there are any, the longest first, else single atoms.
 * @param {Atom[]} atoms
 * @param {Span[]} spans
 * @returns {{atoms: Atom[], choices: Choice[]}[]}
 */
function segmentsOf(atoms, spans) {
  /** @type {(Span | null)[]} */
  const taken = atoms.map(() => null);
  for (const span of [...spans].sort((a, b) => b.end - b.first - (a.end - a.first))) {
    const places = taken.slice(span.first, span.end);
    if (places.every((place) => !place)) taken.fill(span, span.first, span.end);
    else if (places[0]?.first === span.first && places[0]?.end === span.end) {
      places[0].choices = [...places[0].choices, ...span.choices];
    }
  }
  return atoms.flatMap((atom, place) => {
    const span = taken[place];
    if (!span) return [{ atoms: [atom], choices: [] }];
    if (span.first !== place) return [];
    if (span.end === place + 1) {
      return [{ atoms: [{ ...atom, choices: [...atom.choices, ...span.choices] }], choices: [] }];
    }
    return [{ atoms: atoms.slice(span.first, span.end), choices: span.choices }];
  });
}

/** @param {Map<number, Sum>} sums @param {number} number @param {number} score @param {number} covered */
function add(sums, number, score, covered) {
  const sum = sums.get(number) ?? { score: 0, covered: 0 };
  sums.set(number, { score: sum.score + score, covered: sum.covered + covered });
}

/**
 * The best impact of some terms on each question.
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Choice[]} choices
 */
function impacts(shelf, choices) {
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const { entry, weight } of choices) {
    const { numbers, impacts } = shelf.postings(entry);
    for (let place = 0; place < numbers.length; place++) {
      const value = (weight * impacts[place]) / shelf.index.top;
      if (value > (best.get(numbers[place]) ?? 0)) best.set(numbers[place], value);
    }
  }
  return best;
}

/**
 * The questions that match, best first, each with a score between 0 and 1.
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Atom[]} atoms
 * @param {Span[]} spans
 * @returns {Hit[]}
 */
export function rank(shelf, atoms, spans) {
  const size = shelf.index.size;
  /** @type {Map<number, Sum>} */
  const sums = new Map();
  let total = 0;
  for (const segment of segmentsOf(atoms, spans.map((span) => ({ ...span })))) {
    const { weight, scores } = scoreSegment(shelf, segment, size);
    total += weight;
    for (const [number, { score, covered }] of scores) add(sums, number, score, covered);
  }
  const hits = [...sums].map(([number, { score, covered }]) => ({
    number,
    score: (score / total) * (1 - RANK.coverage + (RANK.coverage * covered) / total),
  }));
  return hits.sort((a, b) => b.score - a.score || a.number - b.number);
}

/**
 * @param {import("./shelf.js").Shelf} shelf
 * @param {{atoms: Atom[], choices: Choice[]}} segment
 * @param {number} size
 */
function scoreSegment(shelf, { atoms, choices }, size) {
  /** @type {Map<number, Sum>} */
  const scores = new Map();
  const weights = atoms.map((atom) => weightOf(atom, size));
  atoms.forEach((atom, place) => {
    for (const [number, value] of impacts(shelf, atom.choices)) {
      add(scores, number, weights[place] * value, weights[place]);
    }
  });
  const found = weights.filter((_, place) => atoms[place].choices.length || !choices.length);
  const numbers = choices.map(({ entry }) => entry.questions);
  const [least, most] = [Math.min(size, ...numbers), Math.max(1, ...numbers)];
  const literal = found.reduce((sum, weight) => sum + weight, 0);
  const whole = RANK.common * rarity(size, most) + (1 - RANK.common) * rarity(size, least);
  const weight = choices.length ? Math.max(literal, whole) : literal;
  for (const [number, value] of impacts(shelf, choices)) {
    const sum = scores.get(number);
    if (!sum || sum.score < weight * value) {
      scores.set(number, { score: weight * value, covered: weight });
    }
  }
  return { weight, scores };
}

/**
 * Part the hits by how sure they are.
 * @param {Hit[]} hits
 * @returns {{results: Hit[], related: Hit[]}}
 */
export function part(hits) {
  const best = hits[0]?.score ?? 0;
  const kept = hits.filter(({ score }) => score >= Math.max(RANK.tail * best, 0.02));
  if (best >= RANK.confident) return { results: kept, related: [] };
  return { results: [], related: best >= RANK.related ? kept : [] };
}
