// Keys that belong to an input method. A syllable under composition is searched for like any
// other text, but the Enter that ends it must not open a result, nor an arrow choose one.

/**
 * Watch a field.
 * @param {HTMLInputElement} input
 * @returns {(event: Event) => boolean} whether an event belongs to the input method
 */
export function watchComposition(input) {
  let composing = false;
  let ended = false;
  input.addEventListener("compositionstart", () => {
    composing = true;
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    // Safari ends the composition before the key that ends it comes down.
    ended = true;
    requestAnimationFrame(() => {
      ended = false;
    });
  });
  return (event) => {
    const key = /** @type {KeyboardEvent} */ (event);
    return composing || ended || key.isComposing === true || key.keyCode === 229;
  };
}
