import { FORM_PARTS } from "../../shared/formParts.ts";
import { HiddenWords, hidesWords, type Sight } from "../../shared/hiddenWords.ts";
import { LINE_ELEMENTS } from "../../shared/lineElements.ts";
import { type Raised, raisedText } from "../../shared/raisedText.ts";
import { keptSpaces, shownSpaces } from "../../shared/keptSpaces.ts";
import { htmlEvents, VOID } from "./html/htmlEvents.ts";
import type { HtmlToken } from "./html/htmlTokens.ts";
import { styleSheets } from "./html/styleSheets.ts";

/**
 * The words of an HTML mail that are seen, roughly in their lines: to quote them, to look for a phrase, to tell two messages
 * apart. Never markup: what comes out is text.
 */
export function roughText(html: string): string {
  const writer = new RoughWriter(new HiddenWords(styleSheets(html)));
  for (const event of htmlEvents(html)) writer.write(event);
  return writer.parts
    .join("")
    .split("\n")
    .map(shownSpaces)
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .replace(/^\n+/u, "")
    .trimEnd();
}

class RoughWriter {
  readonly parts: string[] = [];
  /** Of the elements that are open, the innermost last. */
  readonly #sights: Sight[] = [];
  readonly #raised: Raised[] = [];
  #pre = 0;
  /** The line has words. */
  #isBegun = false;

  constructor(private readonly hidden: HiddenWords) {}

  write(event: HtmlToken): void {
    const around = this.#sights.at(-1) ?? this.hidden.root;
    if (event.kind === "text") {
      if (!hidesWords(around)) this.#text(event.text);
    } else if (event.kind === "close") {
      this.#sights.pop();
      if (event.name === "pre") this.#pre--;
      else if (event.name === "sup" || event.name === "sub") this.#raised.pop();
      if (!around.isGone) this.#bound(event.name);
    } else {
      const { name, attributes } = event;
      const sight = this.hidden.enter(around, name, (each) => attributes.get(each));
      if (!VOID.has(name)) this.#sights.push(sight);
      if (name === "pre") this.#pre++;
      else if (name === "sup" || name === "sub") this.#raised.push(name);
      if (!sight.isGone) this.#open(name);
    }
  }

  #text(written: string): void {
    const raised = this.#raised.at(-1);
    const words = keptSpaces(raised === undefined ? written : raisedText(written, raised), this.#pre > 0);
    this.parts.push(words);
    const line = words.slice(words.lastIndexOf("\n") + 1);
    this.#isBegun = line.trim() !== "" || (this.#isBegun && line === words);
  }

  #open(name: string): void {
    this.#bound(name);
    if (name === "br" || name === "p") this.#end();
    else if (name === "li") this.parts.push("- ");
  }

  /** Where an element begins and where it ends. */
  #bound(name: string): void {
    if (LINE_ELEMENTS.has(name)) {
      if (this.#isBegun) this.#end();
    } else if (name === "td" || name === "th" || FORM_PARTS.has(name)) this.parts.push(" ");
  }

  #end(): void {
    this.parts.push("\n");
    this.#isBegun = false;
  }
}
