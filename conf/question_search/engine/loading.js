// Loads blocks of the index: scripts that call `take` with what they hold.

/** @type {Map<string, (content: any) => void>} what waits for a script, by its address */
const waiting = new Map();

/**
 * Called by a block's script with its content.
 * @param {any} content
 */
export function take(content) {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (script) waiting.get(script.src)?.(content);
}

/**
 * Load a block: a script, since a page on a disk may not fetch files.
 * @param {string} address absolute
 * @returns {Promise<any>}
 */
export function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    const fail = () => reject(new Error(`${address}: did not load`));
    waiting.set(script.src, resolve);
    script.onerror = fail;
    script.onload = () => {
      waiting.delete(script.src);
      script.remove();
      fail(); // has no effect when the content was taken
    };
    document.head.append(script);
  });
}
