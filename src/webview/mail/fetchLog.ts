import type { MailFindings } from "../../shared/mailFindings.ts";

type Fetch = MailFindings["fetches"][number];

const REMOTE = /(?:https?:)?\/\/[^\s"'(),<>\\]+/giu;
const MAX_DESCRIBED = 2000;

/** The addresses that a message would fetch, each once, with what there is to know of it. */
export class FetchLog {
  private readonly known = new Set<string>();
  /** As written: a style sheet may name one address ten thousand times. */
  private readonly read = new Set<string>();
  readonly described: Fetch[] = [];

  get count(): number {
    return this.known.size;
  }

  /** An attribute that holds one address. */
  add(value: string, element: string, size: Partial<Fetch> = {}): void {
    const address = absoluteAddress(value);
    if (address === undefined || this.known.has(address)) return;
    this.known.add(address);
    if (this.described.length < MAX_DESCRIBED)
      this.described.push({ address, element: element.slice(0, 40), hidden: false, ...size });
  }

  /** Text that may hold addresses: a style, a `srcset`. */
  addAll(text: string, element: string): void {
    if (!text.includes("//") || this.read.has(text)) return;
    this.read.add(text);
    for (const [address] of text.matchAll(REMOTE)) this.add(address, element);
  }
}

/** An address on the web in the form that everything here compares; undefined for any other. */
export function absoluteAddress(value: string): string | undefined {
  const text = value.trim();
  const url = URL.parse(text.startsWith("//") ? `https:${text}` : text);
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
}

/** Whether a style is worth being parsed for it. An escape may stand for any letter. */
const SIZED = /width|height|display|visibility|opacity|\\/iu;
const UNSTYLED = {
  style: { width: "", height: "", display: "", visibility: "", opacity: "", maxHeight: "", maxWidth: "" },
};

/** How large an element says it is, and whether it hides. */
export function sizeOf(element: Element): Partial<Fetch> {
  if (!(element instanceof HTMLElement)) return {};
  const { style } = SIZED.test(element.getAttribute("style") ?? "") ? element : UNSTYLED;
  const width = pixels(style.width) ?? pixels(element.getAttribute("width"));
  const height = pixels(style.height) ?? pixels(element.getAttribute("height"));
  const hidden =
    element.hasAttribute("hidden") ||
    style.display === "none" ||
    style.visibility === "hidden" ||
    style.opacity === "0" ||
    pixels(style.maxHeight) === 0 ||
    pixels(style.maxWidth) === 0;
  return { hidden, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}

function pixels(value: string | null): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$/u.exec(value ?? "")?.[1];
  return found === undefined ? undefined : Number(found);
}
