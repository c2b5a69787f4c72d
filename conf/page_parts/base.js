// What the scripts of the small extensions share: memory, data, and words for screen readers.
(() => {
  const root = new URL(document.documentElement.dataset.content_root, document.baseURI).href;
  /** @type {Map<string, {promise: Promise<any>, resolve: (value: any) => void}>} */
  const data = new Map();

  /**
   * Load a script of this edition.
   * @param {string} path below the root of the edition
   * @returns {Promise<void>}
   */
  const script = (path) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = root + path;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(path));
      document.head.append(element);
    });

  /**
   * Load data that conf/page_parts/files.py wrote.
   * @param {string} name
   * @returns {Promise<any>}
   */
  const load = (name) => {
    const known = data.get(name);
    if (known) return known.promise;
    let resolve;
    const taken = new Promise((done) => (resolve = done));
    const promise = script(`_static/data/${name}.js`).then(
      () => taken,
      (error) => {
        data.delete(name);
        throw error;
      },
    );
    data.set(name, { promise, resolve });
    return promise;
  };

  /** @param {string} name @param {any} value */
  const take = (name, value) => data.get(name)?.resolve(value);

  /**
   * Read what is remembered in this browser.
   * @param {string} key
   * @param {any} otherwise when there is nothing, or nothing may be read
   */
  const read = (key, otherwise) => {
    try {
      return JSON.parse(localStorage.getItem(`mundap-${key}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  };

  /**
   * Remember a value in this browser; null forgets it.
   * @returns {boolean} whether it is remembered
   */
  const write = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(`mundap-${key}`);
      else localStorage.setItem(`mundap-${key}`, JSON.stringify(value));
      return true;
    } catch {
      return false; // a browser that stores nothing, or is full
    }
  };

  const live = document.createElement("div");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  document.body.append(live);

  /** Have a screen reader say something. @param {string} text */
  const announce = (text) => {
    live.textContent = "";
    setTimeout(() => (live.textContent = text), 50);
  };

  /** Where the text begins that a reader sees: below what sticks to the top. */
  const readingLine = () => {
    const bar = document.querySelector(".reading-bar");
    return Math.max(bar?.getBoundingClientRect().bottom ?? 0, 0);
  };

  /** The question under the reader's eye, or undefined above the first. */
  const currentQuestion = () => {
    const line = readingLine();
    const questions = [...document.querySelectorAll('section[id^="q-"]')];
    const first = questions.find((each) => each.getBoundingClientRect().bottom > line + 40);
    return first && first.getBoundingClientRect().top < innerHeight - 80 ? first : undefined;
  };

  /**
   * Change the page and keep the question that is being read where it is.
   * @param {() => void} change
   * @param {Element} [question]
   */
  const keepInPlace = (change, question = currentQuestion()) => {
    const heading = question?.querySelector("h2");
    const before = heading?.getBoundingClientRect().top;
    change();
    if (!heading) return;
    const line = readingLine();
    const box = question.getBoundingClientRect();
    // A question that has grown short may have left by the top: bring its heading back.
    const wanted = box.bottom - heading.getBoundingClientRect().top + before < line + 40 ? line + 16 : before;
    scrollBy({ top: heading.getBoundingClientRect().top - wanted, behavior: "instant" });
  };

  const texts = globalThis.mundapTexts;
  globalThis.mundap = { root, texts, script, load, take, read, write, announce, keepInPlace, currentQuestion };
})();
