// Loads the engine and its index, once, when they are first asked for.

/** @type {Promise<any> | null} */
let opening = null;
let address = "";

/** Say where the engine is. @param {string} url */
export function setEngine(url) {
  address = url;
}

/** @returns {Promise<any>} the engine; rejects if it cannot be loaded, and can be asked again */
export function engine() {
  opening ??= script(address)
    .then(() => globalThis.questionSearch.open())
    .catch((error) => {
      opening = null;
      throw error;
    });
  return opening;
}

/** A script, since a page on a disk may not load modules. @param {string} url @returns {Promise<void>} */
function script(url) {
  return new Promise((resolve, reject) => {
    if ("questionSearch" in globalThis) return resolve();
    const element = document.createElement("script");
    element.src = url;
    element.onload = () => resolve();
    element.onerror = () => {
      element.remove();
      reject(new Error(`${url}: did not load`));
    };
    document.head.append(element);
  });
}
