const BLOCK = new Set(
  "address article aside blockquote center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".split(
    " ",
  ),
);

/** What a mail's HTML says, as text with one line for each block. Works on a tree that is not drawn. */
export function textOf(root: Node): string {
  const lines: string[] = [];
  let line = "";
  const endLine = (): void => {
    lines.push(line.trim());
    line = "";
  };
  const walker = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker?.nextNode(); node; node = walker?.nextNode()) {
    if (node instanceof Text) {
      if (node.parentElement?.localName !== "style") line += node.data.replace(/\s+/gu, " ");
    } else if (node instanceof Element) {
      if (node.localName === "br" || (BLOCK.has(node.localName) && line.trim() !== "")) endLine();
      else if (node.localName === "td" || node.localName === "th") line += " ";
    }
  }
  endLine();
  return lines
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}
