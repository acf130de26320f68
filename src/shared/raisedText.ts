const SIGNS = "0123456789+-−=()";
const RAISED = { sup: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", sub: "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎" } as const;

/** How words stand that are not on the line. */
export type Raised = keyof typeof RAISED;

/**
 * Words above or below the line as plain text says them: `10<sup>6</sup>` is 10⁶ and no 106, `$19<sup>99</sup>` no 1999. What
 * has no such signs (`5<sup>th</sup>`) stays; a number among it keeps apart from the one before it.
 */
export function raisedText(text: string, raised: Raised): string {
  if (!/\d/u.test(text)) return text;
  const signs = Array.from(text, (sign) => {
    const index = SIGNS.indexOf(sign);
    return index < 0 ? (/\s/u.test(sign) ? sign : undefined) : RAISED[raised][index];
  });
  if (signs.every((sign) => sign !== undefined)) return signs.join("");
  return raised === "sup" && /^\s*\d/u.test(text) ? `^${text}` : text;
}
