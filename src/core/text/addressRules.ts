const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
const MAX_LABEL = 63;
const MAX_SCHEME_DISTANCE = 80;
const MAX_SCP_PATH = 120;

/** How many UTF-16 units before an `@` and from it on the rules may look at: a window of them gives the same answer. */
export const LOOK_BEHIND = MAX_LOCAL + MAX_SCHEME_DISTANCE + 2;
export const LOOK_AHEAD = MAX_DOMAIN + MAX_SCP_PATH + 8;

const QUOTE = 0x22;
const DOT = 0x2e;
const AT = 0x40;
const SLASH = 0x2f;

/**
 * Legal in a local part and usual there. Left out on purpose, though legal: / ? * ^ ` { | }, which in a text are far
 * more often what stands around an address (`{a@b.com}`, `|a@b.com|`). For = see `returnPathStart`.
 */
const LOCAL_ASCII = asciiTable("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-'&#!$~");
const DOMAIN_ASCII = asciiTable("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
const BEYOND_ASCII = /^[\p{L}\p{M}\p{N}]$/u;

/** What nearly all local parts look like; nothing at its head can be junk. */
const PLAIN_LOCAL = /^[a-z\d][\w+'-]*(?:\.[\w+'-]+)*$/i;

/** Scripts written without spaces: there, text before an ASCII address is a sentence, not part of its name. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** Ends of file and unit names that stand behind an `@` and are no top-level domains. */
export const FILE_ENDINGS: ReadonlySet<string> = new Set(
  (
    "png jpg jpeg gif webp svg avif ico bmp css scss less js mjs cjs jsx ts tsx vue json html htm xml yml yaml " +
    "txt pdf doc docx xls xlsx csv tgz gz exe dll jar php lock woff woff2 ttf eot " +
    "service socket timer mount slice scope"
  ).split(" "),
);

/** Where an address stands in a text; `end` is exclusive. */
export interface AddressSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The rules, for strings and bytes alike: the address around the `@` at index `at` of `text`, cut as a person would
 * cut it. `floor` is where the address before it ended. Looks no further than `LOOK_BEHIND` and `LOOK_AHEAD`.
 */
export function addressAround(text: string, at: number, floor: number): AddressSpan | undefined {
  if (at <= floor || !mayEndLocal(text.charCodeAt(at - 1))) return undefined;
  const domain = domainAfter(text, at);
  if (domain === undefined) return undefined;
  const end = at + 1 + domain.length;
  const start = localStart(text, at, floor, end);
  return start === undefined || isNoAddress(text, start, at, domain) ? undefined : { start, end };
}

/** Whether a local part can end with this code unit or byte: rules most stray `@` out for the price of one look. */
export function mayEndLocal(unit: number): boolean {
  return unit >= 0x80 || unit === QUOTE || (LOCAL_ASCII[unit] === 1 && unit !== DOT);
}

/** The domain that begins after `at`, without the punctuation that follows it. */
function domainAfter(text: string, at: number): string | undefined {
  let end = at + 1;
  let hasDot = false;
  while (end - at <= MAX_DOMAIN + 1 && end < text.length) {
    const size = sizeAt(text, end, DOMAIN_ASCII);
    if (size === 0) break;
    hasDot ||= text.charCodeAt(end) === DOT;
    end += size;
  }
  if (!hasDot || end - at - 1 > MAX_DOMAIN) return undefined;
  const [run = ""] = text.slice(at + 1, end).split("..", 1);
  const labels = run.replace(/[.-]{1,64}$/, "").split(".");
  const top = topLevel(labels.pop() ?? "");
  if (top === undefined || labels.length === 0 || !labels.every(isLabel)) return undefined;
  return `${labels.join(".")}.${top}`;
}

function isLabel(label: string): boolean {
  return label !== "" && label.length <= MAX_LABEL && !label.startsWith("-") && !label.endsWith("-");
}

