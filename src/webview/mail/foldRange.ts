/**
 * Moves what stands from a node on into a fold in its place: up to another node, to the end of an element that holds it, or
 * that node alone.
 */
export function foldRange(
  start: Node,
  end: Node | undefined,
  label: string,
  kind: "quote" | "signature",
): HTMLDetailsElement {
  const range = document.createRange();
  range.setStartBefore(start);
  if (end === undefined || end === start) range.setEndAfter(start);
  else if (end.contains(start)) range.setEndAfter(end.lastChild ?? start);
  else range.setEndBefore(end);
  const details = document.createElement("details");
  details.dataset["fold"] = kind;
  const summary = document.createElement("summary");
  summary.textContent = label;
  details.append(summary, range.extractContents());
  range.insertNode(details);
  return details;
}

/** The largest element that begins where the node does. */
export function outermostStart(node: Node, body: Element): Node {
  let start = node;
  while (start.parentNode !== null && start.parentNode !== body && isBlankBefore(start, start.parentNode))
    start = start.parentNode;
  return start;
}

/** Whether nothing is to be seen between the beginning of an element and a node in it. */
export function isBlankBefore(node: Node, within: Node): boolean {
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEndBefore(node);
  if (range.toString().trim() !== "") return false;
  return range.cloneContents().querySelector("img") === null;
}
