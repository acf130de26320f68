import * as vscode from "vscode";
import { findAddresses } from "../../core/text/findAddresses.ts";
import { DAY_MS, isFresh, type LedgerEntry } from "../../core/verification/ledger.ts";
import { verdictPart } from "../../core/verification/resultPart.ts";
import { formatCount } from "../words/text.ts";
import { verdictText } from "../words/verdictWords.ts";

/** How a verified address is marked; worst last. `old`: too long ago to be used again, whatever it was. */
const MARKS = ["old", "verified", "pending", "unknown", "catchAll", "risky", "invalid"] as const;
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
  /** For how long a verdict is used again. */
  readonly reuseDays: number;
}

/** What is far out in a line of megabytes is not in sight. */
const MAX_COLUMN = 5_000;
/** The API's own word for a verdict that this build does not know may be anything. */
const MAX_WORD = 40;

/** The marks of texts of lines that were looked at before; undefined for a line without one. */
export type KnownMarks = ReadonlyMap<string, LineMark | undefined>;
type LineMark = Omit<MarkedLine, "line">;

/**
 * The marks of some lines, in their order, and of their texts; only what is not in `before` is looked up.
 * @throws StoreError
 */
export function markedLines(
  document: vscode.TextDocument,
  lines: readonly number[],
  knowledge: Knowledge,
  before: KnownMarks = new Map(),
): { readonly marked: readonly MarkedLine[]; readonly known: KnownMarks } {
  const known = new Map<string, LineMark | undefined>();
  const marked = lines.flatMap((line) => {
    const text = document.lineAt(line).text.slice(0, MAX_COLUMN);
    const mark = before.has(text) ? before.get(text) : markOfLine(text, knowledge);
    known.set(text, mark);
    return mark === undefined ? [] : [{ line, ...mark }];
  });
  return { marked, known };
}

function markOfLine(text: string, knowledge: Knowledge): LineMark | undefined {
  if (!text.includes("@")) return undefined;
  const entries = findAddresses(text).flatMap(({ address }) => knowledge.find(address) ?? []);
  const [first, ...others] = entries;
  if (first === undefined) return undefined;
  const marks = entries.map((entry) => markOf(entry, knowledge));
  const mark = marks.reduce((a, b) => (MARKS.indexOf(b) > MARKS.indexOf(a) ? b : a));
  return { mark, words: others.length === 0 ? entryWords(first, knowledge) : countWords(entries, knowledge) };
}

function markOf(entry: LedgerEntry, knowledge?: Knowledge): Mark {
  if (knowledge !== undefined && isTooOld(entry, knowledge)) return "old";
  return verdictPart(entry);
}

/** Whether a verdict is not used again. One of today is as good as any, also where every check is to be paid anew. */
export function isTooOld(
  entry: LedgerEntry,
  { now, reuseDays }: Pick<Knowledge, "now" | "reuseDays">,
): boolean {
  return entry.verdict !== "pending" && !isFresh(entry, Math.max(1, reuseDays), now.getTime());
}

function entryWords(entry: LedgerEntry, knowledge: Knowledge): string {
  return isTooOld(entry, knowledge) ? oldWords(wordOf(entry), entry, knowledge.now) : wordOf(entry);
}

/** "verified 45 days ago; verify again": what is known of an address, though not well enough to be used. */
export function oldWords(verdict: string, { checkedAt }: LedgerEntry, now: Date): string {
  const days = Math.floor((now.getTime() - checkedAt.getTime()) / DAY_MS);
  return days === 1
    ? vscode.l10n.t("{0} 1 day ago; verify again", verdict)
    : vscode.l10n.t("{0} {1} days ago; verify again", verdict, formatCount(days));
}

/** "2 verified, 1 invalid", where a line has several addresses. */
function countWords(entries: readonly LedgerEntry[], knowledge: Knowledge): string {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const word = isTooOld(entry, knowledge) ? vscode.l10n.t("too old") : wordOf(entry);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${formatCount(count)} ${word}`).join(", ");
}

function wordOf(entry: LedgerEntry): string {
  if (markOf(entry) === "catchAll") return vscode.l10n.t("catch-all");
  const words = verdictText(entry);
  return words.length > MAX_WORD ? `${words.slice(0, MAX_WORD)}…` : words;
}
