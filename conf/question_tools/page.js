// Copies a question's address: by the button in its foot, and by the mark beside its heading.
(() => {
  const { texts, announce } = mundap;

  const copy = async (address) => {
    try {
      await navigator.clipboard.writeText(address);
      return true;
    } catch {
      return false; // not allowed, or a page on a disk in some browsers
    }
  };

  /** @param {HTMLElement} button */
  const feedback = (button, text) => {
    button.dataset.label ??= button.textContent;
    button.textContent = text;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = String(setTimeout(() => (button.textContent = button.dataset.label), 2500));
  };

  document.addEventListener("click", async (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    /** @type {HTMLButtonElement|null} */
    const button = event.target.closest(".copy-link");
    const mark = event.target.closest('section[id^="q-"] > h2 > .headerlink');
    if (!button && !mark) return;
    const address = new URL(button ? `#${button.dataset.question}` : mark.getAttribute("href"), location.href);
    const copied = await copy(address.href);
    if (button && !copied) history.replaceState(null, "", address.hash);
    const text = copied ? texts.copied : texts.notCopied;
    if (button) feedback(button, text);
    announce(text);
  });
})();
