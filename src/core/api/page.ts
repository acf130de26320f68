import * as z from "zod";
import { describeIssues, isRecord } from "./lenient.ts";

/** The API's own bound on a page; more is a 400. */
const MAX_LIMIT = 100;
/**
 * Rows of a page that are read. A server that does not heed the limit may send some more than were asked for; reading
 * hundreds of thousands would hold up everything else for many seconds, and a list has no use for them.
 */
const MAX_ROWS = 10 * MAX_LIMIT;
/** How the refusal of a page with more is known again among a schema's issues. */
const TOO_MANY_ROWS = `expected at most ${MAX_ROWS} rows`;

/** Which page to read. `after` is a cursor from an earlier page: opaque, sent back unchanged. */
export interface PageRequest {
  readonly after?: string | undefined;
  /** Rows per page, clamped to 1-100. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** A row this build cannot read. It takes the row's place, so that one bad row never blanks a list. */
export class BrokenRow {
  constructor(
    /** The row's own id or address if readable, else "broken:<cursor|start>:<index>". */
    readonly key: string,
    /** Paths and types, never values. */
    readonly issues: readonly string[],
    /** The JSON as it came. */
    readonly raw: unknown,
  ) {}
}

/** A row of a list, readable or not. */
export type Row<T> = T | BrokenRow;

/** The rows that could be read. */
export function readable<T>(rows: readonly Row<T>[]): readonly T[] {
  return rows.filter((row) => !(row instanceof BrokenRow)) as T[];
}

/** `next` undefined is the end: a missing, null or empty cursor, or no rows. A short page is not the end. */
export interface Page<T> {
  readonly rows: readonly Row<T>[];
  readonly next: string | undefined;
  /** There is more, but its cursor has no form that could be sent back. */
  readonly isCut?: true;
}

/** The same page of something else; rows that could not be read stay. */
export function mapPage<T, U>(page: Page<T>, change: (item: T) => U): Page<U> {
  return { ...page, rows: page.rows.map((row) => (row instanceof BrokenRow ? row : change(row))) };
}

const envelope = z.object({
  // Counted before they are looked at.
  items: z.array(z.unknown()).max(MAX_ROWS, TOO_MANY_ROWS),
  // Read leniently, so that a list never fails for its cursor.
  next_starting_after: z.unknown().optional(),
});

/**
 * The schema of one page; parses every row by itself.
 * @param after the cursor that was sent, for the keys of unreadable rows
 */
export function pageOf<S extends z.ZodType>(item: S, after?: string): z.ZodType<Page<z.output<S>>> {
  return envelope.transform(({ items, next_starting_after: next }): Page<z.output<S>> => {
    const rows = items.map((raw, index) => {
      const parsed = item.safeParse(raw);
      if (parsed.success) return parsed.data;
      return new BrokenRow(
        keyOf(raw) ?? `broken:${after ?? "start"}:${index}`,
        describeIssues(parsed.error),
        raw,
      );
    });
    return { rows, ...(rows.length === 0 ? { next: undefined } : cursorOf(next)) };
  });
}

/** A cursor was seen absent and null at the end. A number is sent back as text, if it came as it was written. */
function cursorOf(value: unknown): Pick<Page<unknown>, "next" | "isCut"> {
  if (value === undefined || value === null || value === "") return { next: undefined };
  if (typeof value === "string") return { next: value };
  const isExact = typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return isExact ? { next: String(value) } : { next: undefined, isCut: true };
}

/** Whether a page was refused for having far more rows than anybody asks for. */
export function hasTooManyRows(error: z.ZodError): boolean {
  return error.issues.some(({ message }) => message === TOO_MANY_ROWS);
}

/** The `limit` to send. */
export function limitOf(limit: number | undefined, fallback: number): number {
  const wanted = limit ?? fallback;
  return Number.isFinite(wanted) ? Math.min(MAX_LIMIT, Math.max(1, Math.trunc(wanted))) : fallback;
}

function keyOf(raw: unknown): string | undefined {
  if (!isRecord(raw)) return undefined;
  const key = raw["id"] ?? raw["email"];
  return typeof key === "string" && key !== "" ? key : undefined;
}
