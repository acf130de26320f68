import * as vscode from "vscode";
import { gradeList } from "../../core/verification/grade.ts";
import { isOver, type RunRecord } from "../../core/verification/journal.ts";
import type { ResultCounts } from "../../core/verification/resultCounts.ts";
import type { ResultTable } from "../../core/verification/resultTable.ts";
import type { RunState } from "../../core/verification/runState.ts";
import type { Badge, Fact } from "../../shared/panelView.ts";
import { RESULT_REASONS, type ResultReason } from "../../shared/resultReasons.ts";
import { reasonWord } from "../words/reasonWords.ts";
import type { PartView, ReasonView, ReportView, ReportWords } from "../../shared/reportView.ts";
import { RESULT_PARTS, type ResultPart } from "../../shared/resultParts.ts";
import { gradeView } from "../runs/gradeWords.ts";
import { progressWords } from "../runs/runNode.ts";
import { wasInterrupted } from "../runs/resumeOffer.ts";
import { runCost } from "../runs/runCost.ts";
import { costText, pauseText, workText } from "../runs/runWords.ts";
import { partWord } from "../words/partWords.ts";
import { formatCount, formatDate, formatShare, plain } from "../words/text.ts";

export interface ReportContext {
  readonly record: RunRecord;
  /** While it is at work in this window. */
  readonly state: RunState | undefined;
  readonly canResume: boolean;
  readonly canWriteBack: boolean;
  readonly table: ResultTable;
  readonly version: number;
}

export function reportView(context: ReportContext): ReportView {
  const { record, state, canResume, table, version } = context;
  const counts = table.counts();
  const graded = gradeList(counts);
  const parts = partViews(counts, table.size);
  return {
    title: plain(record.title),
    badges: [stateBadge(record, state, canResume)],
    remark: remarkOf(record, state),
    grade: graded === undefined ? undefined : gradeView(graded, state === undefined && isOver(record.status)),
    parts,
    reasons: reasonViews(table.reasonCounts()),
    summary: vscode.l10n.t(
      "{0} addresses: {1}.",
      formatCount(table.size),
      parts
        .filter(({ share }) => share > 0)
        .map(({ label, percent }) => `${label} ${percent}`)
        .join(", "),
    ),
    facts: factsOf(record, table),
    version,
    can: {
      resume: canResume,
      pause: state?.status === "running",
      copyValid: counts.verified > 0,
      writeBack: context.canWriteBack && record.source !== undefined,
      cleanFile: context.canWriteBack && record.source?.column !== undefined,
    },
  };
}

/** The usual kinds always, so that reports can be compared; the others where there are any. */
const ALWAYS: readonly ResultPart[] = ["verified", "catchAll", "risky", "invalid"];

function partViews(counts: ResultCounts, total: number): readonly PartView[] {
  return RESULT_PARTS.filter((part) => counts[part] > 0 || ALWAYS.includes(part)).map((part) => {
    const share = counts[part] / Math.max(1, total);
    return {
      part,
      label: partWord(part).label,
      share,
      count: formatCount(counts[part]),
      percent: formatShare(share),
    };
  });
}

function reasonViews(counts: ReadonlyMap<ResultReason, number>): readonly ReasonView[] {
  return RESULT_REASONS.flatMap((reason) => {
    const count = counts.get(reason);
    return count === undefined ? [] : [{ reason, label: reasonWord(reason), count: formatCount(count) }];
  });
}

function stateBadge(record: RunRecord, state: RunState | undefined, canResume: boolean): Badge {
  if (state !== undefined) return { text: vscode.l10n.t("at work"), tone: "neutral" };
  if (canResume)
    return wasInterrupted(record)
      ? { text: vscode.l10n.t("interrupted"), tone: "warn" }
      : { text: vscode.l10n.t("paused"), tone: "warn" };
  switch (record.status) {
    case "done":
      return { text: vscode.l10n.t("done"), tone: "good" };
    case "cancelled":
      return { text: vscode.l10n.t("cancelled"), tone: "neutral" };
    case "running":
    case "paused":
      return { text: vscode.l10n.t("in another window"), tone: "neutral" };
  }
}

function remarkOf({ status, reason }: RunRecord, state: RunState | undefined): string | undefined {
  if (state !== undefined) return progressWords(state);
  return reason === undefined || status === "done" ? undefined : pauseText(reason);
}

function factsOf(record: RunRecord, table: ResultTable): readonly Fact[] {
  const known = table.known();
  const { took, rate } = workText(table.workSpan(record.createdAt));
  const rows: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t("Started"), formatDate(record.createdAt)],
    [vscode.l10n.t("Credits used"), costText(runCost(record, table))],
    [vscode.l10n.t("Known before"), known === 0 ? undefined : formatCount(known)],
    [vscode.l10n.t("Time at work"), took],
    [vscode.l10n.t("Rate"), rate],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

export function reportWords(): ReportWords {
  const text = "text" as const;
  const number = "number" as const;
  return {
    actions: vscode.l10n.t("Actions"),
    refresh: vscode.l10n.t("Refresh"),
    resume: vscode.l10n.t("Resume"),
    pause: vscode.l10n.t("Pause"),
    exportResults: vscode.l10n.t("Export…"),
    copyValid: vscode.l10n.t("Copy Valid Addresses"),
    writeBack: vscode.l10n.t("Write Results into File…"),
    cleanFile: vscode.l10n.t("Clean Up File…"),
    results: vscode.l10n.t("Results"),
    resultsHint: vscode.l10n.t("Show only these"),
    reasons: vscode.l10n.t("Reasons"),
    show: vscode.l10n.t("Show"),
    addresses: vscode.l10n.t("Addresses"),
    domains: vscode.l10n.t("Domains"),
    filterAddresses: vscode.l10n.t("Filter by address or domain"),
    filterDomains: vscode.l10n.t("Filter by domain"),
    clearFilter: vscode.l10n.t("Clear Filter"),
    noMatch: vscode.l10n.t("Nothing matches the filter."),
    sortBy: vscode.l10n.t("Sort by {0}"),
    addressColumns: [
      { id: "position", label: "#", kind: number },
      { id: "address", label: vscode.l10n.t("Address"), kind: text },
      { id: "result", label: vscode.l10n.t("Result"), kind: text },
      { id: "reason", label: vscode.l10n.t("Reason"), kind: text },
      { id: "catchAll", label: vscode.l10n.t("Catch-all"), kind: text },
      { id: "credits", label: vscode.l10n.t("Credits"), kind: number },
      { id: "checkedAt", label: vscode.l10n.t("Checked"), kind: text },
      { id: "source", label: vscode.l10n.t("Source"), kind: text },
    ],
    domainColumns: [
      { id: "domain", label: vscode.l10n.t("Domain"), kind: text },
      { id: "addresses", label: vscode.l10n.t("Addresses"), kind: number },
      { id: "verified", label: vscode.l10n.t("Verified"), kind: number },
      { id: "invalid", label: vscode.l10n.t("Invalid"), kind: number },
      { id: "risky", label: vscode.l10n.t("Risky"), kind: number },
      { id: "catchAll", label: vscode.l10n.t("Catch-all"), kind: number },
    ],
  };
}
