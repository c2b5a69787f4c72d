// What the browser keeps: recent searches, and the search that led to a page. Without storage
// (private windows, blocked cookies) there is none, and all else works.

const RECENT = "mundap-recent-searches";
const ARRIVAL = "mundap-arrival";
const MOST = 5;
const LONGEST = 200; // characters of a query that are worth keeping
const FRESH = 30_000; // milliseconds from a click to its page

/** @param {string} key @returns {any} */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {any} value null removes it */
function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is kept.
  }
}

/** @returns {string[]} the latest first */
function recent() {
  const kept = read(RECENT);
  const queries = Array.isArray(kept) ? kept : [];
  return queries.filter((query) => typeof query === "string").slice(0, MOST);
}

export const memory = {
  recent,

  /** @param {string} query */
  remember(query) {
    const text = query.trim();
    if (!text || text.length > LONGEST) return;
    write(RECENT, [text, ...recent().filter((other) => other !== text)].slice(0, MOST));
  },

  /** @param {string} query */
  forget(query) {
    write(RECENT, recent().filter((other) => other !== query));
  },

  forgetAll() {
    write(RECENT, null);
  },

  /** Tell the page that is opened next what was searched for. @param {string} id @param {string} query */
  depart(id, query) {
    if (query.length <= LONGEST) write(ARRIVAL, { id, query, at: Date.now() });
  },

  /** @returns {{id: string, query: string} | null} what led to this page; only once */
  arrive() {
    const kept = read(ARRIVAL);
    write(ARRIVAL, null);
    return kept && Date.now() - kept.at < FRESH ? kept : null;
  },
};
