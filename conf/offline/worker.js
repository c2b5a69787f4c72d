// The service worker of the site. VERSION and FILES (path: digest) stand above; they are written
// when the site is built, so a new deployment is a new worker.
//
// Pages and everything else come from the network as long as there is one: nobody reads a stale
// page. What the network cannot give comes from the cache of this version, which holds the whole
// site. Files that have not changed since the version before are copied from its cache.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PREFIX = "mundap-";
const CACHE = PREFIX + VERSION;
const SETTLED = /[?&]v=|-[0-9a-f]{8,}\.\w+$/; // an address that never has another content
const WAIT = 4000; // milliseconds; a network that takes longer is none
const HOME = new URL("./", self.location.href).href;

/**
 * The key of a file in the cache: its digest shows whether an older cache has the same.
 * @param {string} name
 */
const keyOf = (name) => `${HOME}${encodeURI(name)}?${FILES[name]}`;

/** Keeps one file, from an older cache if that has it. @param {Cache} cache @param {string} name */
const keep = async (cache, name) => {
  const key = keyOf(name);
  const known = await caches.match(key);
  if (known) return cache.put(key, known);
  const fresh = await fetch(`${HOME}${encodeURI(name)}`, { cache: "no-cache" });
  // A host may redirect page.html to page; a browser shows no page that was redirected.
  if (fresh.ok) await cache.put(key, new Response(fresh.body, { headers: fresh.headers }));
};

const install = async () => {
  const cache = await caches.open(CACHE);
  const names = Object.keys(FILES);
  const keepNext = async () => {
    for (let name = names.shift(); name; name = names.shift()) await keep(cache, name);
  };
  await Promise.all(Array.from({ length: 6 }, keepNext));
  await worker.skipWaiting();
};

const activate = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await worker.clients.claim();
};

/**
 * The name of the file behind an address, or undefined: hosts leave out index.html and .html.
 * @param {string} address
 */
const nameOf = (address) => {
  const path = decodeURI(new URL(address).pathname).slice(new URL(HOME).pathname.length);
  return [path, `${path}index.html`, `${path}.html`].find((name) => Object.hasOwn(FILES, name));
};

/** @param {Request} request */
const fromCache = async (request) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(keyOf(nameOf(request.url) ?? ""))) || Response.error();
};

/** What has come since this list was made, or is gone: never an old copy. @param {Request} request */
const unlisted = (request) => fetch(request, { cache: "no-cache" });

/** @param {Request} request */
const answer = async (request) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    // Hosts let browsers keep pages for minutes: ask them, so that no page is older than its site.
    const cache = SETTLED.test(request.url) ? "default" : "no-cache";
    const fresh = await fetch(request, { cache, signal: stop.signal });
    return fresh.status < 500 ? fresh : await fromCache(request);
  } catch (error) {
    return fromCache(request);
  } finally {
    clearTimeout(timer);
  }
};

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const ours = event.request.url.startsWith(HOME) && event.request.method === "GET";
  if (!ours) return;
  if (nameOf(event.request.url)) event.respondWith(answer(event.request));
  else if (event.request.mode === "navigate") event.respondWith(unlisted(event.request));
});
