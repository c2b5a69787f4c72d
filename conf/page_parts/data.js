// Data of this edition, which a page loads as scripts when a reader asks for it: a page that was
// opened from a disk may not fetch. conf/page_parts/files.py writes them.

/** The root of the edition. */
export const root = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI).href;

/** @type {Map<string, {promise: Promise<any>, resolve: (value: any) => void}>} */
const known = new Map();

/**
 * Run a script of this edition.
 * @param {string} path below the root of the edition
 * @returns {Promise<void>}
 */
const run = (path) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = root + path;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(path));
    document.head.append(element);
  });

/**
 * Load data, once.
 * @param {string} name
 * @returns {Promise<any>} rejects when there are none; the next call tries again
 */
export const load = (name) => {
  const before = known.get(name);
  if (before) return before.promise;
  /** @type {(value: any) => void} */
  let resolve = () => {};
  const taken = new Promise((done) => (resolve = done));
  const promise = run(`_static/data/${name}.js`).then(
    () => taken,
    (error) => {
      known.delete(name);
      throw error;
    },
  );
  known.set(name, { promise, resolve });
  return promise;
};

/** @type {Map<string, Promise<any>>} */
const used = new Map();

/**
 * Load a module of an extension, once.
 * @param {string} name of a file in an extension's folder `later`
 * @returns {Promise<any>} what it exports; rejects when it does not come, the next call tries again
 */
export const use = (name) => {
  const before = used.get(name);
  if (before) return before;
  const module = run(`_static/${name}.js`).then(() => mundap[name]);
  used.set(name, module);
  module.catch(() => used.delete(name));
  return module;
};

/** What a script with data calls. @param {string} name @param {any} value */
export const take = (name, value) => known.get(name)?.resolve(value);
