import { htmlTokens, type HtmlToken, type StepMeter } from "./htmlTokens.ts";

/** HTML in order and balanced: every element that is opened is closed again, the innermost first. Void ones open only. */
export type HtmlEvent = HtmlToken;

/** Elements without content. */
export const VOID: ReadonlySet<string> = new Set(
  "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split(
    " ",
  ),
);
/** What an opening tag ends before it, and how far up that is looked for. */
interface EndRule {
  readonly ends: ReadonlySet<string>;
  readonly within: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const rule = (ends: string, within: string): EndRule => ({ ends: words(ends), within: words(within) });

const CELL_BORDER = words("table td th caption");
const TABLE_BORDER = words("table");
const ENDS_PARAGRAPH = words(
  "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr li main menu nav ol p pre section summary table ul",
);
const PARAGRAPH: EndRule = { ends: words("p"), within: CELL_BORDER };
const ROWS = rule("thead tbody tfoot caption", "table");
const CELLS = rule("td th", "tr table");
const TERMS = rule("dt dd", "dl table td th");
const ENDS: ReadonlyMap<string, EndRule> = new Map([
  ["li", rule("li", "ul ol menu dir table td th")],
  ["dt", TERMS],
  ["dd", TERMS],
  ["tr", rule("tr caption", "table")],
  ["td", CELLS],
  ["th", CELLS],
  ["thead", ROWS],
  ["tbody", ROWS],
  ["tfoot", ROWS],
]);
/** Closing tags that reach out of a cell; others end at its border. */
const TABLE_PARTS = words("table thead tbody tfoot tr td th caption");
/** Nobody nests deeper to say something; beyond, tags are left out and their text stays. Browsers stop at 512. */
const MAX_DEPTH = 200;

/**
 * The elements and texts of a mail, balanced the way browsers do it for what mail is made of: paragraphs, items, rows
 * and cells that nobody closed are closed where the next begins. Linear: no more than `MAX_DEPTH` steps for a tag.
 */
export function* htmlEvents(html: string, meter: StepMeter = { steps: 0 }): Generator<HtmlEvent> {
  const open = new OpenElements(meter);
  for (const token of htmlTokens(html, meter)) {
    if (token.kind === "text") yield token;
    else if (token.kind === "close") {
      if (token.name === "br") yield { kind: "open", name: "br", attributes: new Map() };
      else yield* open.close(token.name);
    } else {
      yield* open.endBefore(token.name);
      if (VOID.has(token.name) || open.push(token.name)) yield token;
    }
  }
  yield* open.closeAll();
}

class OpenElements {
  readonly #names: string[] = [];
  /** Opened beyond the depth, by name: their closing tags must not close others. */
  readonly #beyond = new Map<string, number>();

  constructor(private readonly meter: StepMeter) {}

  /** Whether there is room for one more. */
  push(name: string): boolean {
    if (this.#names.length < MAX_DEPTH) {
      this.#names.push(name);
      return true;
    }
    this.#beyond.set(name, (this.#beyond.get(name) ?? 0) + 1);
    return false;
  }

  *endBefore(name: string): Generator<HtmlEvent> {
    if (ENDS_PARAGRAPH.has(name)) yield* this.#end(PARAGRAPH);
    const ended = ENDS.get(name);
    if (ended !== undefined) yield* this.#end(ended);
  }

  *close(name: string): Generator<HtmlEvent> {
    const beyond = this.#beyond.get(name) ?? 0;
    if (beyond > 0) {
      this.#beyond.set(name, beyond - 1);
      return;
    }
    const within = TABLE_PARTS.has(name) ? TABLE_BORDER : CELL_BORDER;
    const index = this.#find((open) => open === name, within);
    if (index >= 0) yield* this.#popTo(index);
  }

  *closeAll(): Generator<HtmlEvent> {
    yield* this.#popTo(0);
  }

  *#end({ ends, within }: EndRule): Generator<HtmlEvent> {
    const index = this.#find((open) => ends.has(open), within);
    if (index >= 0) yield* this.#popTo(index);
  }

  /** The innermost element that is looked for, if no border lies before it. */
  #find(isWanted: (name: string) => boolean, within: ReadonlySet<string>): number {
    for (let index = this.#names.length - 1; index >= 0; index--) {
      this.meter.steps++;
      const name = this.#names[index] ?? "";
      if (isWanted(name)) return index;
      if (within.has(name)) return -1;
    }
    return -1;
  }

  *#popTo(depth: number): Generator<HtmlEvent> {
    while (this.#names.length > depth) {
      const name = this.#names.pop();
      if (name !== undefined) yield { kind: "close", name };
    }
  }
}
