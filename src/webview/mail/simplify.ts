const KEPT = new Set([
  "title",
  "id", // to be led to, by a link to a part of the same mail
  "href",
  "tabindex",
  "data-target",
  "data-fold",
  "dir",
  "lang",
  "colspan",
  "rowspan",
  "start",
  "open",
]);
const UNWRAPPED = "font, center, big, small, tt, table, tbody, thead, tfoot, colgroup, col, caption, tr";

/** Where cells stood side by side, a little room. */
export const SIMPLE_CSS = "div { margin-block: 0.5em; }";

/** A copy of a message with its words, lists and links, and nothing of its looks. */
export function simplify(body: HTMLElement): HTMLElement {
  const copy = body.cloneNode(true) as HTMLElement;
  for (const image of copy.querySelectorAll("img")) image.replaceWith(image.alt);
  for (const blank of copy.querySelectorAll("[data-blank]")) blank.replaceWith(blank.textContent);
  for (const element of copy.querySelectorAll(UNWRAPPED)) element.replaceWith(...element.childNodes);
  for (const cell of copy.querySelectorAll("td, th")) {
    const block = document.createElement("div");
    block.append(...cell.childNodes);
    cell.replaceWith(block);
  }
  for (const element of copy.querySelectorAll("*"))
    for (const { name } of Array.from(element.attributes)) if (!KEPT.has(name)) element.removeAttribute(name);
  // What held a picture or only space leaves a gap.
  for (const block of Array.from(copy.querySelectorAll("div, p, span")).reverse())
    if (block.textContent.trim() === "" && block.querySelector("hr") === null) block.remove();
  return copy;
}
