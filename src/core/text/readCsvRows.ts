import { type CsvDialect, isRemark } from "./csvDialect.ts";
import { type CsvRecord, MAX_RECORD, readCsv } from "./readCsv.ts";

/** A row of a table as whoever adds columns to it sees it. */
export interface CsvRow {
  /** "other": an empty line, a remark (`# exported on Monday`), or a line, whole or cut, that is too long for a row. */
  readonly kind: "header" | "data" | "other";
  readonly record: CsvRecord;
}

/**
 * Reads a CSV file as `readCsv` does and tells rows from the lines that are none.
 * @throws whatever `chunks` throws.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<Uint8Array>,
  dialect: CsvDialect,
): AsyncGenerator<readonly CsvRow[], void, undefined> {
  const kinds = new RowKinds(dialect.hasHeader);
  for await (const records of readCsv(chunks, dialect)) {
    const rows: CsvRow[] = [];
    for (const record of records) kinds.add(record, rows);
    if (rows.length > 0) yield rows;
  }
  const last = kinds.last();
  if (last !== undefined) yield [last];
}

/** A record without a line end is a row only if nothing comes after it, so it is held back until that is known. */
class RowKinds {
  private needsHeader: boolean;
  private held: CsvRecord | undefined;
  private isWithinLine = false;

  constructor(hasHeader: boolean) {
    this.needsHeader = hasHeader;
  }

  add(record: CsvRecord, rows: CsvRow[]): void {
    if (this.held !== undefined) {
      rows.push({ kind: "other", record: this.held });
      this.held = undefined;
      this.isWithinLine = true;
    }
    if (record.lineEndLength === 0) this.held = record;
    else {
      rows.push(this.row(record));
      this.isWithinLine = false;
    }
  }

  last(): CsvRow | undefined {
    return this.held === undefined ? undefined : this.row(this.held);
  }

  private row(record: CsvRecord): CsvRow {
    const { fields, raw } = record;
    if (this.isWithinLine || raw.length >= MAX_RECORD) return { kind: "other", record };
    if (raw.startsWith("#") && isRemark(fields)) return { kind: "other", record };
    const isBlank = fields.every((field) => field.trim() === "");
    if (isBlank && fields.length === 1) return { kind: "other", record };
    if (isBlank || !this.needsHeader) return { kind: "data", record };
    this.needsHeader = false;
    return { kind: "header", record };
  }
}
