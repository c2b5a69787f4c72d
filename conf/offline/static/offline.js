// Lets the browser keep the site for the time without a network, once the page is there and idle.
(() => {
  const saves = /** @type {any} */ (navigator).connection?.saveData;
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http") || saves) return;
  const root = document.documentElement.dataset.content_root || "./";
  const worker = new URL(`${root}../worker.js`, location.href);
  addEventListener("load", () => {
    const begin = () => navigator.serviceWorker.register(worker).catch(() => undefined);
    setTimeout(begin, 1000);
  });
})();
