// Marks what was searched for in the question that a reader has chosen. The marks are the
// browser's own highlights: the page stays as it is, and Escape takes them away.

import { memory } from "./memory.js";
import { engine } from "./source.js";

const NAME = "search";
const BLOCKS = "h2, p:not(.translation-state), td, th, li:not(:has(p)), dd:not(:has(p))";

/** Mark the question that this page was opened for, if a search led to it. */
export async function arrive() {
  const { id, query } = memory.arrive() ?? {};
  const section = id && location.hash === `#${id}` ? document.getElementById(id) : null;
  if (!section || !("highlights" in CSS)) return;
  const blocks = [...section.querySelectorAll(BLOCKS)];
  const texts = blocks.map((block) => block.textContent ?? "");
  const marks = await (await engine()).marks(query, texts);
  const ranges = blocks.flatMap((block, number) => rangesOf(block, marks[number]));
  CSS.highlights.set(NAME, new Highlight(...ranges));
  document.addEventListener("keydown", leave);
}

/** @param {KeyboardEvent} event */
function leave(event) {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  CSS.highlights.delete(NAME);
  document.removeEventListener("keydown", leave);
}

/**
 * @param {Element} block
 * @param {import("./dom.js").Mark[]} marks places in the text of the block
 * @returns {Range[]}
 */
function rangesOf(block, marks) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  /** @type {{node: Node, start: number, end: number}[]} */
  const nodes = [];
  for (let start = 0; walker.nextNode(); start = nodes[nodes.length - 1].end) {
    const node = walker.currentNode;
    nodes.push({ node, start, end: start + (node.nodeValue?.length ?? 0) });
  }
  return marks.map(([from, to]) => {
    const first = nodes.find(({ end }) => end > from) ?? nodes[0];
    const last = nodes.find(({ end }) => end >= to) ?? nodes[nodes.length - 1];
    const range = new Range();
    range.setStart(first.node, from - first.start);
    range.setEnd(last.node, to - last.start);
    return range;
  });
}
