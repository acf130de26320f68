import type { Collection } from "./collection.ts";

/** How a list is ordered and how its cursor is written. Cursors are opaque to clients and differ by resource. */
export interface Order<T> {
  compare(a: T, b: T): number;
  cursorOf(row: T): string;
  /** Whether the row comes after the place that the cursor names, in the order of `compare`. */
  isPast(row: T, cursor: string): boolean;
}

export interface Page<T> {
  items: T[];
  next_starting_after?: string;
}

export interface PageRequest {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
}

export interface PageHabits {
  /** Sends a cursor with every page that has rows, the last one too; else only with a full page. */
  readonly cursorOnLastPage?: boolean;
  /** The second page comes three rows short although more follow, as lists that filter late do. */
  readonly shortSecondPage?: boolean;
}

/** The page size when none is asked for is undocumented; 10 was seen. */
const DEFAULT_LIMIT = 10;
const SHORT_BY = 3;

/**
 * One page of rows. A full last page carries a cursor whose page is empty, as the real API does: clients must stop
 * at a missing cursor or an empty page, never at a short one.
 */
export function pageOf<T>(
  rows: readonly T[],
  order: Order<NoInfer<T>>,
  request: PageRequest,
  habits: PageHabits = {},
): Page<T> {
  const limit = request.limit ?? DEFAULT_LIMIT;
  const sorted = rows.toSorted((a, b) => order.compare(a, b));
  const cursor = request.starting_after;
  const found = cursor === undefined ? 0 : sorted.findIndex((row) => order.isPast(row, cursor));
  const start = found === -1 ? sorted.length : found;
  const isShort =
    habits.shortSecondPage === true && start === limit && limit > SHORT_BY && sorted.length > start + limit;
  const items = sorted.slice(start, start + limit - (isShort ? SHORT_BY : 0));
  const last = items.at(-1);
  const more = isShort || items.length === limit || habits.cursorOnLastPage === true;
  return last !== undefined && more ? { items, next_starting_after: order.cursorOf(last) } : { items };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Newest first; the cursor is the id of the last row. */
export function newestFirst<T extends { readonly id: string }>(
  rows: Collection<T>,
  created: (row: T) => string,
): Order<T> {
  const compare = (a: T, b: T): number => byText(created(b), created(a)) || byText(b.id, a.id);
  return {
    compare,
    cursorOf: (row) => row.id,
    isPast: (row, cursor) => {
      const anchor = rows.remembered(cursor);
      return anchor !== undefined && compare(row, anchor) > 0;
    },
  };
}

/** The same list backwards. */
export function reversed<T>(order: Order<T>, rows: Collection<T>): Order<T> {
  return {
    compare: (a, b) => order.compare(b, a),
    cursorOf: (row) => order.cursorOf(row),
    isPast: (row, cursor) => {
      const anchor = rows.remembered(cursor);
      return anchor !== undefined && order.compare(row, anchor) < 0;
    },
  };
}

/** Newest first; the cursor is the creation time of the last row. */
export const byTimestamp: Order<{ readonly timestamp_created: string }> = {
  compare: (a, b) => byText(b.timestamp_created, a.timestamp_created),
  cursorOf: (row) => row.timestamp_created,
  isPast: (row, cursor) => row.timestamp_created < cursor,
};

/** Newest first; the cursor is `timestamp&address`, and a bare timestamp works too. */
export const byTimestampAndEmail: Order<{ readonly timestamp_created: string; readonly email: string }> = {
  compare: (a, b) => byText(b.timestamp_created, a.timestamp_created) || byText(a.email, b.email),
  cursorOf: (row) => `${row.timestamp_created}&${row.email}`,
  isPast: (row, cursor) => {
    const [created = "", email] = cursor.split("&");
    if (row.timestamp_created !== created) return row.timestamp_created < created;
    return email !== undefined && row.email > email;
  },
};

/** By id, oldest first (ids begin with the time of creation); the cursor is the id. */
export const byId: Order<{ readonly id: string }> = {
  compare: (a, b) => byText(a.id, b.id),
  cursorOf: (row) => row.id,
  isPast: (row, cursor) => row.id > cursor,
};

/** By address; the cursor is the address. */
export const byEmail: Order<{ readonly email: string }> = {
  compare: (a, b) => byText(a.email, b.email),
  cursorOf: (row) => row.email,
  isPast: (row, cursor) => row.email > cursor,
};
