import DOMPurify, { type Config } from "dompurify";
import type { MailFindings } from "../../shared/mailFindings.ts";
import { FORM_PARTS } from "../../shared/formParts.ts";
import { linkAddress, mailtoTarget } from "../../shared/linkAddress.ts";
import { blankImages } from "./blankImages.ts";
import { cleanDeclarations, cleanStyleSheet, isPlainStyle, type CssRules } from "./cleanCss.ts";
import { absoluteAddress, FetchLog, sizeOf } from "./fetchLog.ts";

/** A message with nothing in it that runs, submits or navigates, and that fetches nothing but what was agreed to. */
export interface SanitisedMail {
  readonly body: HTMLElement;
  readonly css: string;
  /** What the mail says of its document as a whole, by attribute. */
  readonly root: ReadonlyMap<string, string>;
  readonly findings: MailFindings;
  /** The addresses that the mail would have fetched and may not, each once. */
  readonly blocked: ReadonlySet<string>;
  /** Brings its own backgrounds, so it belongs on the light paper it was made for. */
  readonly designed: boolean;
  /** Brings colours of its own for dark themes. */
  readonly dark: boolean;
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
    "align", "alt", "background", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "cols", "colspan", "dir",
    "face", "headers", "height", "hidden", "href", "hspace", "id", "lang", "link", "noshade", "nowrap", "open", "reversed", "role", "rowspan",
    "scope", "size", "span", "src", "start", "style", "summary", "text", "title", "type", "valign", "value", "vspace", "width",
  ],
} satisfies Config;

const FETCHING_ATTRIBUTES: ReadonlySet<string> = new Set(
  "src srcset background poster data lowsrc dynsrc imagesrcset".split(" "),
);
const CARRIED_PICTURE = /^data:image\/(?:png|gif|jpe?g|webp|bmp|avif|x-icon|vnd\.microsoft\.icon);/iu;
/** What a look of ours may have to change. */
const OUR_OWN = /^(?:color|background-|border-.*color)/u;
const MAX_LINKS = 2000;
const MAX_PLAIN_STYLES = 1000;

/**
 * The second layer in front of a stranger's HTML; the first is the policy of the frame it is shown in, which holds
 * without this. Takes out whatever runs, fetches, submits or navigates, and tells what it took.
 * @param allowed addresses, as `findings` spell them, that may be fetched as pictures.
 */
export function sanitiseMail(html: string, allowed: ReadonlySet<string> = new Set()): SanitisedMail {
  return new Sanitiser(allowed).run(html);
}

class Sanitiser {
  private readonly fetches = new FetchLog();
  private readonly links = new Map<string, MailFindings["links"][number] & { readonly number: number }>();
  private readonly numbers = new WeakMap<Element, number>();
  /** What links of the mail itself lead to. */
  private readonly anchors = new WeakMap<Element, string>();
  private readonly sheets: string[] = [];
  /** Styles that were found to be harmless as they are: newsletters have few, and each of them everywhere. */
  private readonly plainStyles = new Set<string>();
  private dark = false;
  private readonly cssRules: CssRules;

  constructor(private readonly allowed: ReadonlySet<string>) {
    this.cssRules = {
      mayFetch: (value) => this.mayFetch(value),
      onFetch: (value, property) =>
        this.fetches.addAll(value, property === "background-image" ? "css-background" : "css"),
    };
  }

  run(html: string): SanitisedMail {
    const purify = DOMPurify(window);
    purify.addHook("uponSanitizeElement", (node) => {
      if (node instanceof Element) this.readElement(node);
    });
    purify.addHook("afterSanitizeAttributes", (node) => this.cleanElement(node));
    // As its frame reads it: without a type of its own a document has tables inside of paragraphs.
    const root = purify.sanitize(`<!DOCTYPE html>${html}`, CONFIG) as HTMLElement; // with WHOLE_DOCUMENT and RETURN_DOM: the html element
    const body = root.querySelector("body") ?? root;
    for (const style of root.querySelectorAll("style")) style.remove(); // read already, into `sheets`
    blankImages(body);
    return {
      body,
      css: linkColor(body) + this.sheets.join("\n"),
      root: attributesOf(root, body),
      findings: {
        fetches: this.fetches.described,
        fetchCount: this.fetches.count,
        links: [...this.links.values()].slice(0, MAX_LINKS),
        linkCount: this.links.size,
      },
      blocked: new Set(
        this.fetches.described.map(({ address }) => address).filter((it) => !this.allowed.has(it)),
      ),
      designed: this.isDesigned(root, body),
      dark: this.dark,
    };
  }

  private mayFetch(value: string): boolean {
    const address = absoluteAddress(value);
    return address !== undefined && this.allowed.has(address);
  }

  /** Sees each element as it came, also those that will not stay. */
  private readElement(element: Element): void {
    const name = element.localName;
    if (name === "style") this.takeSheet(element);
    else if (name === "xml" || name.startsWith("o:")) clearSettings(element);
    else if (FORM_PARTS.has(name)) setApart(element);
    if (element.attributes.length === 0) return; // most are bare
    // By name: the list of a node's attributes makes an object of each.
    for (const attribute of element.getAttributeNames()) {
      if (!FETCHING_ATTRIBUTES.has(attribute)) continue;
      const value = element.getAttribute(attribute) ?? "";
      if (value === "") continue;
      const what = attribute === "background" ? "background" : name;
      if (attribute.endsWith("srcset")) this.fetches.addAll(value, `${name} srcset`);
      else this.fetches.add(value, what, what === "img" ? sizeOf(element) : {});
    }
    if (/^(?:link|image|use|feimage)$/u.test(name))
      this.fetches.add(element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "", name);
    if (name === "a" || name === "area") this.readLink(element);
    if (name === "meta" && /^(?:supported-)?color-schemes?$/iu.test(element.getAttribute("name") ?? ""))
      this.dark ||= /dark/iu.test(element.getAttribute("content") ?? "");
  }