/** The top level at the head of the last label: "com" of "com-2" and of a "com" that a Chinese sentence goes on after. */
function topLevel(label: string): string | undefined {
  const top = /^(?:xn--[a-z0-9-]+|[a-z]+)/i.exec(label)?.[0] ?? /^\P{ASCII}+/u.exec(label)?.[0] ?? "";
  const goesOn = top.length < label.length && /^\p{M}/u.test(label.slice(top.length));
  return top.length >= 2 && top.length <= MAX_LABEL && !goesOn ? top : undefined;
}

/** Where the local part that ends before `at` begins; undefined when there is none. `floor` is never crossed. */
function localStart(text: string, at: number, floor: number, end: number): number | undefined {
  if (text.charCodeAt(at - 1) === QUOTE) return quotedStart(text, at, floor);
  let start = at;
  while (start > floor && at - start <= MAX_LOCAL) {
    const size = sizeBefore(text, start, floor);
    if (size === 0) break;
    start -= size;
  }
  if (at - start > MAX_LOCAL) return undefined;
  const run = text.slice(start, at);
  const previous = start > floor ? text[start - 1] : undefined;
  if (isTail(text, start, run)) return undefined;
  if (previous === "=") return equalsStart(text, start, at, floor);
  start += junkLength(run, previous === "\\");
  if (text[start] === "_" && text[end] === "_") start += /^_*/.exec(text.slice(start, at))?.[0].length ?? 0; // _emphasis_
  return start < at ? start : undefined;
}

/**
 * What joins two halves of a name, and no address is written with: curly and other apostrophes, accents that stand for one, and
 * hyphens that are none (soft, no-break, en dash).
 */
const JOINING: ReadonlySet<number> = new Set([
  0xad, 0xb4, 0x2b9, 0x2bb, 0x2bc, 0x2bd, 0x2bf, 0x2c8, 0x2010, 0x2011, 0x2012, 0x2013, 0x2018, 0x2019,
  0x201b, 0x2032, 0x2212, 0xff07, 0xff0d,
]);

/**
 * Whether a run is the end of a longer local part that no address can have, or that these rules do not read: what is
 * left of `d’arcy`, `a..b` and `x."y".z` would be somebody else's address. (`see...jo@example.com` has an ellipsis.)
 */
function isTail(text: string, start: number, run: string): boolean {
  if (run.includes("..") && /[^.]\.\.[^.]/.test(run)) return true;
  const previous = text.charCodeAt(start - 1);
  if (JOINING.has(previous)) return start > 1 && /[\p{L}\p{N}]/u.test(text[start - 2] ?? "");
  if (previous === SLASH) return isRoutedLocal(text, start);
  return previous === QUOTE && /^\.[^.]/.test(run);
}

/**
 * Whether a single letter or digit stands alone before the slash at a run's head: `a/b@acme.example` may be one address, and
 * then `b` is another person. A word before it is most often a folder or an address's neighbour (`docs/jo@…`, `to/jo@…`).
 */
