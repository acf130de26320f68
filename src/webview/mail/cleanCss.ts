/**
 * Ways in which a value can fetch, or hide that it does. Chromium has parsed the value before it is looked at, so
 * escapes and comments are resolved; a backslash or `<` that is left could only serve to leave the style element.
 */
const UNSAFE_VALUE = /(?:url|src|image|image-set|cross-fade|element|paint|var|env|attr|expression)\(|[\\<]/iu;
/** Boxes that stay put while the mail scrolls serve only to cover something. */
const STUCK = /^(?:fixed|sticky|-webkit-sticky)$/u;

/** Takes what fetches, sticks or hides out of a block of declarations; returns the URLs that it would have fetched. */
export function cleanDeclarations(style: CSSStyleDeclaration): string[] {
  const dropped: string[] = [];
  for (const name of Array.from(style)) {
    const value = style.getPropertyValue(name);
    const stuck = name === "position" && STUCK.test(value);
    if (!stuck && !name.startsWith("--") && !UNSAFE_VALUE.test(value)) continue;
    dropped.push(value);
    style.removeProperty(name);
  }
  // A shorthand that holds a variable shows no value of its own in its parts.
  if (UNSAFE_VALUE.test(style.cssText)) {
    dropped.push(style.cssText);
    style.cssText = "";
  }
  return dropped;
}

/**
 * A mail's style sheet, rebuilt from its parsed rules: style rules, also inside `@media` and `@supports`. `@import`,
 * `@font-face` and the rest are left out. `onDropped` hears what was taken out, for the count of blocked addresses.
 */
export function cleanStyleSheet(text: string, onDropped: (css: string) => void): string {
  for (const address of text.match(/@import[^;]*/giu) ?? []) onDropped(address);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return cleanRules(sheet.cssRules, onDropped);
}

function cleanRules(rules: CSSRuleList, onDropped: (css: string) => void): string {
  return Array.from(rules)
    .map((rule) => cleanRule(rule, onDropped))
    .join("");
}

function cleanRule(rule: CSSRule, onDropped: (css: string) => void): string {
  if (rule instanceof CSSStyleRule) {
    cleanDeclarations(rule.style).forEach(onDropped);
    const { selectorText, style } = rule;
    return style.length === 0 || selectorText.includes("<") ? "" : `${selectorText}{${style.cssText}}\n`;
  }
  if (rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule) {
    const { conditionText } = rule;
    const inner = cleanRules(rule.cssRules, onDropped);
    const name = rule instanceof CSSMediaRule ? "@media" : "@supports";
    return inner === "" || /[\\<]/u.test(conditionText) ? "" : `${name} ${conditionText}{${inner}}\n`;
  }
  onDropped(rule.cssText);
  return "";
}