  private takeSheet(element: Element): void {
    const { css, dark } = cleanStyleSheet(element.textContent, this.cssRules);
    this.sheets.push(css);
    this.dark ||= dark;
    element.textContent = "";
  }

  private cleanElement(node: Element): void {
    if (node.attributes.length === 0 && node.localName !== "a") return;
    if (node instanceof HTMLElement) this.cleanStyle(node);
    for (const name of ["src", "background"]) {
      const value = node.getAttribute(name);
      if (value === null || (name === "src" && CARRIED_PICTURE.test(value))) continue;
      const address = this.allowed.size === 0 ? undefined : absoluteAddress(value);
      if (
        address !== undefined &&
        this.allowed.has(address) &&
        (name === "background" || node.localName === "img")
      )
        node.setAttribute(name, address);
      else node.removeAttribute(name);
    }
    this.blindLink(node);
  }

  private cleanStyle(node: HTMLElement): void {
    const style = node.getAttribute("style");
    if (style === null || this.plainStyles.has(style)) return;
    if (!isPlainStyle(style)) cleanInline(node, this.cssRules);
    else if (this.plainStyles.size < MAX_PLAIN_STYLES) this.plainStyles.add(style);
  }

  private readLink(element: Element): void {
    const anchor = element.getAttribute("id") ?? element.getAttribute("name") ?? "";
    if (anchor !== "") this.anchors.set(element, anchor);
    const href = element.getAttribute("href")?.trim() ?? "";
    if (href === "" || href.startsWith("#")) return;
    const text = linkText(element);
    const key = `${href}\n${text}`;
    const link = this.links.get(key) ?? { href, text, number: this.links.size + 1 };
    this.links.set(key, link);
    this.numbers.set(element, link.number);
  }

  /** In the frame nothing leads elsewhere, only on to a part of the same mail: any other link only shows where it would, and its number in the list of links. */
  private blindLink(node: Element): void {
    // Only to be led to; a name that the document has itself is no danger on an `a` where nothing runs.
    const anchor = this.anchors.get(node);
    if (anchor !== undefined && node.id === "") node.id = anchor;
    const href = node.getAttribute("href")?.trim() ?? "";
    node.removeAttribute("href");
    if (href.startsWith("#") && href.length > 1 && node.localName === "a")
      node.setAttribute("href", `about:srcdoc${href}`);
    if (href === "" || href.startsWith("#")) return;
    node.setAttribute("title", href);
    node.setAttribute("tabindex", "0");
    const number = this.numbers.get(node);
    const target = targetOf(href);
    node.setAttribute("data-target", number === undefined ? target : `${target} [${String(number)}]`);
  }

  /** Text colours alone do not make a design: they can give way to the theme's. Backgrounds and pictures cannot. */
  private isDesigned(root: Element, body: Element): boolean {
    return (
      root.matches('[style*="background" i]') ||
      body.matches('[style*="background" i]') ||
      body.matches("[bgcolor]") ||
      body.querySelector('[bgcolor], img[src^="data:"], [style*="background" i]') !== null ||
      this.sheets.some((css) => /background/iu.test(css)) ||
      this.fetches.described.some(({ element }) => element === "background" || element === "css-background")
    );
  }
}

/** Takes the settings out that an office program left: nobody wrote them, and they would stand on top as words. */
function clearSettings(element: Element): void {
  if (element.localName.includes(":") && element.localName !== "o:p")
    for (const node of Array.from(element.childNodes)) if (node instanceof Text) node.remove();
  for (const child of element.children) if (child.localName.includes(":")) clearSettings(child);
}

/** The words of a part of a form outlive it. */
function setApart(element: Element): void {
  element.before(" ");
  element.after(" ");
}

function cleanInline({ style }: HTMLElement, rules: CssRules): void {
  cleanDeclarations(style, rules);
  // An inline `!important` would win over the theme's colours, the only ones to beat it.
  for (const name of Array.from(style))
    if (OUR_OWN.test(name) && style.getPropertyPriority(name) !== "")
      style.setProperty(name, style.getPropertyValue(name));
}

/** The attribute of old is for `:link` alone, which nothing is in a frame where nothing leads anywhere. */
function linkColor(body: Element): string {
  const { style } = document.createElement("p");
  style.color = body.getAttribute("link") ?? "";
  return style.color === "" ? "" : `a{color: ${style.color};}\n`;
}

/**
 * A mail that says nothing of its direction goes by its letters. That stands in the frame alone: a tree of this page that
 * has it is searched for a letter at every change.
 */
function attributesOf(root: Element, body: Element): ReadonlyMap<string, string> {
  const kept = ["dir", "lang", "class", "id", "style"].flatMap((name) => {
    const value = root.getAttribute(name);
    return value === null ? [] : [[name, value] as const];
  });
  const isSaid = root.hasAttribute("dir") || body.hasAttribute("dir");
  return new Map(isSaid ? kept : [...kept, ["dir", "auto"]]);
}

function linkText(node: Element): string {
  const text = (node.textContent || (node.querySelector("img[alt]")?.getAttribute("alt") ?? ""))
    .replace(/\s+/gu, " ")
    .trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** What the frame shows beside a link under the pointer: the host in its ASCII form. */
function targetOf(href: string): string {
  const url = URL.parse(linkAddress(href) ?? "");
  if (url === null) return "✕";
  const { protocol, host } = url;
  if (protocol === "mailto:") return mailtoTarget(url);
  return protocol === "https:" || protocol === "http:" ? host : "✕";
}
