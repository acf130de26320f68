import type { DomainColumn } from "../../shared/resultColumns.ts";
import { searchForm } from "../text/address.ts";
import type { ResultTable } from "./resultTable.ts";
import { ascending } from "./tableOrder.ts";

/** The addresses of a run at one domain, by how they ended. */
export interface DomainRow {
  readonly domain: string;
  readonly addresses: number;
  /** Catch-all ones are counted apart. */
  readonly verified: number;
  readonly invalid: number;
  readonly risky: number;
  /** Verified at a domain that takes every address: share of all its addresses, 0 to 1. */
  readonly catchAll: number;
}

/** The result of a run by domain, as it stands when this is made. */
export class DomainTable {
  private readonly names: readonly string[];
  private readonly columns: Readonly<Record<Exclude<DomainColumn, "domain">, Float64Array>>;

  constructor(table: ResultTable) {
    const { names, ids, partOf } = table.domains;
    const column = (): Float64Array => new Float64Array(names.length);
    const counts = {
      addresses: column(),
      verified: column(),
      invalid: column(),
      risky: column(),
      catchAll: column(),
    };
    for (const [position, id] of ids.entries()) {
      increment(counts.addresses, id);
      const part = partOf(position);
      if (part === "verified" || part === "invalid" || part === "risky" || part === "catchAll")
        increment(counts[part], id);
    }
    this.names = names;
    this.columns = {
      ...counts,
      catchAll: counts.catchAll.map((count, id) => count / (counts.addresses[id] ?? 1)),
    };
  }

  /** How many domains there are. */
  get size(): number {
    return this.names.length;
  }

  /** Indices of the domains that contain `text` (case aside), in ascending order of a column. */
  select(column: DomainColumn, text: string): Uint32Array {
    const needle = searchForm(text).replace(/^@/u, "");
    const order = ascending(column === "domain" ? this.names : this.columns[column]);
    return order.filter((id) => (this.names[id] ?? "").includes(needle));
  }

  /** The domain at an index. */
  row(id: number): DomainRow {
    const value = (column: keyof typeof this.columns): number => this.columns[column][id] ?? 0;
    return {
      domain: this.names[id] ?? "",
      addresses: value("addresses"),
      verified: value("verified"),
      invalid: value("invalid"),
      risky: value("risky"),
      catchAll: value("catchAll"),
    };
  }
}

function increment(counts: Float64Array, id: number): void {
  counts[id] = (counts[id] ?? 0) + 1;
}
