import type { Badge, Fact, Tone } from "./panelView.ts";
import type { DomainColumn, ResultColumn } from "./resultColumns.ts";
import type { ResultPart } from "./resultParts.ts";
import type { ResultReason } from "./resultReasons.ts";

/** One kind of result: a part of the bar and a filter of the table. `share` is 0 to 1, the rest finished text. */
export interface PartView {
  readonly part: ResultPart;
  readonly label: string;
  readonly share: number;
  readonly count: string;
  readonly percent: string;
}

/** One reason besides the verdict, as a filter of the table; all finished text. */
export interface ReasonView {
  readonly reason: ResultReason;
  readonly label: string;
  readonly count: string;
}

/** How good the list is and why. `remarks` follow the reasons: what it means, and that it may still change. */
export interface GradeView {
  readonly letter: string;
  readonly label: string;
  readonly tone: Tone;
  readonly reasons: readonly { readonly text: string; readonly tone: Tone }[];
  readonly remarks: readonly string[];
}

/** The report of a bulk verification without its rows, which the page asks for. */
export interface ReportView {
  readonly title: string;
  readonly badges: readonly Badge[];
  /** How it goes on, or why it stands still. */
  readonly remark: string | undefined;
  readonly grade: GradeView | undefined;
  readonly parts: readonly PartView[];
  /** Those that any address has, as far as they are known yet. */
  readonly reasons: readonly ReasonView[];
  /** The bar in one sentence. */
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** Grows with every change of the rows, so that the page asks for those in sight again. */
  readonly version: number;
  readonly can: {
    readonly resume: boolean;
    readonly pause: boolean;
    readonly copyValid: boolean;
    /** Its addresses came from a file, which can be given columns with their results. */
    readonly writeBack: boolean;
    /** The same for its rows: those that are not good, or repeated, can be taken out. */
    readonly cleanFile: boolean;
  };
}

/** Which rows of which table, in which order. No parts and no reasons mean all. */
export type ReportQuery =
  | {
      readonly table: "addresses";
      readonly text: string;
      readonly parts: readonly ResultPart[];
      readonly reasons: readonly ResultReason[];
      readonly column: ResultColumn;
      readonly descending: boolean;
    }
  | {
      readonly table: "domains";
      readonly text: string;
      readonly column: DomainColumn;
      readonly descending: boolean;
    };

/** One row of a table: a cell a column, as finished text. */
export interface TableRow {
  readonly cells: readonly string[];
  /** The kind of result, shown as a colour beside its word. */
  readonly part: ResultPart | undefined;
}

/** Host → page: some rows of the answer to a query. */
export interface ReportRows {
  readonly type: "rows";
  /** Of the query, as the page counts them. */
  readonly serial: number;
  readonly version: number;
  /** Rows that match in all. */
  readonly total: number;
  /** The same in words. */
  readonly summary: string;
  readonly start: number;
  readonly rows: readonly TableRow[];
}

/** The head of one column. */
export interface TableColumn<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly kind: "text" | "number";
}

/** The words of the report panel's fixed parts. `{0}` stands for a column's label. */
export interface ReportWords {
  readonly actions: string;
  readonly refresh: string;
  readonly resume: string;
  readonly pause: string;
  readonly exportResults: string;
  readonly copyValid: string;
  readonly writeBack: string;
  readonly cleanFile: string;
  readonly results: string;
  readonly resultsHint: string;
  readonly reasons: string;
  readonly show: string;
  readonly addresses: string;
  readonly domains: string;
  readonly filterAddresses: string;
  readonly filterDomains: string;
  readonly clearFilter: string;
  readonly noMatch: string;
  readonly sortBy: string;
  readonly addressColumns: readonly TableColumn<ResultColumn>[];
  readonly domainColumns: readonly TableColumn<DomainColumn>[];
}
