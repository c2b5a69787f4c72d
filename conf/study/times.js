// Spans of time in the reader's language.

const language = document.documentElement.lang;

/** @typedef {"minute"|"hour"|"day"|"month"|"year"} Unit */

/** A span as people would say it. @param {number} wait milliseconds @returns {[number, Unit]} */
const span = (wait) => {
  const minutes = Math.max(1, Math.round(wait / 60_000));
  if (minutes < 60) return [minutes, "minute"];
  if (minutes < 24 * 60) return [Math.round(minutes / 60), "hour"];
  const days = Math.round(minutes / 60 / 24);
  if (days < 60) return [days, "day"];
  return days < 700 ? [Math.round(days / 30.44), "month"] : [Math.round(days / 365.25), "year"];
};

/** `10 min`, `3 days`. @param {number} wait milliseconds */
export const short = (wait) => {
  const [number, unit] = span(wait);
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(number);
};

/** `in 10 minutes`. @param {number} due */
export const fromNow = (due) => new Intl.RelativeTimeFormat(language).format(...span(due - Date.now()));
