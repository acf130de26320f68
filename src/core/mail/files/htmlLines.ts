import { FORM_PARTS } from "../../../shared/formParts.ts";
import { HiddenWords, hidesWords, type Sight } from "../../../shared/hiddenWords.ts";
import { LINE_ELEMENTS } from "../../../shared/lineElements.ts";
import { type Raised, raisedText } from "../../../shared/raisedText.ts";
import { htmlEvents, VOID } from "../html/htmlEvents.ts";
import type { HtmlToken, StepMeter } from "../html/htmlTokens.ts";
import { styleSheets } from "../html/styleSheets.ts";
import { LineWriter } from "./lineWriter.ts";
import type { MailLine } from "./mailLines.ts";
import { visibleLine } from "./markdownText.ts";

/** A link of a message as its text names it: by number, as text browsers do. */
export interface NumberedLink {
  /** From 1. */
  readonly number: number;
  readonly href: string;
  /** Of the first place that it stands in; "" when that has none. */
  readonly text: string;
}

/** What a message's HTML says. */
export interface HtmlLines {
  readonly lines: readonly MailLine[];
  readonly links: readonly NumberedLink[];
  /** Characters that the message hides from whoever looks at it, and which are left out. */
  readonly hiddenChars: number;
}

export interface HtmlLineOptions {
  /** "picture of a boat" as it stands for a picture. */
  readonly picture: (words: string) => string;
  /** Level of the heading that a message's first one becomes. */
  readonly headingLevel: number;
  readonly meter?: StepMeter;
}

const MAX_LINKS = 2000;
const MAX_LINK_TEXT = 80;
/** Blocks that stand apart from their neighbours; others only begin a line. */
const APART: ReadonlySet<string> = new Set(
  "article aside blockquote center dl figure footer h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split(
    " ",
  ),
);

/** A message's HTML as lines: its words, headings, lists, quotes and links, and nothing of its looks. Linear. */
export function htmlLines(html: string, options: HtmlLineOptions): HtmlLines {
  const reader = new HtmlReader(options, new HiddenWords(styleSheets(html)));
  for (const event of htmlEvents(html, options.meter)) reader.read(event);
  return reader.result();
}

interface OpenLink {
  readonly link: { number: number; href: string; text: string } | undefined;
}

class HtmlReader {
  readonly #writer = new LineWriter();
  readonly #links = new Map<string, { number: number; href: string; text: string }>();
  readonly #openLinks: OpenLink[] = [];
  readonly #lists: { readonly ordered: boolean; next: number }[] = [];
  /** Of the elements that are open, the innermost last. */
  readonly #sights: Sight[] = [];
  readonly #raised: Raised[] = [];
  #hiddenChars = 0;
  #pre = 0;

  constructor(
    private readonly options: HtmlLineOptions,
    private readonly hidden: HiddenWords,
  ) {}

  read(event: HtmlToken): void {
    if (event.kind === "text") this.#text(event.text);
    else if (event.kind === "close") {
      if (this.#sights.pop()?.isGone !== true) this.#close(event.name);
    } else {
      const { name, attributes } = event;
      const sight = this.hidden.enter(this.#sight, name, (each) => attributes.get(each));
      if (!VOID.has(name)) this.#sights.push(sight);
      if (!sight.isGone) this.#open(name, attributes, sight);
    }
  }

  get #sight(): Sight {
    return this.#sights.at(-1) ?? this.hidden.root;
  }

  result(): HtmlLines {
    return {
      lines: this.#writer.end(),
      links: [...this.#links.values()],
      hiddenChars: this.#hiddenChars,
    };
  }

  #text(text: string): void {
    const sight = this.#sight;
    if (!hidesWords(sight)) this.#words(text);
    else if (!sight.isOffice) this.#hiddenChars += visibleLine(text).replace(/[\s\u200C\u200D]/gu, "").length;
  }

  #words(written: string): void {
    const raised = this.#raised.at(-1);
    const text = raised === undefined ? written : raisedText(written, raised);
    this.#writer.text(text, this.#pre > 0);
    const link = this.#openLinks.at(-1)?.link;
    if (link !== undefined && link.text.length < MAX_LINK_TEXT)
      link.text = `${link.text} ${visibleLine(text.slice(0, MAX_LINK_TEXT * 2))}`
        .trim()
        .slice(0, MAX_LINK_TEXT);
  }

