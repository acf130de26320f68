import * as vscode from "vscode";
import { findAddresses } from "../../core/text/findAddresses.ts";
import type { LedgerEntry } from "../../core/verification/ledger.ts";
import { formatAge, formatCount } from "../words/text.ts";
import { verdictText } from "../words/verdictWords.ts";

/** How a verified address is marked; worst last. */
const MARKS = ["verified", "pending", "unknown", "catchAll", "risky", "invalid"] as const;
export type Mark = (typeof MARKS)[number];

/** A line with addresses of which something is known, by the worst of it. */
export interface MarkedLine {
  readonly line: number;
  readonly mark: Mark;
  readonly words: string;
}

export interface Knowledge {
  readonly find: (address: string) => LedgerEntry | undefined;
  readonly now: Date;
  /** An older verdict says its age. */
  readonly freshMs: number;
}

/** What is far out in a line of megabytes is not in sight. */
const MAX_COLUMN = 5_000;
/** The API's own word for a verdict that this build does not know may be anything. */
const MAX_WORD = 40;

/** The marks of some lines, in their order. @throws StoreError */
export function markedLines(
  document: vscode.TextDocument,
  lines: readonly number[],
  knowledge: Knowledge,
): MarkedLine[] {
  return lines.flatMap((line) => {
    const text = document.lineAt(line).text.slice(0, MAX_COLUMN);
    if (!text.includes("@")) return [];
    const entries = findAddresses(text).flatMap(({ address }) => knowledge.find(address) ?? []);
    const [first, ...others] = entries;
    if (first === undefined) return [];
    const mark = entries.map(markOf).reduce((a, b) => (MARKS.indexOf(b) > MARKS.indexOf(a) ? b : a));
    return [{ line, mark, words: others.length === 0 ? entryWords(first, knowledge) : countWords(entries) }];
  });
}

function markOf({ verdict, catchAll }: LedgerEntry): Mark {
  return verdict === "verified" && catchAll === true ? "catchAll" : verdict;
}

function entryWords(entry: LedgerEntry, { now, freshMs }: Knowledge): string {
  const words = [wordOf(entry)];
  if (now.getTime() - entry.checkedAt.getTime() > freshMs) words.push(formatAge(entry.checkedAt, now));
  return words.join(" · ");
}

/** "2 verified, 1 invalid", where a line has several addresses. */
function countWords(entries: readonly LedgerEntry[]): string {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(wordOf(entry), (counts.get(wordOf(entry)) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${formatCount(count)} ${word}`).join(", ");
}

function wordOf(entry: LedgerEntry): string {
  if (markOf(entry) === "catchAll") return vscode.l10n.t("catch-all");
  const words = verdictText(entry);
  return words.length > MAX_WORD ? `${words.slice(0, MAX_WORD)}…` : words;
}
