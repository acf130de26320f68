import {
  cssColor,
  isReadable,
  laidOver,
  parseColor,
  readableColor,
  type Color,
  type Rgb,
} from "./contrast.ts";
import { mailDocument, type FramedMail, type MailLook } from "./mailDocument.ts";

/** A message as it can be read in one look. */
export interface MendedMail {
  /** Its body, with colors of ours where its own could not be read. */
  readonly html: string;
  /** How much of its text, from 0 to 1, could not be read before. */
  readonly poor: number;
}

interface MeasuredMail extends Pick<FramedMail, "css" | "root"> {
  readonly body: HTMLElement;
}

/** What inherits a mended color may be in need of one itself. */
const MAX_ROUNDS = 4;
/** Nobody reads on; what comes later stays as the mail has it. */
const MAX_TEXTS = 50_000;
/** Smaller letters are no words to a reader but a trick: they go, since a color that can be read would show their specks. */
const LEAST_PX = 3;
const MAX_GROUNDS = 12;
/** Rules by which the color of an element depends on more than what it and those around it say of themselves. */
const BY_PLACE = /[[+~]|:(?:nth|first|last|only|empty|has)/u;
const SAYING = ["class", "style", "id", "bgcolor", "color", "text"];
const STOP = /(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)/gu;

/**
 * Measures each text of a message against what is drawn behind it, in a document of the very styles that its frame gets,
 * and mends what cannot be read: what a mail says of dark and light is not to be trusted.
 */
export function mendContrast(mail: MeasuredMail, look: MailLook): MendedMail {
  const { body } = mail;
  // Not drawn, so that styles are worked out only for what is asked about.
  const css = `${mail.css}\nhtml { display: none !important; }`;
  const frame = hiddenFrame();
  const shown = write(frame, mailDocument({ css, root: mail.root, html: "", allowed: [], zoom: 1 }, look));
  if (shown === undefined) return { html: body.outerHTML, poor: 0 };
  const home = body.ownerDocument;
  shown.body.replaceWith(body);
  const before = new Map<Element, string | null>();
  let poor = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const found = new Measuring(shown, parseColor(look.background).rgb, !BY_PLACE.test(mail.css)).run();
    if (round === 0) poor = found.poor;
    if (found.mends.length === 0) break;
    for (const { element, name, value } of found.mends) {
      if (!before.has(element)) before.set(element, element.getAttribute("style"));
      element.style.setProperty(name, value, "important");
    }
  }
  const html = body.outerHTML;
  for (const [element, style] of before)
    if (style === null) element.removeAttribute("style");
    else element.setAttribute("style", style);
  home.adoptNode(body);
  frame.remove();
  return { html, poor };
}

/** For a hidden document in which nothing runs and nothing is fetched, but whose styles this page can read. */
function hiddenFrame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText =
    "position: fixed; top: 0; left: 0; width: 100%; height: 400px; border: 0; visibility: hidden; pointer-events: none";
  document.body.append(frame);
  return frame;
}

function write(frame: HTMLIFrameElement, page: string): Document | undefined {
  const shown = frame.contentDocument ?? undefined;
  shown?.open();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else makes a document of standards mode at once
  shown?.write(page);
  shown?.close();
  return shown;
}

interface Mend {
  readonly element: HTMLElement;
  readonly name: string;
  readonly value: string;
}

interface Text {
  readonly color: Color;
  readonly grounds: readonly Rgb[] | undefined;
  readonly isReadable: boolean;
  readonly isSpeck: boolean;
}

class Measuring {
  private readonly view: Window;
  private readonly kinds = new Map<string, number>();
  private readonly kindsOf = new Map<Element, number>();
  /** By kind of element, since most mail says the same thousands of times over. */
  private readonly texts = new Map<number, Text>();
  private readonly grounds = new Map<number, readonly Rgb[] | undefined>();
  private readonly mends: Mend[] = [];

  constructor(
    private readonly shown: Document,
    private readonly paper: Rgb,
    private readonly byKind: boolean,
  ) {
    this.view = shown.defaultView ?? window;
  }

