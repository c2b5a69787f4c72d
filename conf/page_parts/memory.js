// What is remembered in this browser, under keys that begin `mundap-`.

/**
 * Read what is remembered.
 * @param {string} key
 * @param {any} otherwise when there is nothing, or nothing may be read
 * @returns {any}
 */
export const read = (key, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(`mundap-${key}`) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
};

/**
 * Remember a value; null forgets it.
 * @param {string} key
 * @param {any} value
 * @returns {boolean} whether it is remembered
 */
export const write = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(`mundap-${key}`);
    else localStorage.setItem(`mundap-${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false; // a browser that stores nothing, or is full
  }
};
