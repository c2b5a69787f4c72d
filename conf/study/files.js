// Progress as a file: saved by the browser's own download, read and checked before anything changes.
(() => {
  const { texts, announce } = mundap;
  const MOST = 5_000_000; // bytes; a question takes about 150

  const download = () => {
    const text = JSON.stringify(mundapDeck.asFile(mundapDeck.cards()), null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `mundap-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  /** The cards of a file, or undefined. @param {File} file */
  const cardsOf = async (file) => {
    if (file.size > MOST) return undefined;
    try {
      return mundapDeck.cardsIn(JSON.parse(await file.text()));
    } catch {
      return undefined;
    }
  };

  /** Join a file with what is here: of each question the later review counts. */
  const merge = (found) => {
    const known = mundapDeck.cards();
    for (const [id, card] of Object.entries(found)) {
      if (!known[id] || known[id].last < card.last) known[id] = card;
    }
    return mundapDeck.save(known);
  };

  /**
   * Connect the three buttons.
   * @param {HTMLElement} form @param {(text: string) => void} say @param {() => void} changed
   */
  const connect = (form, say, changed) => {
    const input = form.querySelector('input[type="file"]');
    form.querySelector(".study-export").addEventListener("click", download);
    form.querySelector(".study-import").addEventListener("click", () => input.click());
    form.querySelector(".study-forget").addEventListener("click", () => {
      if (!confirm(texts.studyForget)) return;
      mundapDeck.clear();
      changed();
      say(texts.studyForgotten);
    });
    input.addEventListener("change", async () => {
      const found = await cardsOf(input.files[0]);
      input.value = "";
      if (!found) return say(texts.studyRefused);
      const kept = merge(found);
      changed();
      say(kept ? texts.studyTaken.replace("{n}", String(Object.keys(found).length)) : texts.studyUnkept);
    });
  };

  globalThis.mundapFiles = { connect };
})();
