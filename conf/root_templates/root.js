// Points out one language: the one chosen last, else the first that the browser asks for.
(() => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const found = document.querySelectorAll("a[hreflang]");
  const links = [...found];
  /** @param {string|null} code */
  const find = (code) => links.find((link) => link.hreflang === (code || "").split("-")[0]);
  /** @type {HTMLAnchorElement|undefined} */
  let chosen;
  try {
    chosen = find(localStorage.getItem("mundap-language"));
  } catch (error) {
    // A browser that stores nothing.
  }
  const link = chosen || navigator.languages.map(find).find(Boolean);
  if (link) {
    link.querySelector(`[data-why="${chosen ? "chosen" : "browser"}"]`)?.removeAttribute("hidden");
    link.parentElement?.classList.add("suggested");
  }
  for (const each of links) {
    each.addEventListener("click", () => {
      try {
        localStorage.setItem("mundap-language", each.hreflang);
      } catch (error) {
        // The link works all the same.
      }
    });
  }
})();
