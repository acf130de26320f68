import type { LedgerEntry } from "../verification/ledger.ts";
import { asciiDomain } from "./address.ts";
import { type AddressProblem, checkAddress } from "./checkAddress.ts";
import { cellSpan, type TableShape } from "./csvRow.ts";
import { findAddresses, type FoundAddress } from "./findAddresses.ts";
import type { DomainLists } from "./freeChecks.ts";
import { LineLedger, type LineChange } from "./lineLedger.ts";
import { MAX_ROW_LINES, rowLines, scannedLine, type ScannedText } from "./rowLines.ts";
import { suggestDomain } from "./suggestDomain.ts";
import { withoutGuard } from "./withoutGuard.ts";

/** What is wrong with an address of a document. */
export type AddressTrouble =
  | {
      readonly kind: "invalid" | "risky";
      readonly entry: LedgerEntry;
      /** As below, where the domain looks mistyped as well. */
      readonly suggestion?: string;
    }
  /** `suggestion` is the whole address as it was probably meant. A mailbox that is there may be a stranger's. */
  | { readonly kind: "mistypedDomain"; readonly suggestion: string }
  /** What looks like an address, or stands in the column of addresses, cannot be one. */
  | { readonly kind: "syntax"; readonly reason: AddressProblem };

/** A problem and where it is: lines and UTF-16 columns from 0, `end` exclusive. */
export interface FoundProblem {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly address: string;
  readonly trouble: AddressTrouble;
}

export interface ProblemScanParts {
  readonly text: ScannedText;
  /** What is known of an address. */
  readonly find: (address: string) => LedgerEntry | undefined;
  readonly topLevels: DomainLists["topLevels"];
  /** Where the document is a table. */
  readonly table: TableShape | undefined;
}

/** VS Code shows no more problems of one document. */
const MAX_PROBLEMS = 1_000;
/** How often the clock is looked at, in lines. */
const STRETCH = 64;

/**
 * The problems of a document, found a stretch at a time and kept right through edits without looking at the whole of
 * it again. What the free checks find counts only where something was verified: anywhere else it would be noise.
 */
export class ProblemScan {
  private readonly parts: ProblemScanParts;
  private readonly problems_ = new LineLedger<FoundProblem>();
  /** Lines of a table that go on with the row of the line before. */
  private readonly inner = new LineLedger<{ readonly line: number }>();
  /** First lines of rows of which lines further down say where they end. */
  private readonly unsure = new LineLedger<{ readonly line: number }>();
  private readonly meant = new Map<string, string | undefined>();
  /** The first line that was not looked at yet. */
  private next = 0;
  /** Lines before `next` to look at again; ordered, apart from each other. */
  private dirty: LineChange[] = [];
  private hasResults_ = false;

  constructor(parts: ProblemScanParts) {
    this.parts = parts;
  }

  /** Whether something in the document was verified, as far as it was looked at. */
  get hasResults(): boolean {
    return this.hasResults_;
  }

  /** In the order of the document; at most some 1,000. */
  get problems(): readonly FoundProblem[] {
    return this.hasResults_ ? this.problems_.rows : [];
  }

  get isDone(): boolean {
    return this.dirty.length === 0 && (this.isFull || this.next >= this.parts.text.lineCount);
  }

  /**
   * Follows an edit that has been made: the lines `from` to `to`, both included, became `count` lines. A table whose
   * first line changes is to be scanned anew, for its columns may have.
   */
  edit(from: number, to: number, count: number): void {
    const delta = count - (to - from + 1);
    const start = this.rowStart(from);
    for (const ledger of this.ledgers) ledger.splice(from, to, delta);
    if (this.next <= to) {
      this.lookAgainFrom(start);
      return;
    }
    this.next += delta;
    let merged = { from: start, to: from + count - 1 };
    const apart: typeof this.dirty = [];
    for (const range of this.dirty) {
      if (range.to < start) apart.push(range);
      else if (range.from > to) apart.push({ from: range.from + delta, to: range.to + delta });
      else
        merged = {
          from: Math.min(range.from, merged.from),
          to: Math.max(range.to > to ? range.to + delta : merged.to, merged.to),
        };
    }
    this.dirty = [...apart, merged].sort((a, b) => a.from - b.from);
  }

  /** Looks on until `isOver` says that it is time for something else. @throws StoreError */
  step(isOver: () => boolean): void {
    for (let looked = 1; !this.isDone; looked++) {
      this.lookOn();
      if (looked % STRETCH === 0 && isOver()) return;
    }
  }

  private get isFull(): boolean {
    return this.hasResults_ && this.problems_.rows.length >= MAX_PROBLEMS;
  }

  private get ledgers(): readonly LineLedger<{ readonly line: number }>[] {
    return [this.problems_, this.inner, this.unsure];
  }

