import * as vscode from "vscode";
import type { Mark } from "./markedLines.ts";

/**
 * A gutter takes pictures only, whose colours no theme can set. So these are the two colours of our own for each tone:
 * those of VS Code's own icons on a light and on a dark ground, high contrast included. The shapes differ as well.
 */
const COLOURS = {
  good: { light: "#388a34", dark: "#73c991" },
  warn: { light: "#a56a00", dark: "#cca700" },
  bad: { light: "#d3130b", dark: "#f14c4c" },
  neutral: { light: "#616161", dark: "#b0b0b0" },
} as const;

const CIRCLE = '<circle cx="8" cy="8" r="5.5"/>';
const CHECK = '<path d="m5.5 8.2 1.8 1.8 3.3-3.8"/>';
const SHAPES: Readonly<Record<Mark, readonly [tone: keyof typeof COLOURS, shape: string]>> = {
  // Fainter than the others: so old that it only says that somebody has asked.
  old: ["neutral", '<circle cx="8" cy="8" r="4.5" stroke-dasharray="1 2.14"/>'],
  verified: ["good", CIRCLE + CHECK],
  // Not closed: the domain takes every address, so the mailbox itself is not proven.
  catchAll: ["warn", `<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.3 2.02"/>${CHECK}`],
  invalid: ["bad", `${CIRCLE}<path d="m6 6 4 4m0-4-4 4"/>`],
  risky: ["warn", '<path d="M8 2.5 14 13H2z"/><path d="M8 6.3v3.2m0 1.3v.7"/>'],
  pending: ["neutral", `${CIRCLE}<path d="M8 5v3.2l2 1.2"/>`],
  unknown: ["neutral", `${CIRCLE}<path d="M6.4 6.6a1.6 1.6 0 1 1 2.5 1.3c-.6.4-.9.6-.9 1.2m0 1.2v.6"/>`],
};

/** The picture of a mark for grounds of one kind. */
export function gutterIcon(mark: Mark, ground: "light" | "dark"): vscode.Uri {
  const [tone, shape] = SHAPES[mark];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none" ` +
    `stroke="${COLOURS[tone][ground]}" stroke-width="1.1" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
}
