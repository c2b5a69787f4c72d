// Shows a question, or the whole page, in the other language below each paragraph.
(() => {
  const { texts, announce, keepInPlace } = mundap;
  /** @type {HTMLButtonElement[]} */
  const buttons = [...document.querySelectorAll(".other-language-button")];
  const scopeOf = (button) => button.closest('section[id^="q-"]') ?? document.querySelector("article");
  const keyOf = (element) => [...element.classList].find((name) => /^text-[0-9a-f]{8}$/.test(name))?.slice(5);

  const marked = (scope) => scope.querySelectorAll('h1[class*="text-"], h2[class*="text-"], p[class*="text-"]');

  /** Puts the text below its twin, unless it stands there already. */
  const add = (element, html, lang) => {
    const next = element.nextElementSibling;
    if (!html || (next?.classList.contains("other-language") && next.lang === lang)) return;
    const below = document.createElement("p");
    below.className = "other-language";
    if (/^H\d$/.test(element.tagName)) below.classList.add("other-language-title");
    below.lang = lang;
    below.innerHTML = html; // made by conf/side_by_side/inline.py, which lets no other element pass
    element.after(below);
  };

  const remove = (scope, lang) => {
    for (const each of scope.querySelectorAll(`.other-language[lang="${lang}"]`)) each.remove();
  };

  /** A button of the page stands for those of its questions, and they for it. */
  const setPressed = (button, pressed) => {
    const scope = scopeOf(button);
    const same = buttons.filter((each) => each.lang === button.lang);
    for (const each of same) {
      if (scope.contains(each)) each.setAttribute("aria-pressed", String(pressed));
    }
    const [whole, ...parts] = same;
    whole.setAttribute("aria-pressed", String(parts.every((each) => each.getAttribute("aria-pressed") === "true")));
  };

  const toggle = async (button) => {
    const pressed = button.getAttribute("aria-pressed") !== "true";
    const scope = scopeOf(button);
    const name = button.textContent.replace("+", "").trim();
    let found;
    try {
      found = pressed ? await mundap.load(button.dataset.texts) : {};
    } catch {
      return announce(texts.notLoaded);
    }
    keepInPlace(
      () => {
        if (!pressed) return remove(scope, button.lang);
        for (const element of marked(scope)) add(element, found[keyOf(element)], button.lang);
      },
      scope.id.startsWith("q-") ? scope : undefined,
    );
    setPressed(button, pressed);
    announce((pressed ? texts.shownBelow : texts.hiddenBelow).replace("{language}", name));
  };

  for (const button of buttons) button.addEventListener("click", () => toggle(button));
})();