  run(): { readonly mends: readonly Mend[]; readonly poor: number } {
    const seen = new Set<Element>();
    const walker = this.shown.createTreeWalker(this.shown.body, NodeFilter.SHOW_TEXT);
    let chars = 0;
    let poor = 0;
    for (let node = walker.nextNode(); node && seen.size < MAX_TEXTS; node = walker.nextNode()) {
      const element = node.parentElement;
      const length = (node.nodeValue ?? "").trim().length;
      if (length === 0 || element === null) continue;
      chars += length;
      if (seen.has(element)) continue;
      seen.add(element);
      if (!this.measure(element)) poor += length;
    }
    return { mends: this.mends, poor: chars === 0 ? 0 : poor / chars };
  }

  /** Whether its text can be read. */
  private measure(element: HTMLElement): boolean {
    const kind = this.kindOf(element);
    const text = this.texts.get(kind) ?? this.textOf(element);
    this.texts.set(kind, text);
    if (text.isSpeck) this.mends.push({ element, name: "visibility", value: "hidden" });
    else if (!text.isReadable && text.grounds !== undefined) this.mend(element, text.color, text.grounds);
    return text.isReadable;
  }

  private textOf(element: HTMLElement): Text {
    const style = this.view.getComputedStyle(element);
    const color = parseColor(style.color);
    const grounds = this.groundsOf(element);
    const isSmall = Number.parseFloat(style.fontSize) < LEAST_PX;
    return {
      color,
      grounds,
      isSpeck: isSmall && style.visibility === "visible",
      isReadable: isSmall || grounds === undefined || isReadable(color, grounds),
    };
  }

  /** The same for elements that look the same, as far as the mail's rules can tell. */
  private kindOf(element: Element): number {
    const known = this.kindsOf.get(element);
    if (known !== undefined) return known;
    const { parentElement, localName } = element;
    const around = parentElement === null ? -1 : this.kindOf(parentElement);
    const said = SAYING.map((name) => element.getAttribute(name) ?? "");
    const next = this.kinds.size;
    const key = this.byKind ? [around, localName, ...said].join("\n") : String(next);
    const kind = this.kinds.get(key) ?? next;
    this.kinds.set(key, kind);
    this.kindsOf.set(element, kind);
    return kind;
  }

  private mend(element: HTMLElement, color: Color, grounds: readonly Rgb[]): void {
    const value = readableColor(color, grounds);
    if (value !== undefined) {
      this.mends.push({ element, name: "color", value: cssColor(value) });
      return;
    }
    // A gradient from light to dark bears no ink. Its ground does, in the next round.
    let painted: HTMLElement | null = element;
    while (painted !== null && this.view.getComputedStyle(painted).backgroundImage === "none")
      painted = painted.parentElement;
    if (painted !== null) this.mends.push({ element: painted, name: "background-image", value: "none" });
  }

  /** The colors that may be drawn behind its text; undefined behind a picture that was agreed to. */
  private groundsOf(element: Element): readonly Rgb[] | undefined {
    const kind = this.kindOf(element);
    if (this.grounds.has(kind)) return this.grounds.get(kind);
    const { parentElement } = element;
    const below = parentElement === null ? [this.paper] : this.groundsOf(parentElement);
    const found = this.laidOn(this.view.getComputedStyle(element), below);
    this.grounds.set(kind, found);
    return found;
  }

  private laidOn(
    { backgroundColor, backgroundImage }: CSSStyleDeclaration,
    below: readonly Rgb[] | undefined,
  ): readonly Rgb[] | undefined {
    if (backgroundImage.includes("url(")) return undefined;
    const own = parseColor(backgroundColor);
    let grounds = below;
    if (own.alpha === 1) grounds = [own.rgb];
    else if (own.alpha > 0) grounds = below?.map((ground) => laidOver(own, ground));
    if (backgroundImage === "none" || grounds === undefined) return grounds;
    const stops = (backgroundImage.match(STOP) ?? []).map(parseColor);
    const over = grounds.flatMap((ground) => stops.map((stop) => laidOver(stop, ground)));
    return [...over, ...grounds].slice(0, MAX_GROUNDS);
  }
}
