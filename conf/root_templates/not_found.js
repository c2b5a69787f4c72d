// A host shows this page under the address that was missed, at any depth. The site's own
// address was not known when it was built: the folder of an edition tells where the site begins.
(() => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a[data-code]");
  for (const link of links) {
    const parts = location.pathname.split("/");
    const codes = "{{ texts|join(' ') }}".split(" ");
    const depth = parts.findIndex((part) => codes.includes(part));
    const start = depth > 0 ? parts.slice(0, depth) : [""];
    if (location.protocol !== "file:") {
      link.href = [...start, link.dataset.code, "index.html"].join("/");
    }
  }
})();
