import { htmlEvents, VOID } from "./htmlEvents.ts";
import type { HtmlToken, StepMeter } from "./htmlTokens.ts";
import { safeStyle } from "./safeStyle.ts";

/** What mail is made of, as in the panel. What is not here goes, its words stay. */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt " +
    "em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section " +
    "small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr"
  ).split(" "),
);
/** None of them fetches, runs, names or leads anywhere. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    "align alt bgcolor border cellpadding cellspacing color cols colspan dir face height hspace lang noshade nowrap open " +
    "reversed rowspan scope size span start summary title type valign vspace width hidden"
  ).split(" "),
);
const CARRIED_PICTURE =
  /^data:image\/(?:png|gif|jpe?g|webp|bmp|avif|x-icon|vnd\.microsoft\.icon);base64,[a-z\d+/=\s]*$/iu;

export interface SafeHtmlOptions {
  /** Where a link may lead; undefined for one that leads nowhere. */
  readonly link: (href: string) => SafeLink | undefined;
  readonly meter?: StepMeter;
}

export interface SafeLink {
  readonly href: string;
  /** Follows the link's text. */
  readonly mark: string;
  /** Hears what the link's text says, once for each place that it stands in. */
  readonly named: (text: string) => void;
}

/** As much of a link's text as can name a host. */
const MAX_LINK_TEXT = 200;

/**
 * A message's HTML for a page without a sandbox: written anew from its events. Every tag in the result is one of
 * `ELEMENTS` with attributes of `ATTRIBUTES`, and all else is escaped text, so that whatever tree a browser makes of it,
 * there is nothing in it that runs, fetches, submits or holds raw text. Style sheets go; the styles of elements stay as
 * far as `safeStyle` lets them.
 */
export function safeHtml(html: string, options: SafeHtmlOptions): string {
  const writer = new SafeWriter(options);
  for (const event of htmlEvents(html, options.meter)) writer.write(event);
  return writer.html.join("");
}

class SafeWriter {
  readonly html: string[] = [];
  readonly #links: { readonly link: SafeLink | undefined; text: string }[] = [];

  constructor(private readonly options: SafeHtmlOptions) {}

  write(event: HtmlToken): void {
    if (event.kind === "text") this.#text(event.text);
    else if (event.kind === "open") this.#open(event.name, event.attributes);
    else if (ELEMENTS.has(event.name)) {
      this.html.push(`</${event.name}>`);
      if (event.name === "a") this.#endLink();
    }
  }

  #text(text: string): void {
    this.html.push(escapeMarkup(text));
    const open = this.#links.at(-1);
    if (open !== undefined && open.text.length < MAX_LINK_TEXT) open.text += text.slice(0, MAX_LINK_TEXT);
  }

  #endLink(): void {
    const { link, text = "" } = this.#links.pop() ?? {};
    if (link === undefined) return;
    link.named(text.replace(/\s+/gu, " ").trim());
    this.html.push(`<sup>[${escapeMarkup(link.mark)}]</sup>`);
  }

  #open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (!ELEMENTS.has(name)) {
      // Its words would run into their neighbours.
      if (!VOID.has(name)) this.html.push(" ");
      return;
    }
    const written = [...this.#special(name, attributes)];
    for (const [attribute, value] of attributes)
      if (ATTRIBUTES.has(attribute)) written.push([attribute, value]);
    const style = safeStyle(attributes.get("style") ?? "");
    if (style !== "") written.push(["style", style]);
    if (name === "img" && !attributes.has("src")) return;
    this.html.push(
      `<${name}${written.map(([attribute, value]) => ` ${attribute}="${escapeMarkup(value)}"`).join("")}>`,
    );
  }

  /** Attributes that are judged by what they hold. */
  #special(name: string, attributes: ReadonlyMap<string, string>): (readonly [string, string])[] {
    if (name === "img") {
      const source = attributes.get("src")?.trim() ?? "";
      return CARRIED_PICTURE.test(source) ? [["src", source]] : [];
    }
    if (name !== "a") return [];
    const link = this.options.link(attributes.get("href")?.trim() ?? "");
    this.#links.push({ link, text: "" });
    return link === undefined
      ? []
      : [
          ["href", link.href],
          ["rel", "noopener noreferrer nofollow"],
        ];
  }
}

/** Text as it may stand between tags or in a quoted attribute. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll("\0", "\u{FFFD}")
    .replace(/[&<>"'`]/gu, (mark) => `&#${String(mark.charCodeAt(0))};`)
    .toWellFormed();
}
