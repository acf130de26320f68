import { sizeOf } from "./fetchLog.ts";

/** Below this a picture has nothing to show. */
const VISIBLE_PX = 4;
const LARGEST_PX = 2000;

/** Puts a frame with its words in the place of each picture that stays away, and nothing in that of a hidden one. */
export function blankImages(body: HTMLElement): void {
  for (const image of body.querySelectorAll<HTMLImageElement>("img:not([src])")) {
    const { width, height, hidden } = sizeOf(image);
    const isSpeck = (width ?? VISIBLE_PX) < VISIBLE_PX || (height ?? VISIBLE_PX) < VISIBLE_PX;
    const words = image.alt.trim();
    if (hidden === true || isSpeck || (words === "" && width === undefined)) image.remove();
    else image.replaceWith(blank(image, words, width, height));
  }
}

function blank(
  image: Element,
  words: string,
  width: number | undefined,
  height: number | undefined,
): HTMLElement {
  const box = document.createElement("span");
  box.dataset["blank"] = "";
  box.textContent = words;
  if (width !== undefined) box.style.width = `${String(Math.min(width, LARGEST_PX))}px`;
  if (width !== undefined && height !== undefined)
    box.style.aspectRatio = `${String(width)} / ${String(Math.min(height, LARGEST_PX))}`;
  const side = image.getAttribute("align")?.toLowerCase();
  if (side === "left" || side === "right") {
    box.style.float = side;
    box.style.margin = side === "left" ? "0 16px 0 0" : "0 0 0 16px";
  }
  return box;
}
