/** A declaration that has to do with whether words are seen. */
export interface HidingDeclaration {
  readonly name: string;
  readonly value: string;
  readonly isImportant: boolean;
}

/** A part of a selector between its combinators. */
export interface Compound {
  readonly tag: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  /** The element around it has to be the very parent of what stands right of it. */
  readonly isParent: boolean;
}

/** One selector with what it says. */
export interface HidingRule {
  /** From the right: the element itself first. */
  readonly compounds: readonly [Compound, ...Compound[]];
  readonly specificity: number;
  readonly order: number;
  readonly declarations: readonly HidingDeclaration[];
  /** False where the rule may not hold for all that is found with it: a condition, or a selector read in part only. */
  readonly isCertain: boolean;
}

const TELLING =
  /^(?:display|visibility|opacity|font|font-size|(?:max-|min-)?(?:height|width)|overflow(?:-[xy])?|padding(?:-(?:top|right|bottom|left))?|float)$/u;
const COMMENT = /\/\*[^]*?(?:\*\/|$)|<!--|-->/gu;
const MARK = /"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|[{};]/gu;
/** More than any mail has; what comes later hides nothing. */
const MAX_RULES = 5000;
const MAX_STYLE = 10_000;

/** What a `style` attribute or the block of a rule says of hiding. */
export function hidingDeclarations(text: string): readonly HidingDeclaration[] {
  if (text.length > MAX_STYLE) return [];
  return text.replace(COMMENT, " ").split(";").flatMap(declarationOf);
}

function declarationOf(text: string): HidingDeclaration[] {
  const colon = text.indexOf(":");
  if (colon < 1) return [];
  const name = text.slice(0, colon).trim().toLowerCase();
  if (!TELLING.test(name)) return [];
  const [, value = "", important] =
    /^([^!]*)(!\s*important)?$/u.exec(
      text
        .slice(colon + 1)
        .trim()
        .toLowerCase(),
    ) ?? [];
  return value.trim() === "" ? [] : [{ name, value: value.trim(), isImportant: important !== undefined }];
}

type Block =
  | { readonly kind: "group"; readonly holds: boolean | undefined }
  | { readonly kind: "style"; readonly selector: string; readonly declarations: HidingDeclaration[] }
  | { readonly kind: "other" };

/** The rules of a style sheet that have to do with hiding, those of other looks than a wide screen's left out. Linear. */
export function hidingRules(sheet: string): readonly HidingRule[] {
  const css = sheet.replace(COMMENT, " ");
  const rules: HidingRule[] = [];
  const open: Block[] = [];
  let start = 0;
  const take = (end: number): void => {
    const block = open.at(-1);
    if (block?.kind === "style") block.declarations.push(...declarationOf(css.slice(start, end)));
  };
  for (const { 0: mark, index } of css.matchAll(MARK)) {
    if (mark === "{") open.push(blockOf(css.slice(start, index).trim(), open.at(-1)));
    else if (mark === "}") {
      take(index);
      const block = open.pop();
      if (block?.kind === "style" && block.declarations.length > 0) addRules(rules, block, holdsWithin(open));
    } else if (mark === ";") take(index);
    else continue;
    start = index + 1;
    if (rules.length >= MAX_RULES) break;
  }
  return rules;
}

function blockOf(prelude: string, around: Block | undefined): Block {
  if (around !== undefined && around.kind !== "group") return { kind: "other" };
  const [, name = "", condition = ""] = /^@([\w-]+)([^]*)$/u.exec(prelude) ?? [];
  switch (name.toLowerCase()) {
    case "":
      return { kind: "style", selector: prelude, declarations: [] };
    case "media":
      return { kind: "group", holds: mediaHolds(condition) };
    case "layer":
      return { kind: "group", holds: true };
    case "supports":
    case "container":
      return { kind: "group", holds: undefined };
    default:
      return { kind: "other" };
  }
}