  #open(name: string, attributes: ReadonlyMap<string, string>, sight: Sight): void {
    this.#begin(name);
    switch (name) {
      case "br": {
        this.#writer.endLine();
        return;
      }
      case "hr": {
        this.#writer.rule();
        return;
      }
      case "img": {
        if (!sight.isInvisible) this.#picture(attributes);
        return;
      }
      case "a":
        this.#openLinks.push({ link: sight.isInvisible ? undefined : this.#linkOf(attributes.get("href")) });
        return;
      case "pre":
        this.#pre++;
        return;
      case "del":
      case "s":
      case "strike":
        this.#writer.strike();
        return;
      case "sup":
      case "sub":
        this.#raised.push(name);
        return;
      case "blockquote": {
        this.#writer.indent("> ", "> ");
        return;
      }
      case "ul":
      case "ol":
        this.#lists.push({ ordered: name === "ol", next: startOf(attributes) });
        return;
      case "li": {
        this.#item();
        return;
      }
      case "td":
      case "th": {
        this.#writer.cell();
        return;
      }
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6": {
        this.#writer.heading(Math.min(6, this.options.headingLevel - 1 + Number(name[1])));
        return;
      }
      default:
    }
  }

  #close(name: string): void {
    switch (name) {
      case "a": {
        const number = this.#openLinks.pop()?.link?.number;
        if (number !== undefined) this.#writer.text(` [${String(number)}]`, false);
        return;
      }
      case "pre":
        this.#pre--;
        break;
      case "del":
      case "s":
      case "strike":
        this.#writer.unstrike();
        return;
      case "sup":
      case "sub":
        this.#raised.pop();
        return;
      case "ul":
      case "ol":
        this.#lists.pop();
        break;
      case "li":
      case "blockquote":
        this.#writer.endLine();
        this.#writer.outdent();
        break;
      default:
    }
    this.#begin(name);
  }

  /** Ends what stood before a block, or the block itself. */
  #begin(name: string): void {
    if (APART.has(name)) {
      const isInner = (name === "ul" || name === "ol") && this.#lists.length > 0;
      if (isInner) this.#writer.endLine();
      else this.#writer.gap();
    } else if (LINE_ELEMENTS.has(name)) this.#writer.endLine();
    else if (FORM_PARTS.has(name)) this.#writer.text(" ", false);
  }

  #item(): void {
    const list = this.#lists.at(-1);
    const marker = list?.ordered === true ? `${String(list.next++)}. ` : "- ";
    this.#writer.indent(marker, " ".repeat(marker.length));
  }

  #picture(attributes: ReadonlyMap<string, string>): void {
    const words = visibleLine(attributes.get("alt") ?? "");
    if (words !== "") this.#words(`${this.options.picture(words.slice(0, 500))} `);
  }

  #linkOf(href = ""): OpenLink["link"] {
    const address = href.trim();
    if (address === "" || address.startsWith("#")) return undefined;
    const known = this.#links.get(address);
    if (known !== undefined || this.#links.size >= MAX_LINKS) return known;
    const link = { number: this.#links.size + 1, href: address, text: "" };
    this.#links.set(address, link);
    return link;
  }
}

function startOf(attributes: ReadonlyMap<string, string>): number {
  const start = Number(attributes.get("start") ?? "1");
  return Number.isInteger(start) && start >= 0 && start < 1e6 ? start : 1;
}
