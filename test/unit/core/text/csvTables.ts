import type { CsvDialect } from "../../../../src/core/text/csvDialect.ts";
import { pick } from "./seededRandom.ts";

/** A line of an invented table: what it says, how it ends, and what it is. */
export interface TableLine {
  readonly raw: string;
  readonly lineEnd: string;
  readonly kind: "header" | "data" | "other";
  readonly cells: number;
}

export interface Table {
  readonly dialect: CsvDialect;
  readonly lines: readonly TableLine[];
}

const NAMES = ["Jo", "Ann Lee", "Müller", "O'Neil", "", " padded ", "5", "=1+1", "n/a", "François"];
const BOMS = { "utf-8": 3, "utf-16le": 2, "utf-16be": 2, "windows-1252": 0 } as const;

/** A table as people have them: ragged, quoted, with empty lines, remarks and line ends of two kinds. */
export function inventTable(random: () => number): Table {
  const encoding = pick(random, ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const);
  const lineEnds = pick(random, [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]] as const);
  const dialect: CsvDialect = {
    encoding,
    bom: random() < 0.5 ? BOMS[encoding] : 0,
    delimiter: pick(random, [",", "\t", ";", "|"]),
    quote: pick(random, ['"', "'"] as const),
    quoting: pick(random, ["needed", "all"] as const),
    lineEnd: lineEnds[0],
    linesAbove: 0,
    hasHeader: random() < 0.7,
  };
  const width = 1 + Math.floor(random() * 5);
  const lines: TableLine[] = [];
  const add = (raw: string, kind: TableLine["kind"], cells: number): void =>
    void lines.push({ raw, kind, cells, lineEnd: pick(random, lineEnds) });
  const other = (): void => {
    if (random() < 0.15) add("", "other", 1);
    if (random() < 0.1) add("# a remark, of; no | account", "other", 1);
  };
  const row = (first: string, kind: TableLine["kind"], cells: number): void => {
    const rest = Array.from({ length: cells - 1 }, () => inventField(random, dialect, lineEnds));
    add([quoted(first, dialect), ...rest].join(dialect.delimiter), kind, cells);
  };
  other();
  if (dialect.hasHeader) row("Email", "header", width);
  for (let count = 1 + Math.floor(random() * 12); count > 0; count--) {
    row(`jo${count}@corp.example`, "data", Math.max(1, width + Math.floor(random() * 5) - 2));
    other();
  }
  const last = lines.at(-1);
  if (last !== undefined && last.raw !== "" && random() < 0.5)
    lines[lines.length - 1] = { ...last, lineEnd: "" };
  return { dialect, lines };
}

/** The text as bytes of the table's encoding, with the byte order mark if it has one. */
export function tableBytes(
  { encoding, bom }: Pick<CsvDialect, "encoding" | "bom">,
  text: string,
): Uint8Array {
  const marked = bom === 0 ? text : `\uFEFF${text}`;
  switch (encoding) {
    case "utf-8":
      return new TextEncoder().encode(marked);
    case "windows-1252":
      return Uint8Array.from(marked, (character) => character.charCodeAt(0));
    case "utf-16le":
    case "utf-16be": {
      const view = new DataView(new ArrayBuffer(marked.length * 2));
      for (let index = 0; index < marked.length; index++)
        view.setUint16(index * 2, marked.charCodeAt(index), encoding === "utf-16le");
      return new Uint8Array(view.buffer);
    }
  }
}

function quoted(text: string, { quoting, quote }: CsvDialect): string {
  return quoting === "all" ? quote + text + quote : text;
}

function inventField(random: () => number, dialect: CsvDialect, lineEnds: readonly string[]): string {
  const { delimiter, quote } = dialect;
  const name = pick(random, NAMES);
  if (random() < 0.7 && !name.includes(quote)) return quoted(name, dialect);
  const parts = [name.replaceAll(quote, quote + quote), delimiter, quote + quote, pick(random, lineEnds)];
  return quote + Array.from({ length: 3 }, () => pick(random, parts)).join("") + quote;
}
