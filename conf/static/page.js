// What every page does: the button for light and dark colors, the link back to the top, and the place
// of the reader in the contents beside the text. Furo's own script does the same in three times the
// bytes; its style sheet reads these classes and attributes.
(() => {
  const page = document.documentElement;
  const header = document.querySelector(".mobile-header");
  /** @type {HTMLElement|null} */
  const contents = document.querySelector(".toc-scroll");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".toc-tree a");
  const BELOW = 60; // pixels below the header: where a question stands that was jumped to

  const nextTheme = () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const order = dark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    return order[(order.indexOf(document.body.dataset.theme ?? "auto") + 1) % order.length];
  };

  /** @param {Event} event */
  const changeTheme = ({ currentTarget }) => {
    const theme = nextTheme();
    document.body.dataset.theme = theme;
    const said = /** @type {HTMLElement} */ (/** @type {Element} */ (currentTarget).nextElementSibling);
    said.textContent = said.dataset[theme] ?? "";
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // A browser that stores nothing: the colors hold for this page.
    }
  };

  const places = [...links].flatMap((link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target ? [{ item: link.parentElement, target }] : [];
  });

  const showPlace = () => {
    if (!contents?.clientHeight) return; // no room for it
    const line = (header?.getBoundingClientRect().bottom ?? 0) + BELOW;
    const atEnd = scrollY > 0 && Math.ceil(scrollY + innerHeight) >= page.scrollHeight;
    const passed = places.filter(({ target }) => target.getBoundingClientRect().top <= line);
    const current = atEnd ? places.at(-1) : passed.at(-1);
    for (const { item } of places) item?.classList.toggle("scroll-current", item === current?.item);
    keepInSight(current?.item);
  };

  /** Scroll the contents, and only them, to an entry. @param {HTMLElement|null|undefined} item */
  const keepInSight = (item) => {
    if (!item || !contents) return;
    const [box, frame] = [item.getBoundingClientRect(), contents.getBoundingClientRect()];
    if (box.top < frame.top) contents.scrollTop += box.top - frame.top;
    else if (box.bottom > frame.bottom) contents.scrollTop += box.bottom - frame.bottom;
  };

  let before = scrollY;
  const onScroll = () => {
    header?.classList.toggle("scrolled", scrollY > 0);
    if (scrollY < 64 || scrollY > before) page.classList.remove("show-back-to-top");
    else if (scrollY < before) page.classList.add("show-back-to-top");
    before = scrollY;
    showPlace();
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      onScroll();
    });
  };

  // A question that has left this page: a line with its old id leads to it.
  const follow = () => {
    const line = document.getElementById(location.hash.slice(1));
    const link = line?.matches(".moved") && line.querySelector("a");
    if (link) location.replace(link.href);
  };
  addEventListener("hashchange", follow);
  follow();

  for (const button of document.querySelectorAll(".theme-toggle")) button.addEventListener("click", changeTheme);
  for (const name of ["scroll", "resize"]) addEventListener(name, soon, { passive: true });
  soon();
})();
