// Long work in pieces, so that neither a key nor a frame waits for it.

const PIECE = 5; // milliseconds

/** Let the browser do what is due. @returns {Promise<unknown>} */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

/** Wait until the browser has nothing else to do. @returns {Promise<unknown>} */
export const idle = () =>
  new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));

/**
 * Do something with each of many things, and pause between pieces of a few milliseconds.
 * @template T
 * @param {Iterable<T>} things
 * @param {(thing: T) => unknown} work
 * @param {() => Promise<unknown>} pause
 */
export async function each(things, work, pause = breathe) {
  let begun = performance.now();
  for (const thing of things) {
    work(thing);
    if (performance.now() - begun < PIECE) continue;
    await pause();
    begun = performance.now();
  }
}
