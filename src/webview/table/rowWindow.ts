/** Height of a row and of the head in pixels, as in the style sheet. */
export const ROW_HEIGHT = 24;
/** Rows drawn above and below those in sight, so that a quick scroll finds them there. */
const OVERSCAN = 10;
/** Browsers cut off taller elements at some 33 million pixels: beyond this, one pixel of scrolling passes several rows. */
const MAX_SPAN = 24_000_000;

/** Which rows to draw. `offset` moves them to where the scroll position shows them. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
  /** First one in sight. */
  readonly top: number;
  /** Whole rows in sight. */
  readonly visible: number;
  readonly offset: number;
}

/** Height of all rows together, as far as it can be had. */
export function spanOf(total: number): number {
  return Math.min(total * ROW_HEIGHT, MAX_SPAN);
}

/** The rows in sight at a scroll position; `height` is that of the scrolling area with its head. */
export function windowOf(total: number, scrollTop: number, height: number): RowWindow {
  const visible = Math.max(1, Math.floor((height - ROW_HEIGHT) / ROW_HEIGHT));
  const virtualTop = scrollTop * scaleOf(total, height);
  const top = Math.min(Math.max(0, total - 1), Math.max(0, Math.floor(virtualTop / ROW_HEIGHT)));
  return {
    first: Math.max(0, top - OVERSCAN),
    last: Math.min(total - 1, top + visible + OVERSCAN),
    top,
    visible,
    offset: scrollTop - virtualTop,
  };
}

/** Where to scroll so that a row is in sight, moving no farther than needed. */
export function scrollTopFor(index: number, total: number, scrollTop: number, height: number): number {
  const scale = scaleOf(total, height);
  const from = index * ROW_HEIGHT;
  const to = from + 2 * ROW_HEIGHT - height;
  const virtualTop = scrollTop * scale;
  if (virtualTop > from) return from / scale;
  return virtualTop < to ? to / scale : scrollTop;
}

function scaleOf(total: number, height: number): number {
  const room = height - ROW_HEIGHT;
  const span = spanOf(total) - room;
  return span <= 0 ? 1 : (total * ROW_HEIGHT - room) / span;
}
