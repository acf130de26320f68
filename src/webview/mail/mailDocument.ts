import { DARK_HOLDS, LIGHT_HOLDS } from "./cleanCss.ts";

/** How the frame of a mail looks: the theme's colours, as finished CSS values. */
export interface MailLook {
  readonly foreground: string;
  readonly background: string;
  readonly link: string;
  readonly line: string;
  readonly fontFamily: string;
  readonly fontSize: string;
  readonly scheme: "light" | "dark";
  /** Text takes these colours whatever it asks for, on no background but ours: black is no colour on a dark theme. */
  readonly overText: boolean;
}

/** Ordinary white paper, for mail that brings its own colours. */
export const PAPER: MailLook = {
  foreground: "#1f1f1f",
  background: "#ffffff",
  link: "#0b57d0",
  line: "#c4c7c5",
  fontFamily: "sans-serif",
  fontSize: "14px",
  scheme: "light",
  overText: false,
};

/** What a frame shows: cleaned markup and styles, and the pictures that a person has agreed to for this one message. */
export interface FramedMail {
  readonly html: string;
  readonly css: string;
  /** What the mail says of its document as a whole, by attribute: its direction, its language, its ground. */
  readonly root?: ReadonlyMap<string, string> | undefined;
  readonly allowed: readonly string[];
  /** 1 is the size that the mail asks for. */
  readonly zoom: number;
}

/**
 * The first layer in front of a stranger's HTML: nothing is fetched, run or submitted in a frame that carries this and
 * `sandbox=""`, whatever its markup says. Holds with the sanitiser switched off, also after consent: only the very
 * addresses that were agreed to are named, and a redirect to another host stays outside.
 */
function mailPolicy(allowed: readonly string[]): string {
  const sources = new Set(allowed.flatMap(sourceOf));
  return `default-src 'none'; style-src 'unsafe-inline'; img-src ${["data:", ...sources].join(" ")}; base-uri 'none'; form-action 'none'`;
}

/** An address as a source of a policy, which knows no query (and takes a path that ends in a slash for a folder). */
function sourceOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return [];
  const path = pathname.replace(/[;,'"\s]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return [`${protocol}//${host}${path}`];
}

/** The document of a mail's frame, for `srcdoc`. */
export function mailDocument({ html, css, allowed, zoom, root }: FramedMail, look: MailLook): string {
  return `<!DOCTYPE html><html${attributesOf(root)}><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${mailPolicy(allowed).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<style>
@layer base, reader; /* below whatever the mail says, by \`html\` or \`a\` alone */
@layer base {
  html { background: ${look.background}; color: ${look.foreground}; font: ${look.fontSize}/1.5 ${look.fontFamily}; }
  a { color: ${look.link}; }
}
:root { color-scheme: ${look.scheme}; zoom: ${String(zoom)}; }
body { box-sizing: border-box; min-height: ${String(100 / zoom)}vh; margin: 0; padding: 12px 16px; overflow-wrap: break-word; }
a { text-decoration: underline; cursor: default; }
a[href] { cursor: pointer; } /* leads to a part of the same mail */
img { max-width: 100%; height: auto; }
[data-blank] { display: inline-block; box-sizing: border-box; max-width: 100%; padding: 2px 6px; overflow: hidden; color: GrayText;
  border: 1px dashed ${look.line}; border-radius: 3px; font: 12px/1.4 ${look.fontFamily}; text-align: start; vertical-align: top; }
blockquote { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 2px solid ${look.line}; }
pre { white-space: pre-wrap; }
</style>
<style>${forScheme(css, look.scheme)}</style>
<style>
@layer reader {
  details[data-fold] { display: block !important; margin: 12px 0 !important; }
  details[data-fold] > summary { display: list-item !important; width: fit-content !important; padding: 0 6px !important;
    color: ${look.foreground} !important; background: ${look.background} !important; font: 12px ${look.fontFamily} !important;
    line-height: 22px !important; opacity: 0.75 !important; cursor: pointer !important; }
  a[data-target]:is(:hover, :focus-visible)::after { content: "→ " attr(data-target) !important; position: absolute !important;
    z-index: 1 !important; margin: 1.5em 0 0 -4px !important; padding: 0 6px !important; color: ${look.background} !important;
    background: ${look.foreground} !important; border-radius: 3px !important; font: 12px/20px ${look.fontFamily} !important;
    white-space: nowrap !important; }
  ${look.overText ? overText(look) : ""}
}
</style></head><body>${html}</body></html>`;
}

function overText({ foreground, background, link }: MailLook): string {
  return `html { color: ${foreground} !important; background: ${background} !important; }
  body, body :not(a, a *, summary) { color: inherit !important; background: none !important; border-color: currentColor; }
  a, a * { color: ${link} !important; background: none !important; }`;
}

function attributesOf(root: FramedMail["root"] = new Map()): string {
  const quoted = (value: string): string =>
    value.replace(/[&"<>]/gu, (mark) => `&#${String(mark.charCodeAt(0))};`);
  return Array.from(root, ([name, value]) => ` ${name}="${quoted(value)}"`).join("");
}

/** Turns what stands for `prefers-color-scheme` into conditions that hold, or not, for the frame's own scheme. */
function forScheme(css: string, scheme: MailLook["scheme"]): string {
  const [dark, light] =
    scheme === "dark" ? ["(min-width: 0)", "(max-width: 0)"] : ["(max-width: 0)", "(min-width: 0)"];
  return css.replaceAll(DARK_HOLDS, dark).replaceAll(LIGHT_HOLDS, light);
}
