/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number];

export interface Color {
  readonly rgb: Rgb;
  /** From 0, not to be seen, to 1. */
  readonly alpha: number;
}

/** Below this, text is taken for unreadable. A little more than the 3:1 that is promised, for what rounding takes. */
const LEAST = 3.1;
/** What is mended anyway is mended well. */
const AIM = 4.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
const MAX_KNOWN = 2000;

const known = new Map<string, Color>();
let painter: CanvasRenderingContext2D | null | undefined;

/** A computed color. What is no color is one that cannot be seen. */
export function parseColor(text: string): Color {
  const found = known.get(text);
  if (found !== undefined) return found;
  const color = fromNumbers(text) ?? painted(text);
  if (known.size < MAX_KNOWN) known.set(text, color);
  return color;
}

function fromNumbers(text: string): Color | undefined {
  const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/u.exec(text);
  if (parts === null) return undefined;
  const [, red, green, blue, alpha = "1"] = parts;
  return { rgb: [Number(red), Number(green), Number(blue)], alpha: Number(alpha) };
}

/** Of any notation, such as `oklch()`: what Chromium itself draws. */
function painted(text: string): Color {
  painter ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!painter) return { rgb: BLACK, alpha: 0 };
  painter.clearRect(0, 0, 1, 1);
  painter.fillStyle = "transparent"; // stays, where the text is no color
  painter.fillStyle = text;
  painter.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = painter.getImageData(0, 0, 1, 1).data;
  return { rgb: [red, green, blue], alpha: alpha / 255 };
}

/** What is seen of a color on a ground. */
export function laidOver({ rgb, alpha }: Color, ground: Rgb): Rgb {
  return alpha === 1 ? rgb : mixed(ground, rgb, alpha);
}

/** Whether a color can be read on each of the grounds. */
export function isReadable(color: Color, grounds: readonly Rgb[]): boolean {
  return grounds.every((ground) => contrast(laidOver(color, ground), ground) >= LEAST);
}

/**
 * A color of its kind, lighter or darker, that can be read on each of the grounds. Undefined where none can.
 */
export function readableColor({ rgb }: Color, grounds: readonly Rgb[]): Rgb | undefined {
  const worst = (color: Rgb): number => Math.min(...grounds.map((ground) => contrast(color, ground)));
  const end = worst(WHITE) > worst(BLACK) ? WHITE : BLACK;
  const most = worst(end);
  if (most < LEAST) return undefined;
  const wanted = Math.min(AIM, most);
  for (let share = 0; share < 1; share += 0.1) {
    const tried = mixed(rgb, end, share);
    if (worst(tried) >= wanted) return tried;
  }
  return end;
}

/** As WCAG 2 has it: from 1, the same, to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

/** As a value of CSS. */
export function cssColor([red, green, blue]: Rgb): string {
  return `rgb(${String(red)}, ${String(green)}, ${String(blue)})`;
}
