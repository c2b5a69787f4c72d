// Takes the reader to the same question in another language, and remembers the language.
// Without this file the links lead to the same page.
(() => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".editions a[hreflang]");

  /** @param {Element} element */
  const isVisible = (element) => {
    const box = element.getBoundingClientRect();
    return box.top < window.innerHeight && box.bottom > 0;
  };

  // The question that the address names, if it is in sight; else the one that is being read.
  const currentAnchor = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && isVisible(named)) return location.hash;
    const questions = [...document.querySelectorAll('section[id^="q-"]')];
    const passed = questions.filter((q) => q.getBoundingClientRect().top < window.innerHeight / 3);
    return passed.length ? `#${passed[passed.length - 1].id}` : location.hash;
  };

  /** @param {string} language */
  const remember = (language) => {
    try {
      localStorage.setItem("mundap-language", language);
    } catch (error) {
      // A browser that stores nothing: the links work all the same.
    }
  };

  for (const link of links) {
    for (const name of ["pointerdown", "focus", "click"]) {
      link.addEventListener(name, () => (link.hash = currentAnchor()));
    }
    link.addEventListener("click", () => remember(link.hreflang));
  }
})();
