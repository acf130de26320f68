import type { CsvDialect } from "./csvDialect.ts";
import { isRemark } from "./sniffCsvDialect.ts";
import { MAX_RECORD } from "./csvCells.ts";
import { type CsvRecord, readCsv } from "./readCsv.ts";

/** A row of a table as whoever adds columns to it sees it. */
export interface CsvRow {
  /**
   * "other": a line above the table, an empty one, a remark (`# exported on Monday`), a line of totals, or a line, whole
   * or cut, that is too long for a row.
   */
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
  const kinds = new RowKinds(dialect);
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
  private linesAbove: number;
  private readonly newline: string;
  private held: CsvRecord | undefined;
  private isWithinLine = false;

  constructor({ hasHeader, linesAbove, lineEnd }: CsvDialect) {
    this.needsHeader = hasHeader;
    this.linesAbove = linesAbove;
    this.newline = lineEnd === "\r" ? "\r" : "\n";
  }

  add(record: CsvRecord, rows: CsvRow[]): void {
    if (this.linesAbove > 0) {
      this.linesAbove -= record.raw.split(this.newline).length;
      rows.push({ kind: "other", record });
      return;
    }
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
    const isBlank = fields.every((field) => withoutFiller(field).trim() === "");
    if (isBlank && fields.length === 1) return { kind: "other", record };
    if (!isBlank && this.needsHeader) {
      this.needsHeader = false;
      return { kind: "header", record };
    }
    return { kind: isTotal(raw, fields) ? "other" : "data", record };
  }
}

/** With these DOS fills up the last block of a file. */
function withoutFiller(field: string): string {
  return field.replaceAll("\x1A", "").replaceAll("\0", "");
}

const TOTAL =
  /^\(?(?:(?:grand|sub)?[ -]?totals?|sum|summe|gesamt(?:summe)?|insgesamt|total g[eé]n[eé]ral|totale|totaal|suma|итого|всего|合計|合计|总计|count|records|rows|(?:total )?(?:records|rows|contacts|leads|count))(?![\p{L}\p{N}])[\s:=]*[\d.,' ]*\)?$|^\(?\d[\d.,]* (?:rows?|records?|contacts?|leads?|zeilen|datensätze|lignes|filas)(?: .{0,20})?\)?$/iu;

/** `Total,240` or `(240 rows)`: words of a sum, and beside them numbers alone. */
function isTotal(raw: string, fields: readonly string[]): boolean {
  if (raw.includes("@")) return false;
  const filled = fields.map((field) => field.trim()).filter((field) => field !== "");
  const [first = "", ...others] = filled;
  return TOTAL.test(first) && others.every((cell) => /^[\d.,%'€$£ -]+$/.test(cell));
}
