import { keptSpaces, shownSpaces } from "../../shared/keptSpaces.ts";
import { LINE_ELEMENTS } from "../../shared/lineElements.ts";
import { raisedText } from "../../shared/raisedText.ts";

/** One line of text as it would be drawn, and where it begins. */
export interface Line {
  readonly text: string;
  readonly node: Text;
}

/** The lines of a tree that is not drawn, without blank ones: blocks and breaks end a line, cells do not. */
export function linesOf(root: Node, most: number): Line[] {
  const lines: Line[] = [];
  for (const { text, node } of eachLine(root)) {
    if (node === undefined) continue;
    lines.push({ text: text.trim(), node });
    if (lines.length >= most) break;
  }
  return lines;
}

/** What a mail's HTML says, as text with one line for each block. */
export function textOf(root: Node): string {
  return Array.from(eachLine(root), ({ text }) => text)
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .replace(/^\n+/u, "")
    .trimEnd();
}

/** The same, with where each link leads behind its words: there it can be opened. */
export function textWithLinks(root: HTMLElement): string {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const link of copy.querySelectorAll<HTMLElement>("a[data-target]")) {
    const { href = "", protocol } = URL.parse(link.title) ?? {};
    const isSaid = link.innerText.trim().replace(/\/$/u, "") === href.replace(/\/$/u, "");
    if ((protocol === "https:" || protocol === "http:") && !isSaid) link.append(` <${href}>`);
  }
  return textOf(copy);
}

interface DrawnLine {
  readonly text: string;
  /** Where it begins; undefined for a blank one. */
  readonly node: Text | undefined;
}

function* eachLine(root: Node): Generator<DrawnLine> {
  let text = "";
  let first: Text | undefined;
  let block: Element | null = null;
  const end = (): DrawnLine => {
    const line = { text: shownSpaces(text), node: first };
    text = "";
    first = undefined;
    return line;
  };
  const walker = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker?.nextNode(); node; node = walker?.nextNode()) {
    if (node instanceof Text) {
      const within = blockOf(node);
      if (within !== block && text.trim() !== "") yield end();
      block = within;
      const isLaidOut = within?.closest("pre") != null;
      for (const [index, words] of keptSpaces(wordsOf(node), isLaidOut).split("\n").entries()) {
        if (index > 0) yield end();
        if (words.trim() !== "") first ??= node;
        text += words;
      }
    } else if (node instanceof Element) {
      if (node.localName === "br" || (LINE_ELEMENTS.has(node.localName) && text.trim() !== "")) yield end();
      else if (node.localName === "td" || node.localName === "th") text += " ";
    }
  }
  yield end();
}

function wordsOf({ data, parentElement }: Text): string {
  const raised = /\d/u.test(data) ? parentElement?.closest("sup, sub")?.localName : undefined;
  return raised === undefined ? data : raisedText(data, raised === "sup" ? "sup" : "sub");
}

function blockOf(node: Node): Element | null {
  let element = node.parentElement;
  while (element !== null && !LINE_ELEMENTS.has(element.localName)) element = element.parentElement;
  return element;
}
