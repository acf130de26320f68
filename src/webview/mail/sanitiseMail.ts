import DOMPurify, { type Config } from "dompurify";
import { cleanDeclarations, cleanStyleSheet } from "./cleanCss.ts";
import { textOf } from "./textOf.ts";

/** A link of a mail, taken out of it: in the frame nothing leads anywhere. */
export interface MailLink {
  readonly text: string;
  readonly href: string;
  /** The host or address that it truly leads to, international names in their ASCII form; undefined: not openable. */
  readonly target: string | undefined;
}

export interface SanitisedMail {
  readonly html: string;
  readonly text: string;
  readonly links: readonly MailLink[];
  /** The addresses that the mail would have fetched, each once. */
  readonly blocked: ReadonlySet<string>;
  /** Brings its own backgrounds, so it belongs on the light paper it was made for. */
  readonly designed: boolean;
}

// An allow-list: what mail is made of. Forms, media, frames, scripts, SVG and MathML are not.
const CONFIG = {
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  ALLOW_DATA_ATTR: false,
  // prettier-ignore
  ALLOWED_TAGS: [
    "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol",
    "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "style", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
  ],
  // prettier-ignore
  ALLOWED_ATTR: [
    "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "cols", "colspan", "dir",
    "face", "headers", "height", "href", "hspace", "id", "lang", "noshade", "nowrap", "open", "reversed", "role", "rowspan",
    "scope", "size", "span", "src", "start", "style", "summary", "title", "type", "valign", "value", "vspace", "width",
  ],
} satisfies Config;

const FETCHING_ATTRIBUTES = [
  "src",
  "srcset",
  "background",
  "poster",
  "data",
  "lowsrc",
  "dynsrc",
  "imagesrcset",
];
const REMOTE = /(?:https?:)?\/\/[^\s"'(),<>\\]+/giu;

/**
 * The second layer in front of a stranger's HTML; the first is the policy of the frame it is shown in, which holds
 * without this. Takes out whatever runs, fetches, submits or navigates, and tells what it took.
 */
export function sanitiseMail(html: string): SanitisedMail {
  const blocked = new Set<string>();
  const links = new Map<string, MailLink>();
  const block = (value: string): void => {
    for (const [address] of value.matchAll(REMOTE)) blocked.add(address);
  };
  const purify = DOMPurify(window);
  purify.addHook("uponSanitizeElement", (node) => {
    if (!(node instanceof Element)) return;
    for (const name of FETCHING_ATTRIBUTES) block(node.getAttribute(name) ?? "");
    if (node.localName === "link") block(node.getAttribute("href") ?? "");
    if (node.localName === "style") node.textContent = cleanStyleSheet(node.textContent, block);
  });
  purify.addHook("afterSanitizeAttributes", (node) => {
    if (node instanceof HTMLElement && node.hasAttribute("style"))
      cleanDeclarations(node.style).forEach(block);
    if (!/^data:image\//iu.test(node.getAttribute("src") ?? "")) node.removeAttribute("src");
    takeLink(node, links);
  });
  const root = purify.sanitize(html, CONFIG) as HTMLElement; // with WHOLE_DOCUMENT and RETURN_DOM: the html element
  const body = root.querySelector("body") ?? root;
  return {
    html: root.innerHTML,
    text: textOf(body),
    links: [...links.values()],
    blocked,
    designed: isDesigned(root),
  };
}

function takeLink(node: Element, links: Map<string, MailLink>): void {
  const href = node.getAttribute("href")?.trim();
  node.removeAttribute("href");
  if (href === undefined || href === "" || href.startsWith("#")) return;
  node.setAttribute("title", href);
  if (!links.has(href)) links.set(href, { href, text: linkText(node), target: targetOf(href) });
}

function linkText(node: Element): string {
  const text = (node.textContent || (node.querySelector("img[alt]")?.getAttribute("alt") ?? ""))
    .replace(/\s+/gu, " ")
    .trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function targetOf(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const { protocol, host, pathname } = new URL(href);
  if (protocol === "mailto:") return decodeURI(pathname);
  return protocol === "https:" || protocol === "http:" ? host : undefined;
}

/** Text colours alone do not make a design: they can give way to the theme's. Backgrounds and pictures cannot. */
function isDesigned(root: Element): boolean {
  return (
    root.querySelector('[bgcolor], img[src], [style*="background" i]') !== null ||
    Array.from(root.querySelectorAll("style")).some(({ textContent }) => /background/iu.test(textContent))
  );
}
