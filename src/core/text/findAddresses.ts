/** An address found in a text; offset and length in UTF-16 code units. */
export interface FoundAddress {
  readonly offset: number;
  readonly length: number;
  readonly address: string;
}

const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
const MAX_LABEL = 63;
const QUOTE = 0x22;
const DOT = 0x2e;

/**
 * Legal in a local part and usual there. Left out on purpose, though legal: = / ? * ^ ` { | }, which in a text are
 * far more often what stands around an address (`to=a@b.com`, `{a@b.com}`, `|a@b.com|`).
 */
const LOCAL_ASCII = asciiTable("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-'&#!$~");
const DOMAIN_ASCII = asciiTable("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
const BEYOND_ASCII = /^[\p{L}\p{M}\p{N}]$/u;

/** What nearly all local parts look like; nothing at its head can be junk. */
const PLAIN_LOCAL = /^\w[\w+-]*(?:\.[\w+-]+)*$/;

/** Scripts written without spaces: there, text before an ASCII address is a sentence, not part of its name. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/**
 * Finds the email addresses in a text of any kind (prose, CSV, JSON, HTML, headers, logs), in order and without
 * overlap. Takes linear time on any input: only what stands around an `@` is looked at, a bounded stretch each time.
 */
export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  let floor = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at === floor || !mayEndLocal(text.charCodeAt(at - 1))) continue;
    const domain = domainAfter(text, at);
    if (domain === undefined) continue;
    const start = localStart(text, at, floor);
    if (start === undefined || isNoAddress(text, start, domain)) continue;
    const end = at + 1 + domain.length;
    found.push({ offset: start, length: end - start, address: text.slice(start, end) });
    floor = end;
  }
  return found;
}

/** Whether a local part can end with this code unit: what rules most stray `@` out for the price of one look. */
function mayEndLocal(unit: number): boolean {
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
  const match = /^(?:xn--[a-z0-9-]+|[a-z]+|\P{ASCII}+)/iu.exec(label);
  const top = match?.[0] ?? "";
  return top.length >= 2 && top.length <= MAX_LABEL && !/^\p{M}/u.test(label.slice(top.length))
    ? top
    : undefined;
}

/** Where the local part that ends before `at` begins; undefined when there is none. `floor` is never crossed. */
function localStart(text: string, at: number, floor: number): number | undefined {
  if (text[at - 1] === '"') return quotedStart(text, at, floor);
  let start = at;
  while (start > floor && at - start <= MAX_LOCAL) {
    const size = sizeBefore(text, start, floor);
    if (size === 0) break;
    start -= size;
  }
  if (at - start > MAX_LOCAL) return undefined;
  start += junkLength(text.slice(start, at), text[start - 1] === "\\");
  return start < at ? start : undefined;
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
  if (asciiTail !== "" && UNSPACED.test(before.slice(-2))) junk = Math.max(junk, before.length);
  while (junk < run.length && ".-'&#!$~%".includes(run[junk] ?? " ")) junk++;
  return junk;
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

/** Forms that look like an address and are none: the user of a URL, a picture for dense screens, a package's version. */
function isNoAddress(text: string, start: number, domain: string): boolean {
  if (/^\d+(?:\.\d+)?x\.(?:png|jpe?g|gif|webp|svg|avif|ico)$/i.test(domain)) return true;
  if (domain.split(".").filter((label) => /^\d+$/.test(label)).length > 1) return true;
  const before = text.slice(Math.max(0, start - 80), start);
  return before.includes("://") && /(?<!mailto):\/\/[^\s/@]*$/i.test(before);
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
