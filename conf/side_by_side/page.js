// The other language below this one: its script and its texts come when a reader asks for them.

import { use } from "../page_parts/data.js";
import { texts } from "../page_parts/texts.js";
import { announce } from "../page_parts/voice.js";

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element && target.closest(".other-language-button");
  if (!button) return;
  try {
    (await use("other_language")).toggle(button);
  } catch {
    announce(texts.notLoaded);
  }
});
