import { checkAddress } from "./checkAddress.ts";
import type { CsvDialect } from "./csvDialect.ts";
import { sniffCsvDialect } from "./sniffCsvDialect.ts";
import { type EmailColumn, findEmailColumn } from "./emailColumn.ts";
import { findAddresses } from "./findAddresses.ts";
import { MAX_RECORD } from "./csvCells.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { withoutGuard } from "./withoutGuard.ts";

/** What the beginning of a CSV file tells of it. */
export interface EmailTable {
  readonly dialect: CsvDialect;
  readonly column: EmailColumn;
}

/** So much of a file tells how it is written and where its addresses stand, in bytes. */
export const TABLE_HEAD = 1 << 16;
/** More than any address has; of a longer cell without one in it, its beginning is enough to be shown. */
const MAX_BAD = 320;

/**
 * Tells how a CSV file is written and which column has the addresses.
 * @param head its first `TABLE_HEAD` bytes, or all of a shorter file.
 */
export async function sniffTable(head: Uint8Array): Promise<EmailTable> {
  const dialect = sniffCsvDialect(head);
  return { dialect, column: await sniffColumn(head, dialect) };
}

/** The same where it is known how the file is written. */
export async function sniffColumn(head: Uint8Array, dialect: CsvDialect): Promise<EmailColumn> {
  const rows: (readonly string[])[] = [];
  let header: readonly string[] | undefined;
  for await (const batch of readCsvRows(once(head), dialect))
    for (const { kind, record } of batch) {
      if (kind === "header") header = record.fields;
      else if (kind === "data") rows.push(record.fields);
    }
  // The last row of a longer file is cut somewhere.
  if (head.length >= TABLE_HEAD && rows.length > 1) rows.pop();
  return findEmailColumn(header, rows);
}

/**
 * The first `TABLE_HEAD` bytes of a file, or all of a shorter one.
 * @throws whatever `chunks` throws.
 */
export async function headOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head = new Uint8Array(TABLE_HEAD);
  let length = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, TABLE_HEAD - length);
    head.set(part, length);
    length += part.length;
    if (length === TABLE_HEAD) break;
  }
  return head.subarray(0, length);
}

/**
 * What stands in one column of a CSV file, row by row, without the header: its addresses, and the cells that hold
 * something else instead. Rows that do not reach the column, and empty cells, are passed over.
 * @throws whatever `chunks` throws.
 */
export async function* columnAddresses(
  chunks: AsyncIterable<Uint8Array>,
  dialect: CsvDialect,
  index: number,
): AsyncGenerator<string, void, undefined> {
  for await (const rows of readCsvRows(chunks, dialect))
    for (const { kind, record } of rows)
      // Of a line that is too long for a row, its beginning is shown.
      if (kind === "data" || record.raw.length >= MAX_RECORD)
        yield* cellAddresses(record.fields[index]?.trim() ?? "");
}

/** `Jo <jo@example.com>; al@example.com` has two, `jo(at)example.com` stays as it is. */
function cellAddresses(cell: string): readonly string[] {
  if (cell === "") return [];
  const bare = withoutGuard(cell);
  if (checkAddress(bare).ok) return [bare];
  const found = findAddresses(cell).map(({ address }) => address);
  return found.length > 0 ? found : [cell.slice(0, MAX_BAD)];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
