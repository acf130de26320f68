import type * as z from "zod";
import { BrokenRow, pageOf, type Row } from "../api/page.ts";
import type { Raw } from "../api/lenient.ts";
import type { PageCache } from "./pageCache.ts";

/** Rows of an earlier window, for a list that has read nothing yet. */
export interface KeptRows<T> {
  read(): Promise<{ readonly rows: readonly Row<T>[]; readonly at: Date } | undefined>;
  write(rows: readonly Row<T>[], at: Date): void;
}

/** More would take time to read while somebody waits for the first row. */
const MAX_ROWS = 100;

interface KeptRowsOptions<T> {
  readonly cache: PageCache;
  /** Another one for each way the list can be asked for. */
  readonly name: () => string;
  readonly schema: z.ZodType<T>;
  /** What is kept of a row; the JSON as it came when left out. */
  readonly toJson?: (row: T) => Raw;
}

/** Keeps the start of a list as the API sent it and reads it with the present schema, whatever build has kept it. */
export function keptRows<T extends { readonly raw: Raw }>(options: KeptRowsOptions<T>): KeptRows<T> {
  const { cache, name, schema, toJson = (row: T): Raw => row.raw } = options;
  return {
    read: async () => {
      const page = await cache.read(name());
      const parsed = pageOf(schema).safeParse(page?.value);
      return page === undefined || !parsed.success ? undefined : { rows: parsed.data.rows, at: page.at };
    },
    write: (rows, at) => {
      const first = rows.slice(0, MAX_ROWS);
      cache.write(name(), at, () => ({
        items: first.map((row) => (row instanceof BrokenRow ? row.raw : toJson(row))),
      }));
    },
  };
}
