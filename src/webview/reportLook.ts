import type { ReportQuery } from "../shared/reportView.ts";
import type { DomainColumn, ResultColumn } from "../shared/resultColumns.ts";
import type { ResultPart } from "../shared/resultParts.ts";
import type { ResultReason } from "../shared/resultReasons.ts";

interface Sort<Column> {
  readonly column: Column;
  readonly descending: boolean;
}

/** How a person looks at a report; kept over a reload of the page. */
export interface ReportLook {
  readonly table: "addresses" | "domains";
  readonly text: string;
  /** Kinds of result shown; none means all. */
  readonly parts: readonly ResultPart[];
  /** Reasons besides the verdict; none means any. */
  readonly reasons: readonly ResultReason[];
  readonly addresses: Sort<ResultColumn>;
  readonly domains: Sort<DomainColumn>;
}

const FIRST: ReportLook = {
  table: "addresses",
  text: "",
  parts: [],
  reasons: [],
  addresses: { column: "position", descending: false },
  domains: { column: "addresses", descending: true },
};

/** Reads what the page has kept: nothing on the first time. */
export function readLook(kept: string | undefined): ReportLook {
  return kept === undefined ? FIRST : { ...FIRST, ...(JSON.parse(kept) as Partial<ReportLook>) };
}

/** What the host is asked for to show a look. */
export function queryOf({ table, text, parts, reasons, addresses, domains }: ReportLook): ReportQuery {
  return table === "addresses" ? { table, text, parts, reasons, ...addresses } : { table, text, ...domains };
}

/** A click on a column's head: sorts by it, the other way round if that is so already. */
export function sortedBy(look: ReportLook, column: string): ReportLook {
  if (look.table === "addresses")
    return { ...look, addresses: turned(look.addresses, column as ResultColumn) };
  return { ...look, domains: turned(look.domains, column as DomainColumn) };
}

function turned<Column>(sort: Sort<Column>, column: Column): Sort<Column> {
  return { column, descending: sort.column === column && !sort.descending };
}

/** Shows the addresses with one reason besides those shown, or no longer. */
export function withReason(look: ReportLook, reason: ResultReason): ReportLook {
  return { ...look, table: "addresses", reasons: toggled(look.reasons, reason) };
}

/** Shows one kind of result besides those shown, or no longer; domains have all kinds, so addresses are shown. */
export function withPart(look: ReportLook, part: ResultPart): ReportLook {
  return { ...look, table: "addresses", parts: toggled(look.parts, part) };
}

function toggled<T>(all: readonly T[], one: T): readonly T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
