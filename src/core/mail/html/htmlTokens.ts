import { resolveReferences } from "./characterReferences.ts";

/** A piece of HTML as it is written: nothing is balanced yet. Comments and what no mail shows are left out. */
export type HtmlToken =
  | { readonly kind: "text"; readonly text: string }
  /** Names are in lower case; of an attribute that is given twice the first counts, as in browsers. */
  | { readonly kind: "open"; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: "close"; readonly name: string };

/** Counts the characters and elements looked at, so that a test can hold the work to a multiple of the input. */
export interface StepMeter {
  steps: number;
}

/** Elements whose content is no markup; none of it is for a reader of mail. */
const RAW_TEXT: ReadonlySet<string> = new Set(
  "script style xmp iframe noembed noframes textarea title plaintext".split(" "),
);
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const TAG_NAME = /[a-zA-Z][^\t\n\f\r />]*/uy;
const BETWEEN = /[\t\n\f\r /]*/uy;
const SPACE = /[\t\n\f\r ]*/uy;
const ATTRIBUTE_NAME = /[^\t\n\f\r />][^\t\n\f\r />=]*/uy;
const UNQUOTED = /[^\t\n\f\r >]*/uy;

/**
 * Reads HTML as browsers do, in one pass: every character is looked at a fixed number of times, whatever the markup. A
 * tag, comment or raw element that never ends takes the rest with it.
 */
export function* htmlTokens(html: string, meter: StepMeter = { steps: 0 }): Generator<HtmlToken> {
  const scanner = new Scanner(html, meter);
  for (;;) {
    const token = scanner.next();
    if (token === "end") return;
    if (token !== undefined) yield token;
  }
}

class Scanner {
  #at = 0;

  constructor(
    private readonly html: string,
    private readonly meter: StepMeter,
  ) {}

  /** Undefined for what is left out. */
  next(): HtmlToken | "end" | undefined {
    const { html } = this;
    const from = this.#at;
    if (from >= html.length) return "end";
    this.meter.steps++;
    if (html[from] === "<") {
      const next = html[from + 1] ?? "";
      if (isLetter(next)) return this.#openTag();
      if (next === "/" && isLetter(html[from + 2] ?? "")) return this.#closeTag();
      if (html.startsWith("<!--", from)) {
        this.#comment();
        return;
      }
      if (next === "!" || next === "?" || (next === "/" && from + 2 < html.length)) {
        this.#at = this.#after(">", from + 2);
        return undefined;
      }
    }
    const end = this.#find("<", from + 1);
    this.#at = end;
    return { kind: "text", text: resolveReferences(html.slice(from, end), "text") };
  }

  #openTag(): HtmlToken | undefined {
    this.#at++;
    const name = this.#match(TAG_NAME).toLowerCase();
    const attributes = this.#attributes();
    if (attributes === undefined) return undefined;
    if (!RAW_TEXT.has(name)) return { kind: "open", name, attributes };
    this.#skipRawText(name);
    return undefined;
  }

  #closeTag(): HtmlToken | undefined {
    this.#at += 2;
    const name = this.#match(TAG_NAME).toLowerCase();
    return this.#attributes() === undefined ? undefined : { kind: "close", name };
  }

  /** Up to and with the `>`; undefined when the text ends before it. */
  #attributes(): ReadonlyMap<string, string> | undefined {
    const { html } = this;
    let found: Map<string, string> | undefined;
    for (;;) {
      this.#match(BETWEEN);
      const at = html[this.#at];
      if (at === undefined) return undefined;
      if (at === ">") {
        this.#at++;
        return found ?? NO_ATTRIBUTES;
      }
      const name = this.#match(ATTRIBUTE_NAME).toLowerCase();
      const value = this.#value();
      if (value === undefined) return undefined;
      found ??= new Map();
      if (!found.has(name)) found.set(name, value);
    }
  }

  #value(): string | undefined {
    const { html } = this;
    const before = this.#at;
    this.#match(SPACE);
    if (html[this.#at] !== "=") {
      this.#at = before;
      return "";
    }
    this.#at++;
    this.#match(SPACE);
    const quote = html[this.#at];
    if (quote !== '"' && quote !== "'") return resolveReferences(this.#match(UNQUOTED), "attribute");
    const from = this.#at + 1;
    const end = this.#find(quote, from);
    this.#at = Math.min(end + 1, html.length);
    return end === html.length ? undefined : resolveReferences(html.slice(from, end), "attribute");
  }

  #comment(): undefined {
    const { html } = this;
    const from = this.#at + 4;
    const short = /-?>/uy; // `<!-->` and `<!--->` are whole comments
    short.lastIndex = from;
    if (short.test(html)) this.#at = short.lastIndex;
    else {
      const close = /--!?>/gu;
      close.lastIndex = from;
      const found = close.exec(html);
      this.#to(found === null ? html.length : found.index + found[0].length);
    }
  }

  #skipRawText(name: string): void {
    const close = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, "giu");
    close.lastIndex = this.#at;
    this.#to(name === "plaintext" ? this.html.length : (close.exec(this.html)?.index ?? this.html.length));
  }

  #find(mark: string, from: number): number {
    const found = this.html.indexOf(mark, from);
    const end = found < 0 ? this.html.length : found;
    this.meter.steps += end - from;
    return end;
  }

  #after(mark: string, from: number): number {
    return Math.min(this.#find(mark, from) + 1, this.html.length);
  }

  #to(end: number): void {
    this.meter.steps += end - this.#at;
    this.#at = end;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.html)?.[0] ?? "";
    this.#to(this.#at + found.length);
    return found;
  }
}

function isLetter(char: string): boolean {
  return /^[a-zA-Z]/u.test(char);
}
