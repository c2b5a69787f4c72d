// Scores questions: how much of what the query asks for does each one say?

/** @typedef {import("./query.js").Atom} Atom */
/** @typedef {import("./query.js").Span} Span */
/** @typedef {import("./lookup.js").Choice} Choice */
/** @typedef {{score: number, covered: number, sure: number}} Sum */
/** @typedef {{number: number, score: number, sure: number, share: number}} Hit `sure`: how many words
 *   of the query it has, `share`: how much of the query that is */

/** How a word is read that the index does not have. */
const GUESSES = ["typo", "sound", "prefix"];
const LONG_QUERY = 4; // words that say something

const RANK = {
  weak: 0.25, // of a word such as "difference"
  unknown: 0.7, // of the weight of the rarest word, for a word that no question has
  coverage: 0.6, // share of the score that goes by how much of the query is covered
  enough: 0.1, // score of a first result that is sure enough, if all words are known
  short: 0.2, // the same for a short query with unknown words
  single: 0.22, // … and only one of its words
  untold: 0.2, // more without a term of the field, shared by the words that were found
  guessed: 0.35, // the same where no word was found but by a guess
  common: 0.4, // how much the commonest of the terms of a word sets its weight
  most: 0.45, // the share of the query that a first result needs among a hundred questions …
  more: 0.055, // … and ten times as many: the more there are, the more have a word by chance
  related: 0.1, // below that there is nothing to show
  doubt: 0.7, // how much of a word is covered that is only guessed at; above `most` at any size
  verb: 0.5, // of the weight of an unknown word that is a verb: a question is about its nouns
  tail: 0.1, // of the first result's score, for the results after it
};

/** The weight of a term that `questions` of `size` have (BM25). @param {number} size @param {number} questions */
const rarity = (size, questions) => Math.log(1 + (size - questions + 0.5) / (questions + 0.5));

/** Between that of the rarest and that of the commonest of some terms: a rare word for a common concept. */
/** @param {Choice[]} choices @param {number} size */
function rarityOf(choices, size) {
  const numbers = choices.map(({ entry }) => entry.questions);
  const most = Math.min(size, Math.max(...numbers));
  return RANK.common * rarity(size, most) + (1 - RANK.common) * rarity(size, Math.min(...numbers));
}

/** @param {Atom} atom @param {number} size */
function weightOf(atom, size) {
  const scale = atom.weak ? RANK.weak : 1;
  if (!atom.choices.length) return atom.weak ? 0 : (atom.verb ? RANK.verb : 1) * RANK.unknown * rarity(size, 0);
  const exact = atom.choices.filter(({ how }) => how === "word" || how === "concept");
  return scale * rarityOf(exact.length ? exact : atom.choices, size);
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

/** @param {Map<number, Sum>} sums @param {number} number @param {Sum} more */
function add(sums, number, { score, covered, sure }) {
  const sum = sums.get(number);
  if (!sum) sums.set(number, { score, covered, sure });
  else {
    sum.score += score;
    sum.covered += covered;
    sum.sure += sure;
  }
}

/** Whether a word says something and is one of the index, not a guess. @param {Atom} atom */
const isSure = ({ weak, choices }) => !weak && choices.length > 0 && !GUESSES.includes(choices[0].how);

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
    for (const [number, sum] of scores) add(sums, number, sum);
  }
  const hits = [...sums].map(([number, { score, covered, sure }]) => ({
    number, sure, share: covered / total,
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
      const weight = weights[place];
      add(scores, number, { score: weight * value, covered: weight * (atom.weak || isSure(atom) ? 1 : RANK.doubt), sure: +isSure(atom) });
    }
  });
  const found = weights.filter((_, place) => atoms[place].choices.length || !choices.length);
  const literal = found.reduce((sum, weight) => sum + weight, 0);
  const weight = choices.length ? Math.max(literal, rarityOf(choices, size)) : literal;
  for (const [number, value] of impacts(shelf, choices)) {
    const sum = scores.get(number);
    if (!sum || sum.score < weight * value) {
      scores.set(number, { score: weight * value, covered: weight, sure: Math.max(1, sum?.sure ?? 0) });
    }
  }
  return { weight, scores };
}

/**
 * The score that a first result needs. A word of a query that stands in a question by chance is
 * common, two are not: where some words mean nothing here, one word alone has to say much, and
 * the more so if no term of the field is among what was found.
 * @param {Atom[]} atoms
 * @param {number} sure
 * @param {boolean} told whether a term of the field was found
 */
function needed(atoms, sure, told) {
  const strong = atoms.filter(({ weak }) => !weak);
  if (strong.every(isSure)) return RANK.enough;
  if (!sure) return RANK.guessed;
  const least = sure < 2 ? RANK.single : strong.length < LONG_QUERY ? RANK.short : RANK.enough;
  return told ? least : least + RANK.untold / sure;
}

/** The share of the query that a first result needs. @param {number} size */
const neededShare = (size) => RANK.most + RANK.more * Math.max(0, Math.log10(size / 100));

/**
 * Part the hits by how sure they are.
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Hit[]} hits
 * @param {Atom[]} atoms
 * @param {Span[]} spans
 * @returns {{results: Hit[], related: Hit[]}}
 */
export function part(shelf, hits, atoms, spans) {
  if (!hits.length) return { results: [], related: [] };
  const { number, score, sure, share } = hits[0];
  const kept = hits.filter((hit) => hit.score >= Math.max(RANK.tail * score, 0.02));
  const told = [...atoms, ...spans].some(({ choices }) =>
    choices.some(({ term, entry }) => /^#[^.]/.test(term) && shelf.postings(entry).numbers.includes(number)),
  );
  const enough = score >= needed(atoms, sure, told) && share >= neededShare(shelf.index.size);
  if (enough) return { results: kept, related: [] };
  return { results: [], related: score >= RANK.related ? kept : [] };
}
