import { PART_COLOURS } from "../../shared/partColours.ts";

/** Gives whatever stands for a kind of result (`data-part`) its colour. */
export function adoptPartColours(): void {
  const rules = Object.entries(PART_COLOURS).map(
    ([part, colour]) => `[data-part="${part}"] { background: var(--vscode-${colour.replaceAll(".", "-")}); }`,
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join("\n"));
  document.adoptedStyleSheets.push(sheet);
}