function holdsWithin(open: readonly Block[]): boolean | undefined {
  const all = open.map((block) => block.kind === "group" && block.holds);
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

/** Whether a media query holds on a wide screen; undefined where that depends on more. */
function mediaHolds(query: string): boolean | undefined {
  const parts = query
    .toLowerCase()
    .split(",")
    .map((part) => part.trim());
  const each = parts.map((part) => {
    if (/^(?:|all|(?:only\s+)?screen)$/u.test(part)) return true;
    if (/^not\b/u.test(part)) return undefined;
    if (/^(?:only\s+)?(?:print|speech|tty|tv|aural|braille|embossed|handheld|projection)\b/u.test(part))
      return false;
    const [, most] = /(?:max-(?:device-)?width\s*:|\bwidth\s*<=?)\s*(\d+)(?:\.\d+)?px/u.exec(part) ?? [];
    return most !== undefined && Number(most) <= 800 ? false : undefined;
  });
  if (each.includes(true)) return true;
  return each.includes(undefined) ? undefined : false;
}

function addRules(
  rules: HidingRule[],
  { selector, declarations }: Extract<Block, { kind: "style" }>,
  holds: boolean | undefined,
): void {
  if (holds === false) return;
  for (const one of selectorsOf(selector)) {
    // Of a part that is drawn beside the words, or of a state that comes and goes.
    if (/::|:(?:before|after|first-l|hover|focus|active|visited|link\b|target)/iu.test(one)) continue;
    const read = selectorOf(one);
    if (read === undefined) continue;
    const { compounds, specificity, isExact } = read;
    rules.push({
      compounds,
      specificity,
      order: rules.length,
      declarations,
      isCertain: holds === true && isExact,
    });
  }
}

/** A list of selectors, split where a comma stands outside of brackets. */
function selectorsOf(list: string): string[] {
  if (!/[([]/u.test(list)) return list.split(",");
  const found: string[] = [""];
  let depth = 0;
  for (const char of list) {
    if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth--;
    if (char === "," && depth <= 0) found.push("");
    else found.push(`${found.pop() ?? ""}${char}`);
  }
  return found;
}

interface ReadSelector {
  readonly compounds: readonly [Compound, ...Compound[]];
  readonly specificity: number;
  readonly isExact: boolean;
}

const PIECE = /\s*([>+~])\s*|\s+|(?:\[[^\]]*\]|\([^)]*\)|[^\s>+~[(])+/gu;
const MAX_COMPOUNDS = 8;

function selectorOf(text: string): ReadSelector | undefined {
  const compounds: Compound[] = [];
  let isExact = true;
  let specificity = 0;
  let isParent = false;
  const pieces = Array.from(text.trim().matchAll(PIECE)).reverse();
  for (const [piece, combinator] of pieces) {
    if (combinator === ">") isParent = true;
    else if (combinator !== undefined) {
      // What stands before a sibling says nothing of the elements around.
      isExact = false;
      specificity += 10_000;
      break;
    } else if (piece.trim() !== "") {
      const read = compoundOf(piece, isParent);
      compounds.push(read.compound);
      specificity += read.specificity;
      isExact &&= read.isExact;
      isParent = false;
    }
  }
  const [first, ...others] = compounds;
  if (first === undefined || compounds.length > MAX_COMPOUNDS) return undefined;
  return { compounds: [first, ...others], specificity, isExact };
}

const NAME = "[\\w\\u0080-\\uFFFF-]+";
const PART = new RegExp(
  `^(?:\\.(${NAME})|#(${NAME})|\\[\\s*(class|id)\\s*(~?=)\\s*["']?(${NAME})["']?\\s*\\])`,
  "iu",
);

function compoundOf(
  text: string,
  isParent: boolean,
): { readonly compound: Compound; readonly specificity: number; readonly isExact: boolean } {
  const [name = ""] = /^(?:\*|[a-z][\w-]*)/iu.exec(text) ?? [];
  const classes: string[] = [];
  let id: string | undefined;
  let isExact = true;
  let rest = text.slice(name.length);
  while (rest !== "") {
    const [whole, className, idName, attribute = "", operator, value = ""] = PART.exec(rest) ?? [];
    if (whole === undefined) {
      isExact = false;
      break;
    }
    if (className !== undefined) classes.push(className);
    else if (idName !== undefined) id = idName;
    else {
      if (attribute.toLowerCase() === "class") classes.push(value);
      else id = value;
      isExact &&= operator === "~=";
    }
    rest = rest.slice(whole.length);
  }
  // As much as what was not read may count for: it is heard where it shows.
  const unread = isExact
    ? 0
    : 100 * (rest.match(/[:.[]/gu)?.length ?? 0) + 10_000 * (rest.match(/#/gu)?.length ?? 0);
  const tag = name === "" || name === "*" ? undefined : name.toLowerCase();
  const specificity =
    (id === undefined ? 0 : 10_000) +
    Math.min(classes.length, 90) * 100 +
    unread +
    (tag === undefined ? 0 : 1);
  return { compound: { tag, id, classes, isParent }, specificity, isExact };
}
