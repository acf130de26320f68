import * as vscode from "vscode";
import type { AddressProblem } from "../../core/text/checkAddress.ts";
import type { FreeFinding } from "../../core/text/freeChecks.ts";
import { RESULT_REASONS, type ResultReason } from "../../shared/resultReasons.ts";
import { UNREADABLE } from "../../core/verification/journal.ts";
import { DomainTable } from "../../core/verification/domainTable.ts";
import type { ResultRow, ResultTable } from "../../core/verification/resultTable.ts";
import type { ReportQuery, ReportRows, TableRow } from "../../shared/reportView.ts";
import { addressProblem } from "../words/addressWords.ts";
import { reasonWord } from "../words/reasonWords.ts";
import { partWord } from "../words/partWords.ts";
import {
  addressesText,
  formatCount,
  formatCredits,
  formatShare,
  formatShortDate,
  plain,
} from "../words/text.ts";

/** What the page asks for: `count` rows from `start` of the answer to a query. */
export interface RowsRequest {
  readonly serial: number;
  readonly query: ReportQuery;
  readonly start: number;
  readonly count: number;
}

/** Answers the page's queries from a run's table; the last answer is kept while neither query nor rows change. */
export class RunReportRows {
  private domains: { readonly version: number; readonly table: DomainTable } | undefined;
  private answered: { readonly key: string; readonly found: Uint32Array } | undefined;

  constructor(
    private readonly table: ResultTable,
    /** What is known of an address free of charge, for rows in sight: all of them take too long to be shown at once. */
    private readonly inspect: (address: string) => readonly FreeFinding[],
  ) {}

  /** `version` counts the changes of the table. */
  answer({ serial, query, start, count }: RowsRequest, version: number): ReportRows {
    const found = this.find(query, version);
    const end = Math.min(found.length, start + count);
    const rows: TableRow[] = [];
    for (let index = start; index < end; index++) {
      const at = found[query.descending ? found.length - 1 - index : index] ?? 0;
      rows.push(query.table === "domains" ? this.domainRow(at, version) : this.addressRow(at));
    }
    return {
      type: "rows",
      serial,
      version,
      total: found.length,
      summary: this.summary(query, found),
      start,
      rows,
    };
  }

  private find(query: ReportQuery, version: number): Uint32Array {
    // Which way round they are shown changes nothing of what is found.
    const key = JSON.stringify([version, { ...query, descending: undefined }]);
    if (this.answered?.key === key) return this.answered.found;
    const found =
      query.table === "domains"
        ? this.domainsAt(version).select(query.column, query.text)
        : this.table.select(query.column, query.text, query.parts, query.reasons);
    this.answered = { key, found };
    return found;
  }

  private domainsAt(version: number): DomainTable {
    if (this.domains?.version !== version) this.domains = { version, table: new DomainTable(this.table) };
    return this.domains.table;
  }

  private summary(query: ReportQuery, found: Uint32Array): string {
    const count = formatCount(found.length);
    if (query.table === "domains") {
      const all = this.domains?.table.size ?? found.length;
      return found.length === all
        ? vscode.l10n.t("{0} domains", count)
        : vscode.l10n.t("{0} of {1} domains", count, formatCount(all));
    }
    return found.length === this.table.size
      ? addressesText(found.length)
      : vscode.l10n.t("{0} of {1} addresses", count, formatCount(this.table.size));
  }

  private addressRow(position: number): TableRow {
    const row = this.table.row(position);
    return {
      cells: [
        formatCount(position + 1),
        plain(row.address),
        resultCell(row),
        this.reasonCell(row),
        catchAllCell(row.catchAll),
        row.credits === undefined ? "" : formatCredits(row.credits),
        row.checkedAt === undefined ? "" : formatShortDate(row.checkedAt),
        sourceCell(row.source),
      ],
      part: row.part,
    };
  }

  /** Everything that speaks for or against an address besides its verdict. */
  private reasonCell({ address, reasons, times, note }: ResultRow): string {
    const words = new Map<ResultReason, string>();
    for (const reason of reasons) words.set(reason, reasonWord(reason));
    if (note?.state === "bad") words.set("malformed", problemWords(note.text));
    else
      for (const finding of this.inspect(address)) {
        if (finding.kind === "syntax") continue;
        words.set(
          finding.kind,
          finding.kind === "mistypedDomain"
            ? vscode.l10n.t("mistyped? {0}", plain(finding.suggestion))
            : reasonWord(finding.kind),
        );
      }
    if (times > 1) words.set("repeated", vscode.l10n.t("{0} times in the list", formatCount(times)));
    return RESULT_REASONS.flatMap((reason) => words.get(reason) ?? []).join(", ");
  }

  private domainRow(id: number, version: number): TableRow {
    const { domain, addresses, verified, invalid, risky, catchAll } = this.domainsAt(version).row(id);
    return {
      cells: [
        plain(domain),
        ...[addresses, verified, invalid, risky].map(formatCount),
        formatShare(catchAll),
      ],
      part: undefined,
    };
  }
}

function problemWords(problem: string): string {
  return problem === UNREADABLE
    ? vscode.l10n.t("damaged on this machine: the address cannot be read any more")
    : addressProblem(problem as AddressProblem);
}

/** A result in a word or two, with the API's own word where that says more. */
function resultCell({ part, note }: ResultRow): string {
  const { label } = partWord(part);
  return note?.state === "unknown" && note.text !== "" ? `${label} (${plain(note.text)})` : label;
}

function catchAllCell(catchAll: ResultRow["catchAll"]): string {
  if (catchAll === true) return vscode.l10n.t("yes");
  if (catchAll === false) return vscode.l10n.t("no");
  return catchAll === "pending" ? vscode.l10n.t("pending") : "";
}

function sourceCell(source: ResultRow["source"]): string {
  if (source === undefined) return "";
  return source === "paid" ? vscode.l10n.t("paid now") : vscode.l10n.t("known before");
}
