/**
 * Ways in which a value can fetch, or hide that it does. Chromium has parsed the value before it is looked at, so
 * escapes and comments are resolved; a backslash or `<` that is left could only serve to leave the style element.
 */
const UNSAFE_VALUE = /(?:url|src|image|image-set|cross-fade|element|paint|var|env|attr|expression)\(|[\\<]/iu;
/** Chromium's own spelling of a parsed address. */
const URL_VALUE = /url\("([^"\\]*)"\)/gu;
/**
 * What only serves to leave the flow and cover something, to move over it, or to keep the reader's machine busy.
 * `color-scheme` is the frame's to say: see `MailStyles.dark`.
 */
const UNWANTED = new RegExp(
  "^(?:--|(?:-webkit-)?(?:animation|transition|offset|inset|z-index|will-change|view-transition|anchor|position-|color-scheme|" +
    "-webkit-text-(?:fill|stroke|security)|mix-blend|background-blend|clip-path|mask|filter|backdrop-filter|pointer-events|user-select|content-visibility|contain|transform|translate|scale|rotate|zoom|perspective)|(?:top|right|bottom|left)$)",
  "u",
);
/** Parts of a text, and states of an element, whose colors cannot be measured with it. */
const DRAWN_PART = /::(?:first-l|marker|selection|target|highlight)|:(?:hover|focus|active)/u;
const BELOW_ZERO = /(?:^|[\s(])-[\d.]/u;
const IN_FLOW = /^(?:static|relative)$/u;

/** Which addresses may stay, and who hears of those that go. */
export interface CssRules {
  readonly mayFetch: (address: string) => boolean;
  readonly onFetch: (value: string, property: string) => void;
}

/** Names that can do nothing but colour, size and space words where they stand. */
const PLAIN_NAME =
  /^(?:color|background-color|font-(?:family|size|style|weight)|font|line-height|letter-spacing|text-(?:align|decoration|transform)|vertical-align|white-space|(?:max-|min-)?(?:width|height)|(?:margin|padding|border)(?:-(?:top|right|bottom|left))?|border-(?:collapse|spacing|radius|color|style|width)|display)$/u;
/** Of words, numbers and hexadecimal colours alone: no function, escape, comment, variable or `!important`, nothing below zero. */
const PLAIN_VALUE = /^(?:[\w\s#%.,'"]|\/(?!\*)|(?<=[a-z])-(?=[a-z]))+$/iu;
const MAX_PLAIN = 1000;

/**
 * Whether a `style` attribute, as it is written, holds only what `cleanDeclarations` would leave alone. Most mail says
 * nothing else, ten thousand times over, and need not be parsed for it; whatever is in doubt is.
 */
export function isPlainStyle(text: string): boolean {
  return (
    text.length <= MAX_PLAIN &&
    text.split(";").every((declaration) => {
      const colon = declaration.indexOf(":");
      if (colon < 0) return declaration.trim() === "";
      return (
        PLAIN_NAME.test(declaration.slice(0, colon).trim().toLowerCase()) &&
        PLAIN_VALUE.test(declaration.slice(colon + 1))
      );
    })
  );
}

/** Takes what fetches, sticks or hides out of a block of declarations. */
export function cleanDeclarations(style: CSSStyleDeclaration, rules: CssRules): void {
  for (const name of Array.from(style)) {
    const value = style.getPropertyValue(name);
    rules.onFetch(value, name);
    const shown = name === "background-image" ? withoutAllowed(value, rules) : value;
    // Half-seen text cannot be measured against what is behind it; what is not to be seen at all may stay so.
    if (name === "opacity" && !(Number.parseFloat(value) <= 0))
      style.setProperty(name, "1", style.getPropertyPriority(name));
    else if (!isWanted(name, value) || UNSAFE_VALUE.test(shown)) style.removeProperty(name);
  }
  if (isOut(style)) style.removeProperty("text-indent");
  // A shorthand that holds a variable shows no value of its own in its parts.
  if (UNSAFE_VALUE.test(withoutAllowed(style.cssText, rules))) {
    rules.onFetch(style.cssText, "");
    style.cssText = "";
  }
}

function isWanted(name: string, value: string): boolean {
  if (name === "position") return IN_FLOW.test(value);
  // Words that are only drawn are in no other form of the mail, and in no measure.
  if (name === "content") return /^(?:""|none|normal)$/u.test(value);
  if (/^(?:-webkit-)?background-clip$/u.test(name)) return !value.includes("text");
  // Pulled out of their place, words leave the frame, whose edge hides them, or cover their neighbours.
  if (name.startsWith("margin") && BELOW_ZERO.test(value)) return false;
  // Letters that are a little closer are a matter of taste.
  if (/^(?:letter|word)-spacing$/u.test(name) && BELOW_ZERO.test(value))
    return (pixelsOf(value) ?? -Infinity) >= -3;
  return !UNWANTED.test(name);
}

/** A first line that hangs, as those of lists do, stays within the room that is left of it; farther out it leaves the frame. */
function isOut(style: CSSStyleDeclaration): boolean {
  const indent = style.textIndent;
  if (!BELOW_ZERO.test(indent)) return false;
  const px = pixelsOf(indent);
  const room = (pixelsOf(style.marginLeft) ?? 0) + (pixelsOf(style.paddingLeft) ?? 0);
  return px === undefined || -px > room;
}

const PX = { px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 37.8, mm: 3.78, em: 16, rem: 16 } as const;

function pixelsOf(value: string): number | undefined {
  const [, number, unit] = /^(-?[\d.]+)(px|pt|pc|in|cm|mm|em|rem)$/u.exec(value) ?? [];
  const [, factor] = Object.entries(PX).find(([name]) => name === unit) ?? [];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

function withoutAllowed(value: string, { mayFetch }: CssRules): string {
  return value.replace(URL_VALUE, (whole, address: string) => (mayFetch(address) ? "" : whole));
}

/** A mail's style sheets, cleaned. */
export interface MailStyles {
  readonly css: string;
  /** Has rules of its own for dark themes. */
  readonly dark: boolean;
}

/** Stand in `css` for `(prefers-color-scheme: …)`: whoever frames the mail decides which of them holds. */
export const DARK_HOLDS = "(--mail-dark)";
export const LIGHT_HOLDS = "(--mail-light)";

/**
 * A mail's style sheet, rebuilt from its parsed rules: style rules, also inside `@media`, `@supports` and `@layer`.
 * `@import`, `@font-face`, `@property` and the rest are left out.
 */
export function cleanStyleSheet(text: string, rules: CssRules): MailStyles {
  for (const address of text.match(/@import[^;]*/giu) ?? []) rules.onFetch(address, "@import");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const cleaner = new SheetCleaner(rules);
  return { css: cleaner.clean(sheet.cssRules), dark: cleaner.dark };
}

class SheetCleaner {
  dark = false;

  constructor(private readonly rules: CssRules) {}

  clean(list: CSSRuleList): string {
    return Array.from(list, (rule) => this.cleanRule(rule)).join("");
  }

  private cleanRule(rule: CSSRule): string {
    if (rule instanceof CSSStyleRule) {
      cleanDeclarations(rule.style, this.rules);
      if (rule.cssRules.length > 0) this.rules.onFetch(rule.cssText, ""); // nested rules are left out
      const { selectorText, style } = rule;
      if (DRAWN_PART.test(selectorText))
        for (const name of Array.from(style)) if (/color|background/u.test(name)) style.removeProperty(name);
      return style.length === 0 || /[\\<]/u.test(selectorText) ? "" : `${selectorText}{${style.cssText}}\n`;
    }
    if (rule instanceof CSSMediaRule)
      return this.conditional("@media", this.scheme(rule.conditionText), rule);
    if (rule instanceof CSSSupportsRule) return this.conditional("@supports", rule.conditionText, rule);
    if (rule instanceof CSSLayerBlockRule) return this.clean(rule.cssRules);
    this.rules.onFetch(rule.cssText, rule.constructor.name);
    return "";
  }

  private conditional(name: string, condition: string, rule: CSSGroupingRule): string {
    const inner = this.clean(rule.cssRules);
    if (inner === "" || /[\\<{}]/u.test(condition)) return "";
    this.dark ||= condition.includes(DARK_HOLDS);
    return `${name} ${condition}{${inner}}\n`;
  }

  private scheme(condition: string): string {
    return condition
      .replace(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/giu, DARK_HOLDS)
      .replace(/\(\s*prefers-color-scheme\s*:\s*light\s*\)/giu, LIGHT_HOLDS);
  }
}