function isRoutedLocal(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 3), start - 1);
  return /(?:^|[\s<>,;:"'()[\]])[\p{L}\p{N}]$/u.test(before);
}

/** How much at the head of a run of local characters belongs to the text before the address. */
function junkLength(run: string, escaped: boolean): number {
  if (!escaped && PLAIN_LOCAL.test(run)) return 0;
  let junk = escaped ? (/^(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[nrtbfv])/i.exec(run)?.[0].length ?? 0) : 0;
  const dots = run.lastIndexOf("..");
  if (dots >= 0) junk = Math.max(junk, dots + 2);
  for (const { index } of run.matchAll(/%[0-9a-f]{2}/gi)) junk = Math.max(junk, index + 3);
  const asciiTail = /[\w.%+'&#!$~-]*$/.exec(run)?.[0] ?? "";
  const before = run.slice(0, run.length - asciiTail.length);
  if (
    asciiTail !== "" &&
    UNSPACED.test(before.slice(-2)) &&
    !JOINING.has(before.charCodeAt(before.length - 1))
  )
    junk = Math.max(junk, before.length);
  while (junk < run.length && ".-'&#!$~%".includes(run[junk] ?? " ")) junk++;
  return junk;
}

/**
 * Where a local part with a `=` before its last piece begins. Mostly that is `key=jo@example.com` and the piece is all,
 * but return paths carry an address or a signature inside: `bounce+jo=example.com@list.example` (VERP), `prvs=…` (BATV)
 * and `SRS0=…`.
 */
function equalsStart(text: string, piece: number, at: number, floor: number): number | undefined {
  const window = text.slice(Math.max(floor, at - MAX_LOCAL), at);
  const returnPath =
    /(?<![\w+=-])(?:(?:ms)?prvs\d?=|btv1=|SRS[01][=+-])[\w.+=-]+$/i.exec(window) ??
    /(?<![\w.+-])[a-z\d][\w.-]*(?:\+|-return-|bounces?-)[\w.+-]*=[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}$/i.exec(
      window,
    );
  if (returnPath !== null) return at - returnPath[0].length;
  const printable = /^(?:3D|3C|20|22|27)(?=.)/.exec(text.slice(piece, at)); // "=3D" is how quoted-printable mail writes "="
  const start = piece + (printable?.[0].length ?? 0);
  const clean = start + junkLength(text.slice(start, at), false);
  return clean < at ? clean : undefined;
}

/** Where a quoted local part (`"john doe"@example.com`) begins. */
function quotedStart(text: string, at: number, floor: number): number | undefined {
  const lowest = Math.max(floor, at - MAX_LOCAL);
  for (let index = at - 2; index >= lowest; index--) {
    const character = text[index];
    if (character === "\n" || character === "\r" || character === "@") return undefined;
    if (character === '"' && text[index - 1] !== "\\") return index < at - 2 ? index : undefined;
  }
  return undefined;
}

/** Forms that look like an address and are none. */
function isNoAddress(text: string, start: number, at: number, domain: string): boolean {
  const labels = domain.split(".");
  if (FILE_ENDINGS.has((labels.at(-1) ?? "").toLowerCase())) return true; // photo@2x.png, getty@tty1.service
  if (labels.filter((label) => /^\d+$/.test(label)).length > 1) return true; // lodash@4.17.x
  const local = text.slice(start, at);
  if (local === "this" || local === "super") return true; // Kotlin's labels: this@Main.title
  return isHandle(text, start) || isScp(text, local, at + 1 + domain.length) || isUserOfUrl(text, start);
}

/** `@jo@social.example`: a name in the fediverse. */
function isHandle(text: string, start: number): boolean {
  return text.charCodeAt(start - 1) === AT && (start === 1 || !mayEndLocal(text.charCodeAt(start - 2)));
}

/** `git@github.com:org/repo.git`, `deploy@example.com:/srv`; but `jo@example.com:secret` is an address. */
function isScp(text: string, local: string, end: number): boolean {
  if (text[end] !== ":") return false;
  const path = text.slice(end + 1, end + 1 + MAX_SCP_PATH);
  return /^(?:~?\/[\w.~]|[\w.~/-]+\.git\b)/.test(path) || (local === "git" && /^[\w~]/.test(path));
}

/** `https://jo@example.com/`, `postgres://jo:pass@db.example.com`; but not `https://example.com,jo@example.com`. */
function isUserOfUrl(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - MAX_SCHEME_DISTANCE), start);
  return before.includes("://") && /(?<!mailto):\/\/[^\s/?#,;"'`<>|()[\]{}]*$/i.test(before);
}

/** Code units of the character at `index` if it may stand in a domain, else 0. */
function sizeAt(text: string, index: number, ascii: Uint8Array): number {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) return ascii[unit] ?? 0;
  const code = text.codePointAt(index) ?? 0;
  return BEYOND_ASCII.test(String.fromCodePoint(code)) ? (code > 0xffff ? 2 : 1) : 0;
}

/** Code units of the character that ends before `end` if it may stand in a local part, else 0. */
function sizeBefore(text: string, end: number, floor: number): number {
  const unit = text.charCodeAt(end - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  if (!isLowSurrogate) return sizeAt(text, end - 1, LOCAL_ASCII);
  return end - 2 >= floor && sizeAt(text, end - 2, LOCAL_ASCII) === 2 ? 2 : 0;
}

function asciiTable(characters: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
