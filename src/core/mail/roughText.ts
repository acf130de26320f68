import { FORM_PARTS } from "../../shared/formParts.ts";
import { HiddenWords, hidesWords, type Sight } from "../../shared/hiddenWords.ts";
import { keptSpaces, shownSpaces } from "../../shared/keptSpaces.ts";
import { htmlEvents, VOID } from "./html/htmlEvents.ts";
import type { HtmlToken } from "./html/htmlTokens.ts";
import { styleSheets } from "./html/styleSheets.ts";

const ENDS_LINE: ReadonlySet<string> = new Set(
  "p div h1 h2 h3 h4 h5 h6 tr table ul ol blockquote pre".split(" "),
);

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
  #pre = 0;

  constructor(private readonly hidden: HiddenWords) {}

  write(event: HtmlToken): void {
    const around = this.#sights.at(-1) ?? this.hidden.root;
    if (event.kind === "text") {
      if (!hidesWords(around)) this.parts.push(keptSpaces(event.text, this.#pre > 0));
    } else if (event.kind === "close") {
      this.#sights.pop();
      if (event.name === "pre") this.#pre--;
      if (!around.isGone) this.parts.push(ENDS_LINE.has(event.name) ? "\n" : spaceAt(event.name));
    } else {
      const { name, attributes } = event;
      const sight = this.hidden.enter(around, name, (each) => attributes.get(each));
      if (!VOID.has(name)) this.#sights.push(sight);
      if (name === "pre") this.#pre++;
      if (!sight.isGone) this.parts.push(atStart(name));
    }
  }
}

function atStart(name: string): string {
  switch (name) {
    case "br":
    case "hr":
    case "p":
      return "\n";
    case "li":
      return "\n- ";
    default:
      return spaceAt(name);
  }
}

function spaceAt(name: string): string {
  return name === "td" || name === "th" || FORM_PARTS.has(name) ? " " : "";
}
