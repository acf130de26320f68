import { linesOf } from "./linesOf.ts";

const LINE_PX = 21;
const MARGINS_PX = 40;
const LEAST_PX = 96;
const MOST_PX = 640;
/** About what a line holds at the usual width of a panel. */
const LINE_CHARS = 110;

const FOLD = "details[data-fold]";
/** More than fill the tallest frame. */
const MOST_LINES = 60;
const MOST_PICTURES = 20;

/** How tall a mail is likely to be drawn, by its text and pictures without what is folded: its frame cannot be asked. */
export function guessHeight(body: HTMLElement): number {
  const lines = linesOf(body, MOST_LINES)
    .filter(({ node }) => node.parentElement?.closest(FOLD) === null)
    .reduce((sum, { text }) => sum + Math.ceil(text.length / LINE_CHARS), 0);
  const pictures = Array.from(body.querySelectorAll("img, [data-blank]"))
    .slice(0, MOST_PICTURES)
    .filter((picture) => picture.closest(FOLD) === null)
    .reduce((sum, picture) => sum + pixelsOf(picture), 0);
  const folds = body.querySelectorAll(FOLD).length;
  // Paragraphs stand apart by about half a line each.
  const px = lines * LINE_PX * 1.5 + folds * 34 + pictures + MARGINS_PX;
  return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, px)));
}

function pixelsOf(picture: Element): number {
  const height = Number.parseFloat(picture.getAttribute("height") ?? "");
  return Number.isFinite(height) ? Math.min(height, MOST_PX) : LINE_PX;
}
