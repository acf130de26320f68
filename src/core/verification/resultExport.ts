import Papa from "papaparse";
import type { ResultPart } from "../../shared/resultParts.ts";
import type { FreeFinding } from "../text/freeChecks.ts";
import type { RunItem } from "./journal.ts";
import { resultPart } from "./resultPart.ts";

/** Words of the results in exported files: the same in every language, for those who filter by them. */
export const EXPORT_WORDS: Readonly<Record<ResultPart, string>> = {
  verified: "verified",
  catchAll: "catch_all",
  risky: "risky",
  invalid: "invalid",
  unknown: "unknown",
  pending: "pending",
  notSent: "not_sent",
  leftOut: "left_out",
  notReached: "not_reached",
};

/** One address with its result as it is exported; null where nothing is known. */
export interface ExportRow {
  readonly email: string;
  readonly result: string;
  /** The API's own word. */
  readonly verification_status: string | null;
  readonly catch_all: boolean | "pending" | null;
  readonly credits_used: number | null;
  /** ISO 8601, UTC. */
  readonly checked_at: string | null;
  /** Whether the verdict was paid for before this run. */
  readonly already_known: boolean | null;
  /** Why it was not sent, or what else is known of it, in the words of `RESULT_REASONS` with blanks between them. */
  readonly reason: string | null;
}

/** What is known of an address free of charge. */
export type Inspect = (address: string) => readonly FreeFinding[];

/** The row of an address. */
function exportRow({ address, times = 1, outcome }: RunItem, inspect: Inspect): ExportRow {
  const entry = outcome !== undefined && "entry" in outcome ? outcome.entry : undefined;
  return {
    email: address,
    result: EXPORT_WORDS[resultPart(outcome)],
    verification_status: entry?.rawStatus ?? null,
    catch_all: entry?.catchAll ?? null,
    credits_used: entry?.creditsUsed ?? null,
    checked_at: entry?.checkedAt.toISOString() ?? null,
    already_known: outcome?.state === "settled" ? outcome.isKnown : null,
    reason: reasonOf(outcome, inspect(address), times),
  };
}

function reasonOf(
  outcome: RunItem["outcome"],
  findings: readonly FreeFinding[],
  times: number,
): string | null {
  const words = new Set<string>();
  if (outcome !== undefined && "reason" in outcome) words.add(outcome.reason);
  for (const { kind } of findings) if (kind !== "syntax") words.add(kind);
  if (times > 1) words.add("repeated");
  return words.size === 0 ? null : [...words].join(" ");
}

const HEAD = [
  "email",
  "result",
  "verification_status",
  "catch_all",
  "credits_used",
  "checked_at",
  "already_known",
  "reason",
] as const satisfies readonly (keyof ExportRow)[];

/**
 * What a spreadsheet takes for a formula, its full-width forms and those behind white space included: at the head of a
 * cell, or behind the semicolon that separates cells in much of Europe, where a quote within a line counts for nothing.
 */
const FORMULA =
  /^(?=\s*[=+\-@|%\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]|[\t\r\n])|(?<=;)(?=[^\S\r\n]*[=+\-@|%\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}])/gu;

/** The first line of the CSV. */
export function csvHead(): string {
  return `${HEAD.join(",")}\n`;
}

/** Addresses as lines of CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvLines(items: readonly RunItem[], inspect: Inspect = () => []): string {
  if (items.length === 0) return "";
  const rows = items.map((item) => {
    const row = exportRow(item, inspect);
    return HEAD.map((name) => defused(row[name] ?? ""));
  });
  return `${Papa.unparse(rows, { newline: "\n" })}\n`;
}

function defused<T>(cell: T): T | string {
  return typeof cell === "string" ? cell.replace(FORMULA, "'") : cell;
}

/** Addresses as JSON Lines: one object a line. */
export function jsonLines(items: readonly RunItem[], inspect: Inspect = () => []): string {
  return items.map((item) => `${JSON.stringify(exportRow(item, inspect))}\n`).join("");
}
