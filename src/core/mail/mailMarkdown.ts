import { addressEnd } from "../../shared/addressEnd.ts";
import { resolveReferences } from "./html/characterReferences.ts";

/**
 * The Markdown that mail is written in, read into a tree that can hold nothing but what it names: there is no node for
 * HTML, so none can pass. It is CommonMark's everyday part with two differences that mail asks for: a line break is a line
 * break, and in what is quoted, a stranger's words, pictures and named links stay text.
 */

/** What stands in a line. */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "strong" | "emphasis" | "deleted"; readonly inside: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly inside: readonly Inline[] }
  | { readonly kind: "image"; readonly src: string; readonly alt: string };

/** What stands on lines of its own. */
export type Block =
  | { readonly kind: "paragraph"; readonly inside: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: number; readonly inside: readonly Inline[] }
  | { readonly kind: "quote"; readonly inside: readonly Block[] }
  | {
      readonly kind: "list";
      readonly start: number | undefined;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" };

/** Quotes in quotes in lists: deeper than any mail, and no tower of `>` can exhaust the stack. */
const MAX_DEPTH = 30;

/** In one line ticks are code within it: what names the language has none. */
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/u;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/u;
const CLOSING_MARKS = /(?:^|[ \t])#+$/u;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/u;
const QUOTE = /^ {0,3}> ?/u;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)/u;

/** Reads a message. Never fails: what is no Markdown is text. */
export function readMarkdown(source: string): readonly Block[] {
  return new BlockReader(source.split(/\r\n|\r|\n/u), { depth: 0, isQuoted: false }).read();
}

interface Place {
  readonly depth: number;
  readonly isQuoted: boolean;
}

class BlockReader {
  private readonly blocks: Block[] = [];
  private at = 0;

  constructor(
    private readonly lines: readonly string[],
    private readonly place: Place,
  ) {}

  read(): readonly Block[] {
    while (this.at < this.lines.length) this.readBlock();
    return this.blocks;
  }

  private get line(): string {
    return this.lines[this.at] ?? "";
  }

  private readBlock(): void {
    const { line } = this;
    const heading = HEADING.exec(line);
    if (line.trim() === "") this.at++;
    else if (FENCE.test(line)) this.readCode();
    else if (heading !== null) {
      this.at++;
      this.blocks.push({
        kind: "heading",
        level: heading[1]?.length ?? 1,
        inside: this.inline((heading[2] ?? "").trim().replace(CLOSING_MARKS, "").trimEnd()),
      });
    } else if (RULE.test(line)) {
      this.at++;
      this.blocks.push({ kind: "rule" });
    } else if (this.place.depth >= MAX_DEPTH) this.readParagraph();
    else if (QUOTE.test(line)) this.readQuote();
    else if (ITEM.test(line)) this.readList();
    else this.readParagraph();
  }

  private readCode(): void {
    const fence = FENCE.exec(this.line)?.[1] ?? "";
    const from = ++this.at;
    const isEnd = (line: string): boolean =>
      line.startsWith(fence) && line.replaceAll(fence.charAt(0), "") === "";
    while (this.at < this.lines.length && !isEnd(this.line.trim())) this.at++;
    this.blocks.push({ kind: "code", text: this.lines.slice(from, this.at).join("\n") });
    this.at++;
  }

  private readQuote(): void {
    const from = this.at;
    while (QUOTE.test(this.line)) this.at++;
    const lines = this.lines.slice(from, this.at).map((line) => line.replace(QUOTE, ""));
    const place = { depth: this.place.depth + 1, isQuoted: true };
    this.blocks.push({ kind: "quote", inside: new BlockReader(lines, place).read() });
  }

  private readList(): void {
    const mark = markOf(this.line);
    const start = isNumber(this.line) ? Number.parseInt(this.line.trimStart(), 10) : undefined;
    const items: (readonly Block[])[] = [];
    while (ITEM.test(this.line) && markOf(this.line) === mark && !RULE.test(this.line))
      items.push(this.readItem());
    this.blocks.push({ kind: "list", start, items });
  }