  /** Where to look from when a line is edited: its row begins there, or one that may now go on as far as here. */
  private rowStart(line: number): number {
    let start = line;
    while (start > 0 && this.inner.has(start)) start--;
    return Math.min(start, this.unsure.next(Math.max(0, line - MAX_ROW_LINES)) ?? start);
  }

  private lookOn(): void {
    const [range, ...others] = this.dirty;
    if (range === undefined) {
      this.next += this.look(this.next);
      return;
    }
    const next = range.from + this.look(range.from);
    this.next = Math.max(this.next, next);
    if (next <= range.to) this.dirty = [{ from: next, to: range.to }, ...others];
    else if (this.inner.has(next)) this.lookAgainFrom(next);
    else
      this.dirty = others
        .filter(({ to }) => to >= next)
        .map(({ from, to }) => ({ from: Math.max(from, next), to }));
  }

  /** A row ends elsewhere than it did, and so may all that follow. */
  private lookAgainFrom(line: number): void {
    const from = Math.min(line, ...this.dirty.filter((range) => range.to >= line).map((range) => range.from));
    for (const ledger of this.ledgers) ledger.cut(from);
    this.dirty = this.dirty.filter((range) => range.to < from);
    this.next = Math.min(this.next, from);
  }

  /** Looks at the row that begins in a line. Answers how many lines it has. */
  private look(first: number): number {
    const { text, table } = this.parts;
    const { lines, isSure } =
      table === undefined
        ? { lines: [scannedLine(text, first)], isSure: true }
        : rowLines(text, first, table.dialect);
    for (const ledger of this.ledgers) ledger.splice(first, first + lines.length - 1, 0);
    const found = lines.map((line) => findAddresses(line));
    for (const [index, inLine] of found.entries()) {
      for (const one of inLine) this.judge(first + index, one);
      if (index > 0) this.inner.add({ line: first + index });
    }
    if (table !== undefined && first >= firstRowLine(table)) this.judgeCell(first, lines, found, table);
    if (!isSure) this.unsure.add({ line: first });
    return lines.length;
  }

  private judge(line: number, { address, offset, length }: FoundAddress): void {
    const entry = this.parts.find(address);
    if (entry !== undefined) this.hasResults_ = true;
    const trouble = this.troubleOf(address, entry);
    if (trouble !== undefined) this.add({ line, start: offset, end: offset + length, address, trouble });
  }

  private troubleOf(address: string, entry: LedgerEntry | undefined): AddressTrouble | undefined {
    const suggestion = this.suggestionFor(address);
    if (entry?.verdict === "invalid" || entry?.verdict === "risky")
      return { kind: entry.verdict, entry, ...(suggestion === undefined ? {} : { suggestion }) };
    const checked = checkAddress(address);
    if (!checked.ok) return { kind: "syntax", reason: checked.reason };
    return suggestion === undefined ? undefined : { kind: "mistypedDomain", suggestion };
  }

  private suggestionFor(address: string): string | undefined {
    const at = address.lastIndexOf("@");
    const meant = this.meantBy(address.slice(at + 1));
    return meant === undefined ? undefined : `${address.slice(0, at)}@${meant}`;
  }

  private meantBy(domain: string): string | undefined {
    if (!this.meant.has(domain))
      this.meant.set(domain, suggestDomain(asciiDomain(domain), this.parts.topLevels));
    return this.meant.get(domain);
  }

  /** A row whose cell for the address holds something else, in a single line. */
  private judgeCell(
    first: number,
    lines: readonly string[],
    found: readonly (readonly FoundAddress[])[],
    { emailColumn, dialect }: TableShape,
  ): void {
    const cell = emailColumn === undefined ? undefined : cellSpan(lines.join("\n"), emailColumn, dialect);
    if (cell === undefined) return;
    let { start, end } = cell;
    let index = 0;
    for (let length = lines[0]?.length ?? 0; start > length; length = lines[++index]?.length ?? start) {
      start -= length + 1;
      end -= length + 1;
    }
    const text = lines[index] ?? "";
    const address = text.slice(start, end).trim();
    if (address === "" || end > text.length) return;
    if (found[index]?.some(({ offset }) => offset >= start && offset < end) === true) return;
    const checked = checkAddress(withoutGuard(address));
    if (checked.ok) return;
    start += text.slice(start).length - text.slice(start).trimStart().length;
    const trouble = { kind: "syntax", reason: checked.reason } as const;
    this.add({ line: first + index, start, end: start + address.length, address, trouble });
  }

  private add(problem: FoundProblem): void {
    if (this.problems_.rows.length < MAX_PROBLEMS) this.problems_.add(problem);
  }
}

/** The line below the header, and below what stands above that. */
function firstRowLine({ dialect: { linesAbove, hasHeader } }: TableShape): number {
  return linesAbove + (hasHeader ? 1 : 0);
}
