import { hidingDeclarations, hidingRules, type Compound, type HidingRule } from "./hidingStyles.ts";

/** An element of a mail as far as it matters to whether its words are seen. */
export interface Sight {
  readonly name: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly around: Sight | undefined;
  /** Nothing inside is drawn, whatever it says. */
  readonly isGone: boolean;
  /** Not drawn, but what is inside may say otherwise. */
  readonly isInvisible: boolean;
  readonly fontPx: number;
  /** Settings that an office program left, which were never meant to be words. */
  readonly isOffice: boolean;
}

/** What an element says of itself. Names are in lower case. */
export type AttributeOf = (name: string) => string | null | undefined;

const ROOT: Sight = {
  name: "",
  id: "",
  classes: [],
  around: undefined,
  isGone: false,
  isInvisible: false,
  fontPx: 16,
  isOffice: false,
};
/** Smaller letters are specks: the frame of a mail does not draw them either. */
const LEAST_FONT_PX = 3;
/** A slit that shows no letter. */
const MOST_SLIT_PX = 2;
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header li " +
    "main nav ol p pre section summary ul"
  ).split(" "),
);
const BLOCK_DISPLAY = /^(?:block|inline-block|flow-root|list-item|(?:inline-)?(?:flex|grid))$/u;
const OFFICE = /^o:(?!p$)/u;
/** Pairs of rules and elements that are looked at; a mail that needs more hides nothing any more. */
const MAX_STEPS = 4_000_000;

/** Whether the words right inside an element are seen by nobody who looks at the mail. */
export function hidesWords(sight: Sight): boolean {
  return sight.isGone || sight.isInvisible || sight.isOffice || isSpeck(sight);
}

/** Whether its letters are too small to be any. A picture inside is seen all the same. */
export function isSpeck({ fontPx }: Sight): boolean {
  return fontPx < LEAST_FONT_PX;
}

interface Said {
  readonly value: string;
  readonly weight: number;
}
type Values = Map<string, Said>;

/**
 * What a mail hides from whoever looks at it, by its own style sheets and attributes: the one rule for every form of a
 * message that is words alone. In doubt (a condition, a selector that is read in part) words are shown. Only what hides in
 * a wide window counts: neither what a phone would show, nor `mso-hide`, which one program heeds and which most often marks
 * what all others are to see.
 */
export class HiddenWords {
  /** Of a mail's body, which need not be written. */
  readonly root: Sight;
  readonly #byKey = new Map<string, HidingRule[]>();
  readonly #hasRules: boolean;
  #steps = 0;

