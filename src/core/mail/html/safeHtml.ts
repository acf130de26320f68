import { FORM_PARTS } from "../../../shared/formParts.ts";
import { HiddenWords, hidesWords, isSpeck, type Sight } from "../../../shared/hiddenWords.ts";
import { htmlEvents, VOID } from "./htmlEvents.ts";
import type { HtmlToken, StepMeter } from "./htmlTokens.ts";
import { safeStyle } from "./safeStyle.ts";
import { styleSheets } from "./styleSheets.ts";

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

/** What an element says of its own sight, without a style sheet. */
const BY_ITSELF = new HiddenWords("");
/** Where a style sheet shows what an element hides. */
const SHOWN = "display:revert;opacity:1;max-height:none;height:auto;max-width:none;width:auto";
/** As much of a link's text as can name a host. */
const MAX_LINK_TEXT = 200;

/**
 * A message's HTML for a page without a sandbox: written anew from its events. Every tag in the result is one of
 * `ELEMENTS` with attributes of `ATTRIBUTES`, and all else is escaped text, so that whatever tree a browser makes of it,
 * there is nothing in it that runs, fetches, submits or holds raw text. Style sheets go, and what they hide stays hidden; the
 * styles of elements stay as far as `safeStyle` lets them.
 */
export function safeHtml(html: string, options: SafeHtmlOptions): string {
  const writer = new SafeWriter(options, new HiddenWords(styleSheets(html)));
  for (const event of htmlEvents(html, options.meter)) writer.write(event);
  return writer.html.join("");
}

class SafeWriter {
  readonly html: string[] = [];
  readonly #links: { readonly link: SafeLink | undefined; text: string }[] = [];

  /** Of the elements that are open, the innermost last: as the mail has it, and of the nearest that is written. */
  readonly #sights: { readonly own: Sight; readonly written: Sight }[] = [];

  constructor(
    private readonly options: SafeHtmlOptions,
    private readonly hidden: HiddenWords,
  ) {}

  write(event: HtmlToken): void {
    if (event.kind === "text") this.#text(event.text);
    else if (event.kind === "open") this.#open(event.name, event.attributes);
    else {
      this.#sights.pop();
      if (ELEMENTS.has(event.name)) this.html.push(`</${event.name}>`);
      else if (FORM_PARTS.has(event.name)) this.html.push(" ");
      if (event.name === "a") this.#endLink();
    }
  }

  #text(text: string): void {
    const { own, written } = this.#sights.at(-1) ?? {};
    if (own?.isOffice === true) return;
    // Hidden by what is not written.
    if (own !== undefined && written !== undefined && hidesWords(own) && !hidesWords(written)) return;
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
    const { root } = this.hidden;
    const { own, written: around } = this.#sights.at(-1) ?? { own: root, written: root };
    const sight = this.hidden.enter(own, name, (each) => attributes.get(each));
    if (!VOID.has(name)) this.#sights.push({ own: sight, written: ELEMENTS.has(name) ? sight : around });
    if (!ELEMENTS.has(name)) {
      // Its words would run into their neighbours.
      if (!VOID.has(name) || FORM_PARTS.has(name)) this.html.push(" ");
      return;
    }
    const isOverruled = !sight.isGone && BY_ITSELF.enter(around, name, (each) => attributes.get(each)).isGone;
    const written = [...this.#special(name, attributes)];
    for (const [attribute, value] of attributes)
      if (ATTRIBUTES.has(attribute) && !(isOverruled && attribute === "hidden"))
        written.push([attribute, value]);
    const style = [safeStyle(attributes.get("style") ?? ""), isOverruled ? SHOWN : "", hiding(around, sight)]
      .filter((part) => part !== "")
      .join(";");
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

/** What a style sheet that is not there any more made of an element's sight. */
function hiding(around: Sight, sight: Sight): string {
  if (around.isGone || sight.isGone) return around.isGone ? "" : "display:none";
  const said: string[] = [];
  if (around.isInvisible !== sight.isInvisible)
    said.push(`visibility:${sight.isInvisible ? "hidden" : "visible"}`);
  if (isSpeck(around) !== isSpeck(sight))
    said.push(`font-size:${isSpeck(sight) ? "0" : `${String(sight.fontPx)}px`}`);
  return said.join(";");
}

/** Text as it may stand between tags or in a quoted attribute. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll("\0", "\u{FFFD}")
    .replace(/[&<>"'`]/gu, (mark) => `&#${String(mark.charCodeAt(0))};`)
    .toWellFormed();
}
