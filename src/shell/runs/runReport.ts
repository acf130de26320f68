import * as vscode from "vscode";
import { DomainTable } from "../../core/verification/domainTable.ts";
import { gradeList } from "../../core/verification/grade.ts";
import { isOver, type RunRecord } from "../../core/verification/journal.ts";
import type { ResultCounts } from "../../core/verification/resultCounts.ts";
import type { ResultTable } from "../../core/verification/resultTable.ts";
import { RESULT_PARTS } from "../../shared/resultParts.ts";
import { RESULT_REASONS } from "../../shared/resultReasons.ts";
import { reasonWord } from "../words/reasonWords.ts";
import { partWord } from "../words/partWords.ts";
import { formatBytes, formatCount, formatDate, formatShare, plain } from "../words/text.ts";
import { gradeView } from "./gradeWords.ts";
import { runCost } from "./runCost.ts";
import { costText, workText } from "./runWords.ts";

/** Domains named in a report; the export has every address. */
const DOMAINS = 20;

/** A run as Markdown, fit to be kept or handed on: what went in, what came out, what it cost and what made it. */
export async function runReport(record: RunRecord, table: ResultTable, version: string): Promise<string> {
  const counts = table.counts();
  const graded = gradeList(counts);
  const grade = graded === undefined ? undefined : gradeView(graded, isOver(record.status));
  return [
    `# ${vscode.l10n.t("Verification of {0}", cell(record.title))}`,
    ...(grade === undefined
      ? []
      : [`## ${grade.label}`, grade.reasons.map(({ text }) => `- ${text}`).join("\n"), ...grade.remarks]),
    `## ${vscode.l10n.t("Results")}`,
    resultTable(counts, table.size),
    ...reasonTable(table),
    `## ${vscode.l10n.t("How it was made")}`,
    await makingTable(record, table, version),
    `## ${vscode.l10n.t("Domains")}`,
    domainTable(table),
    "",
  ].join("\n\n");
}

function resultTable(counts: ResultCounts, total: number): string {
  const rows = RESULT_PARTS.filter((part) => counts[part] > 0).map((part) => [
    partWord(part).label,
    formatCount(counts[part]),
    formatShare(counts[part] / Math.max(1, total)),
  ]);
  return markdownTable(
    [vscode.l10n.t("Result"), vscode.l10n.t("Addresses"), vscode.l10n.t("Share")],
    [...rows, [vscode.l10n.t("Total"), formatCount(total), ""]],
  );
}

/** What is known of addresses besides their results; an address may have several reasons. */
function reasonTable(table: ResultTable): readonly string[] {
  const counts = table.reasonCounts();
  const rows = RESULT_REASONS.flatMap((reason) => {
    const count = counts.get(reason);
    return count === undefined ? [] : [[reasonWord(reason), formatCount(count)]];
  });
  if (rows.length === 0) return [];
  return [
    `## ${vscode.l10n.t("Reasons")}`,
    markdownTable([vscode.l10n.t("Reason"), vscode.l10n.t("Addresses")], rows),
  ];
}

async function makingTable(record: RunRecord, table: ResultTable, version: string): Promise<string> {
  const span = table.workSpan(record.createdAt);
  const { took, rate } = workText(span);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ...inputRows(record),
    [vscode.l10n.t("SHA-256 of the addresses, one a line"), await digestOf(table)],
    [vscode.l10n.t("Started"), formatDate(record.createdAt)],
    [vscode.l10n.t("Last answer"), span.endedAt === undefined ? undefined : formatDate(span.endedAt)],
    [vscode.l10n.t("Time at work"), took],
    [vscode.l10n.t("Rate"), rate],
    [vscode.l10n.t("Credits used"), costText(runCost(record, table))],
    [vscode.l10n.t("Known before, free of charge"), formatCount(table.known())],
    [vscode.l10n.t("Made with"), `Instantly (unofficial) ${version}`],
  ];
  return markdownTable(
    ["", ""],
    rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]])),
    "---",
  );
}

/** The file as it was read, so that anybody who has it can tell that it is the one. */
function inputRows({ title, source }: RunRecord): readonly (readonly [string, string | undefined])[] {
  const input = [vscode.l10n.t("Input"), cell(title)] as const;
  if (source === undefined) return [input];
  return [
    input,
    [vscode.l10n.t("Size"), formatBytes(source.bytes)],
    [vscode.l10n.t("SHA-256 of the file"), source.sha256],
    [vscode.l10n.t("Column"), source.column === undefined ? undefined : cell(source.column)],
  ];
}

/** By which anybody can tell that a list is the one this report is on. */
async function digestOf(table: ResultTable): Promise<string> {
  const list = Array.from({ length: table.size }, (_, position) => `${table.row(position).address}\n`).join(
    "",
  );
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(list));
  return Buffer.from(digest).toString("hex");
}

function domainTable(table: ResultTable): string {
  const domains = new DomainTable(table);
  const largest = domains.select("addresses", "").reverse().subarray(0, DOMAINS);
  return markdownTable(
    [
      vscode.l10n.t("Domain"),
      vscode.l10n.t("Addresses"),
      vscode.l10n.t("Verified"),
      vscode.l10n.t("Invalid"),
      vscode.l10n.t("Risky"),
      vscode.l10n.t("Catch-all"),
    ],
    Array.from(largest, (id) => {
      const { domain, addresses, verified, invalid, risky, catchAll } = domains.row(id);
      return [cell(domain), ...[addresses, verified, invalid, risky].map(formatCount), formatShare(catchAll)];
    }),
  );
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[], rest = "---:"): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : rest))), ...rows.map(line)].join(
    "\n",
  );
}

/** What a person's data holds must not become Markdown of the report's. */
function cell(text: string): string {
  return plain(text).replace(/[\\`*_[\]<>|#~&!]/gu, "\\$&");
}