  /** @param css the mail's style sheets, one after the other. */
  constructor(css: string) {
    const rules = css.trim() === "" ? [] : hidingRules(css);
    this.#hasRules = rules.length > 0;
    for (const rule of rules) {
      const key = keyOf(rule.compounds[0]);
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [rule]);
      else known.push(rule);
    }
    const nothing: AttributeOf = () => undefined;
    this.root = this.enter(this.enter(ROOT, "html", nothing), "body", nothing);
  }

  /** The sight of an element from that of the one around it. */
  enter(outer: Sight, name: string, attributeOf: AttributeOf): Sight {
    const around =
      name === "html" ? ROOT : name === "body" && outer.name === "body" ? (outer.around ?? outer) : outer;
    const isOffice = OFFICE.test(name) || (name.includes(":") && name !== "o:p" && (around.name === "xml" || around.isOffice)); // prettier-ignore
    const style = attributeOf("style") ?? "";
    const isHidden = (attributeOf("hidden") ?? undefined) !== undefined;
    const isKnown = name === "xml" || isOffice || around.isOffice;
    if (!this.#hasRules && style === "" && !isHidden && !isKnown)
      return around.name === "xml" ? { ...around, name } : around;
    const sight: Sight = {
      ...around,
      name,
      id: attributeOf("id") ?? "",
      classes: this.#hasRules ? (attributeOf("class") ?? "").split(/\s+/u).filter((each) => each !== "") : [],
      around,
      isOffice,
    };
    if (around.isGone || this.#steps > MAX_STEPS) return sight;
    const { certain, all } = this.#valuesOf(sight, style, isHidden);
    const one = looks(sight, certain);
    if (all === certain) return { ...sight, ...one };
    const other = looks(sight, all);
    return {
      ...sight,
      isGone: one.isGone && other.isGone,
      isInvisible: one.isInvisible && other.isInvisible,
      fontPx: Math.max(one.fontPx, other.fontPx),
    };
  }

  /** What holds for an element for certain, and what does if everything holds that may. */
  #valuesOf(
    sight: Sight,
    style: string,
    isHidden: boolean,
  ): { readonly certain: Values; readonly all: Values } {
    const certain: Values = new Map();
    const uncertain: HidingRule[] = [];
    if (isHidden) certain.set("display", { value: "none", weight: -1 });
    for (const key of this.#hasRules ? keysOf(sight) : [])
      for (const rule of this.#byKey.get(key) ?? []) {
        if (!this.#matches(rule.compounds, sight)) continue;
        if (rule.isCertain) put(certain, rule);
        else uncertain.push(rule);
      }
    for (const { name, value, isImportant } of style === "" ? [] : hidingDeclarations(style))
      set(certain, name, { value, weight: 1e14 + (isImportant ? 1e15 : 0) });
    if (uncertain.length === 0) return { certain, all: certain };
    const all = new Map(certain);
    for (const rule of uncertain) put(all, rule);
    return { certain, all };
  }

  #matches(compounds: readonly Compound[], at: Sight | undefined, from = 0): boolean {
    const compound = compounds[from];
    if (compound === undefined) return true;
    const isNextTo = from === 0 || compound.isParent;
    for (let each = at; each !== undefined; each = isNextTo ? undefined : each.around) {
      this.#steps++;
      if (this.#steps > MAX_STEPS) return false;
      if (isMatch(compound, each) && this.#matches(compounds, each.around, from + 1)) return true;
    }
    return false;
  }
}

function keyOf({ id, classes, tag }: Compound): string {
  if (id !== undefined) return `#${id}`;
  const [first] = classes;
  return first === undefined ? (tag ?? "*") : `.${first}`;
}

function keysOf({ name, id, classes }: Sight): readonly string[] {
  return ["*", name, ...(id === "" ? [] : [`#${id}`]), ...new Set(classes.map((each) => `.${each}`))];
}

function isMatch({ tag, id, classes }: Compound, sight: Sight): boolean {
  return (
    (tag === undefined || tag === sight.name) &&
    (id === undefined || id === sight.id) &&
    classes.every((each) => sight.classes.includes(each))
  );
}

function put(values: Values, { declarations, specificity, order }: HidingRule): void {
  for (const { name, value, isImportant } of declarations)
    set(values, name, { value, weight: specificity * 1e5 + order + (isImportant ? 1e15 : 0) });
}

function set(values: Values, name: string, said: Said): void {
  if (name === "font") {
    set(values, "font-size", { ...said, value: sizeInFont(said.value) });
    return;
  }
  const known = values.get(name);
  if (known === undefined || known.weight <= said.weight) values.set(name, said);
}

/** The size in `italic 700 0/0 a`. */
function sizeInFont(font: string): string {
  const word = font
    .split(/[\s/]+/u)
    .find((each) => !/^(?:normal|italic|oblique|bold|bolder|lighter|small-caps|[1-9]\d{2,3})$/u.test(each));
  return word ?? "";
}

type Looks = Pick<Sight, "isGone" | "isInvisible" | "fontPx">;

function looks(sight: Sight, values: Values): Looks {
  const valueOf = (name: string): string | undefined => values.get(name)?.value;
  const visibility = valueOf("visibility");
  return {
    isGone:
      valueOf("display") === "none" ||
      /^(?:0+(?:\.0*)?|\.0+)%?$/u.test(valueOf("opacity") ?? "") ||
      isClosed(sight.name, valueOf),
    isInvisible:
      visibility === undefined || visibility === "inherit" || visibility === "unset"
        ? sight.isInvisible
        : visibility === "hidden" || visibility === "collapse",
    fontPx: fontPxOf(valueOf("font-size"), sight.fontPx),
  };
}

/** A box so small that what overflows it, and is cut off, is all of it. Lines and cells have no size of their own. */
function isClosed(name: string, valueOf: (name: string) => string | undefined): boolean {
  if (name === "html" || name === "body") return false; // what they cut off the window shows
  const clips = ["overflow", "overflow-x", "overflow-y"].some((each) =>
    /hidden|auto|scroll|clip/u.test(valueOf(each) ?? ""),
  );
  if (!clips) return false;
  const display = valueOf("display");
  const floats = /^(?:left|right)$/u.test(valueOf("float") ?? "");
  const isBlock = display === undefined ? BLOCKS.has(name) || floats : BLOCK_DISPLAY.test(display) || (floats && display === "inline"); // prettier-ignore
  if (!isBlock) return false;
  const hasRoom = ["padding", "padding-top", "padding-right", "padding-bottom", "padding-left"].some((each) =>
    /[1-9]/u.test(valueOf(each) ?? ""),
  );
  if (hasRoom) return false;
  return (
    (isSlit(valueOf("height"), valueOf("max-height"), false) &&
      !/[1-9]/u.test(valueOf("min-height") ?? "")) ||
    (isSlit(valueOf("width"), valueOf("max-width"), true) && !/[1-9]/u.test(valueOf("min-width") ?? ""))
  );
}

function isSlit(size: string | undefined, most: string | undefined, ofWidth: boolean): boolean {
  return [size, most].some((value) => {
    const [, number, unit = ""] = LENGTH.exec(value ?? "") ?? [];
    if (number === undefined || (unit === "%" && !ofWidth)) return false;
    if (Number(number) === 0) return true;
    return (unit === "px" || unit === "pt") && Number(number) <= MOST_SLIT_PX;
  });
}

const LENGTH = /^\+?(\d+\.?\d*|\.\d+)(px|pt|pc|em|rem|ex|ch|%|in|cm|mm|vw|vh)?$/u;

function fontPxOf(value: string | undefined, around: number): number {
  if (value === undefined) return around;
  const [, number, unit] = LENGTH.exec(value) ?? [];
  if (number === undefined) {
    if (/^(?:inherit|unset|smaller|larger|)$/u.test(value)) return around;
    // An absolute size by name, or one that is worked out: no letters are as small.
    return /^(?:x{0,3}-?(?:small|large)|medium|initial|revert|math|(?:calc|clamp|min|max)\(.*\))$/u.test(
      value,
    )
      ? ROOT.fontPx
      : around;
  }
  const size = Number(number);
  switch (unit) {
    case "px":
      return size;
    case "pt":
      return (size * 4) / 3;
    case "em":
      return size * around;
    case "%":
      return (size / 100) * around;
    case undefined:
      return size === 0 ? 0 : around; // a number without a unit is none
    default:
      return size === 0 ? 0 : ROOT.fontPx;
  }
}