  /** A marker's line, and what is indented as far as its text; a blank line ends it unless more of it follows. */
  private readItem(): readonly Block[] {
    const [marker = ""] = ITEM.exec(this.line) ?? [];
    const indent = " ".repeat(marker.length);
    const lines = [this.line.slice(marker.length)];
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.line.replace(/^\t+/u, (tabs) => " ".repeat(4 * tabs.length));
      if (line.startsWith(indent)) lines.push(line.slice(marker.length));
      else if (line.trim() === "" && this.lines[this.at + 1]?.startsWith(indent) === true) lines.push("");
      else break;
    }
    const place = { depth: this.place.depth + 1, isQuoted: this.place.isQuoted };
    if (this.line.trim() === "" && ITEM.test(this.lines[this.at + 1] ?? "")) this.at++;
    return new BlockReader(lines, place).read();
  }

  private readParagraph(): void {
    const from = this.at++;
    while (this.at < this.lines.length && !this.startsBlock()) this.at++;
    const text = this.lines
      .slice(from, this.at)
      .map((line) => line.trim())
      .join("\n");
    this.blocks.push({ kind: "paragraph", inside: this.inline(text) });
  }

  private startsBlock(): boolean {
    const { line } = this;
    if (line.trim() === "" || FENCE.test(line) || HEADING.test(line) || RULE.test(line)) return true;
    return this.place.depth < MAX_DEPTH && (QUOTE.test(line) || ITEM.test(line));
  }

  private inline(text: string): readonly Inline[] {
    return readInline(text, this.place.isQuoted, 0);
  }
}

/** What tells the items of one list from another's. */
function markOf(line: string): string | undefined {
  return ITEM.exec(line)?.[2]?.replace(/\d+/u, "");
}

function isNumber(line: string): boolean {
  return /^ *\d/u.test(line);
}

/** A sign by its name; without the semicolon it is a parameter of an address (`?a=1&gt=2`). */
const NAMED = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/giu;

/** What a link may be named: brackets in it, and a picture, but no other link. */
const LABEL = String.raw`(?:[^\[\]\n]|!\[[^\[\]\n]{0,200}\]\([^\s()]{1,2000}\)|\[[^\[\]\n]{0,200}\](?!\()){0,1000}`;

// In this order: escape, sign by its name, code, picture or link, <address>, bare address, mail address, line break, bold, struck, italic.
const INLINE = new RegExp(
  [
    String.raw`\\(?<escaped>[!-/:-@[-\x60{-~])`,
    String.raw`(?<sign>&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)`,
    String.raw`(?<!\x60)(?<ticks>\x60{1,9})(?!\x60)(?<code>[^]{1,2000}?)(?<!\x60)\k<ticks>(?!\x60)`,
    String.raw`(?<bang>!?)\[(?<label>${LABEL})\]\((?:<(?<pointed>[^<>\n]{1,2000})>|(?<aimed>(?:[^\s()<]|\((?:[^\s()]|\([^\s()]{0,500}\)){0,500}\))(?:[^\s()]|\((?:[^\s()]|\([^\s()]{0,500}\)){0,500}\)){0,1999}))(?:[ \t]+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\)`,
    String.raw`<(?<angle>(?:https?:\/\/|mailto:)[^\s<>]{1,2000}|[^\s<>@]{1,64}@[^\s<>@]{1,255})>`,
    String.raw`(?<bare>\bhttps?:\/\/[^\s<>"\x60]{1,2000})`,
    String.raw`(?<![\p{L}\p{N}._%+\-'’´/=!#$&?^\x60{|}])(?<mail>[a-z\d][\w.%+\-]{0,63}@(?:[a-z\d\-]{1,63}\.){1,8}[a-z]{2,63})(?![\p{L}\p{N}@\-])`,
    String.raw`\\?(?<break>\n)`,
    String.raw`\*\*\*(?<both>(?=[^\s*])[^\n]{0,2000}?[^\s*])\*\*\*(?!\*)`,
    String.raw`(?<![\p{L}\p{N}_])___(?<lowBoth>(?=[^\s_])[^\n]{0,2000}?[^\s_])___(?![\p{L}\p{N}_])`,
    String.raw`(?<![\p{L}\p{N}_])__(?<lowStrong>(?=[^\s_])[^\n]{0,2000}?[^\s_])__(?![\p{L}\p{N}_])`,
    String.raw`\*\*(?<strong>(?=\S)[^\n]{0,2000}?[^\s*])\*\*`,
    String.raw`~~(?<deleted>(?=\S)[^\n]{0,2000}?[^\s~])~~`,
    String.raw`\*(?<star>(?=[^\s*])[^\n*]{1,2000}(?:\*\*(?=\S)[^\n*]{1,500}\*\*[^\n*]{0,500}){0,8}(?<!\s))\*`,
    String.raw`(?<![\p{L}\p{N}_])_(?<line>(?=[^\s_])(?:[^\n_]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])){1,2000}(?<!\s))_(?![\p{L}\p{N}_])`,
  ].join("|"),
  "giu",
);

