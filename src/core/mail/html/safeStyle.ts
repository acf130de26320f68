/** What may change how words look where they stand: nothing that fetches, moves, covers, or comes from elsewhere. */
const PROPERTY =
  /^(?:color|background-color|background|font|font-(?:family|size|style|variant|weight|stretch)|line-height|letter-spacing|word-spacing|text-(?:align|decoration|decoration-(?:line|color|style)|indent|transform|overflow)|white-space|word-break|word-wrap|overflow-wrap|vertical-align|direction|(?:min-|max-)?(?:width|height)|(?:margin|padding)(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:radius|collapse|spacing)|border-(?:top|bottom)-(?:left|right)-radius|table-layout|list-style-type|display|float|clear|overflow|opacity|visibility|box-sizing)$/u;
/** Words, numbers and colours. No backslash, colon, at sign, semicolon or brace: nothing that could become another thing. */
const VALUE = /^(?:[\w\s#%.,'"+/!-]|\b(?:rgba?|hsla?)\([\d\s.,%/]*\))*$/iu;
const DISPLAY = /^(?:none|block|inline|inline-block|table(?:-[a-z-]+)?|list-item)(?:\s*!\s*important)?$/iu;
/** Twice as much as any style that was made to be read. */
const MAX_LENGTH = 4000;

/**
 * The declarations of a `style` attribute that may stay, written anew. An allow-list of names and of the characters of
 * values: no address, variable, escape or comment passes, so that none has to be understood.
 */
export function safeStyle(style: string): string {
  if (style.length > MAX_LENGTH) return "";
  const kept: string[] = [];
  // A semicolon inside quotes or brackets splits what is then refused on both sides.
  for (const declaration of style.split(";")) {
    const colon = declaration.indexOf(":");
    if (colon < 1) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (value !== "" && PROPERTY.test(name) && isSafe(name, value)) kept.push(`${name}:${value}`);
  }
  return kept.join(";");
}

function isSafe(name: string, value: string): boolean {
  if (!VALUE.test(value) || hasOpenQuote(value)) return false;
  if (name === "display") return DISPLAY.test(value);
  // What is pulled out of its place covers its neighbours.
  return !(/^(?:margin|text-indent|letter-spacing|word-spacing)/u.test(name) && value.includes("-"));
}

/** A quote that nobody closes would take the next declaration into its text. */
function hasOpenQuote(value: string): boolean {
  let open: string | undefined;
  for (const char of value) {
    if (open === undefined && (char === '"' || char === "'")) open = char;
    else if (char === open) open = undefined;
  }
  return open !== undefined;
}
