// Opens the search: by its buttons, by "/" and by Ctrl+K or ⌘K. The box itself and the index are
// loaded when a reader reaches for them. Without this file a form leads to the search page.
(() => {
  const root = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI).href;
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector(".search-dialog"));
  const page = /** @type {HTMLElement|null} */ (document.querySelector(".search-page"));
  /** @type {NodeListOf<HTMLButtonElement>} */
  const openers = document.querySelectorAll(".search-opener");
  const isMac = /^(Mac|iP)/.test(navigator.platform);
  /** @type {Promise<typeof searchBox>|undefined} */
  let loading;

  /** @param {string|undefined} address @returns {Promise<unknown>} */
  const loadScript = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  const load = () => {
    loading ??= loadScript(dialog.dataset.box).then(
      () => {
        searchBox.setEngine(() => loadScript(dialog.dataset.engine));
        return searchBox;
      },
      (error) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  // Ahead of a click or a letter that is likely to come. If it fails, the first search says so.
  const prepare = () => load().then((box) => box.engine()).catch(() => {});

  /** @param {ParentNode} box */
  const fieldOf = (box) => /** @type {HTMLInputElement} */ (box.querySelector("input"));

  const open = () => {
    const field = fieldOf(dialog);
    dialog.showModal();
    field.select();
    load().then(
      (box) => box.attach(dialog, { root, limit: 10 }),
      () => dialog.querySelector("form")?.submit(),
    );
    prepare();
  };

  const toggle = () => {
    if (page) fieldOf(page).focus();
    else if (dialog.open) dialog.close();
    else open();
  };

  /** @param {EventTarget|null} target */
  const isField = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    // With a Korean layout the key K may call itself ㅏ.
    const isK = event.key.toLowerCase() === "k" || (event.code === "KeyK" && !/^[a-z]$/i.test(event.key));
    const command = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isField(event.target);
    if ((isK && command && !event.shiftKey) || isSlash) {
      event.preventDefault();
      toggle();
    }
  };

  // A phone's keyboard covers the lower half: the dialog ends above it.
  const fit = () => dialog.style.setProperty("--visible-height", `${globalThis.visualViewport?.height}px`);

  document.addEventListener("keydown", onKey);
  dialog.querySelector(".search-close")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("search-done", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside the box
  });
  globalThis.visualViewport?.addEventListener("resize", fit);
  for (const opener of openers) {
    opener.hidden = false;
    opener.addEventListener("click", toggle);
    for (const name of ["pointerenter", "focus"]) opener.addEventListener(name, prepare, { once: true });
    for (const key of opener.querySelectorAll("kbd")) key.textContent = isMac ? "⌘K" : "Ctrl K";
    opener.parentElement?.classList.add("has-search-opener");
  }

  if (page) {
    const field = fieldOf(page);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.focus();
    load().then((box) => box.attach(page, { root, limit: 30 })).catch(() => {});
    // The page is there before the index comes, which is large: a search or a reader calls for it.
    for (const sign of ["pointermove", "pointerdown", "keydown"]) {
      document.addEventListener(sign, prepare, { once: true });
    }
    page.addEventListener("search-pause", (event) => {
      const { detail } = /** @type {CustomEvent<string>} */ (event);
      try {
        const query = new URLSearchParams({ q: detail });
        history.replaceState(null, "", detail ? `?${query}` : location.pathname);
      } catch {
        // A browser that lets no page on a disk change its address.
      }
    });
  }

  try {
    if (localStorage.getItem("mundap-arrival")) load().then((box) => box.arrive()).catch(() => {});
  } catch {
    // A browser that stores nothing: the question is shown without marks.
  }
})();
