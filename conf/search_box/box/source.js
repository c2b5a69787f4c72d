// Loads the engine and its index, once, when they are first asked for.

/** @type {Promise<any> | null} */
let opening = null;
/** @type {() => Promise<unknown>} */
let load;

/** Say how the engine's script is loaded. @param {() => Promise<unknown>} given */
export function setEngine(given) {
  load = given;
}

/** @returns {Promise<any>} the engine; rejects if it cannot be loaded, and can be asked again */
export function engine() {
  opening ??= load()
    .then(() => globalThis.questionSearch.open())
    .catch((error) => {
      opening = null;
      throw error;
    });
  return opening;
}