/** What ends a quotation or emphasis rather than an address. */
const TRAILING = /[_»”]+$/u;

function readInline(text: string, isQuoted: boolean, depth: number): readonly Inline[] {
  const found: Inline[] = [];
  let at = 0;
  const add = (plain: string): void => {
    const last = found.at(-1);
    if (last?.kind === "text") found[found.length - 1] = { kind: "text", text: last.text + plain };
    else if (plain !== "") found.push({ kind: "text", text: plain });
  };
  for (const match of text.matchAll(INLINE)) {
    add(text.slice(at, match.index));
    at = match.index + match[0].length;
    const node = inlineOf(match, isQuoted, depth);
    if (typeof node === "string") add(node);
    else found.push(...node);
  }
  add(text.slice(at));
  return found;
}

/** What a match stands for; text, when it stands for nothing more. */
function inlineOf(match: RegExpExecArray, isQuoted: boolean, depth: number): string | readonly Inline[] {
  const [all] = match;
  const {
    escaped,
    sign,
    code,
    label,
    pointed,
    aimed = "",
    bang,
    angle,
    bare,
    mail,
    both,
    lowBoth,
    lowStrong,
    strong,
    deleted,
    star,
    line,
  } = match.groups ?? {};
  const inside = (text: string): readonly Inline[] =>
    depth < MAX_DEPTH ? readInline(text, isQuoted, depth + 1) : [{ kind: "text", text }];
  if (escaped !== undefined) return escaped;
  if (sign !== undefined) return isQuoted ? all : resolveReferences(sign, "text"); // a stranger's stay as they are
  if (code !== undefined) return [{ kind: "code", text: codeText(code) }];
  if (label !== undefined) {
    if (isQuoted) return all;
    const target = (pointed?.replaceAll(" ", "%20") ?? aimed).replace(NAMED, (name) =>
      resolveReferences(name, "text"),
    );
    if (bang === "!") return isWeb(target) ? [{ kind: "image", src: target, alt: label }] : all;
    return isOpenable(target) ? [{ kind: "link", href: target, inside: withoutLinks(inside(label)) }] : all;
  }
  if (angle !== undefined) {
    const href = /^(?:https?|mailto):/iu.test(angle) ? angle : `mailto:${angle}`;
    return isOpenable(href) ? [{ kind: "link", href, inside: [{ kind: "text", text: angle }] }] : all;
  }
  if (bare !== undefined) {
    const href = bare.slice(0, addressEnd(bare.replace(TRAILING, "")));
    if (!isWeb(href)) return all;
    const rest = bare.slice(href.length);
    const link: Inline = { kind: "link", href, inside: [{ kind: "text", text: href }] };
    return rest === "" ? [link] : [link, { kind: "text", text: rest }];
  }
  if (mail !== undefined)
    return [{ kind: "link", href: `mailto:${mail}`, inside: [{ kind: "text", text: mail }] }];
  const twice = both ?? lowBoth;
  if (twice !== undefined) return [{ kind: "emphasis", inside: [{ kind: "strong", inside: inside(twice) }] }];
  const bold = strong ?? lowStrong;
  if (bold !== undefined) return [{ kind: "strong", inside: inside(bold) }];
  if (deleted !== undefined) return [{ kind: "deleted", inside: inside(deleted) }];
  const emphasis = star ?? line;
  if (emphasis !== undefined) return [{ kind: "emphasis", inside: inside(emphasis) }];
  return [{ kind: "break" }];
}

/** What names a link, with the addresses in it as text: a link in a link would lead to one of two places. */
function withoutLinks(found: readonly Inline[]): readonly Inline[] {
  return found.flatMap((node): readonly Inline[] => {
    if (node.kind === "link") return withoutLinks(node.inside);
    return "inside" in node ? [{ ...node, inside: withoutLinks(node.inside) }] : [node];
  });
}

/** A blank at both ends keeps ticks apart from the marks around them. */
function codeText(code: string): string {
  const line = code.replaceAll("\n", " ");
  return /^ .*\S.* $/u.test(line) ? line.slice(1, -1) : line;
}

function isWeb(address: string): boolean {
  return /^https?:\/\/[^/\s]/iu.test(address) && URL.canParse(address);
}

function isOpenable(address: string): boolean {
  return isWeb(address) || (/^mailto:[^\s]+@/iu.test(address) && URL.canParse(address));
}
