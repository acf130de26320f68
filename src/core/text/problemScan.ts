import type { LedgerEntry } from "../verification/ledger.ts";
import { asciiDomain } from "./address.ts";
import { type AddressProblem, checkAddress } from "./checkAddress.ts";
import { cellSpan, type TableShape } from "./csvRow.ts";
import { findAddresses, type FoundAddress } from "./findAddresses.ts";
import type { DomainLists } from "./freeChecks.ts";
import { LineLedger, type LineChange } from "./lineLedger.ts";
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

/** A document as an editor has it. */
export interface ScannedText {
  readonly lineCount: number;
  line(index: number): string;
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
/** Addresses far out in a line of megabytes are not looked at. */
const MAX_COLUMN = 20_000;

/**
 * The problems of a document, found a stretch at a time and kept right through edits without looking at the whole of
 * it again. What the free checks find counts only where something was verified: anywhere else it would be noise.
 */
export class ProblemScan {
  private readonly parts: ProblemScanParts;
  private readonly problems_ = new LineLedger<FoundProblem>();
  /** Lines of a table that hold an odd number of quotes: between two of them a row goes on over its line ends. */
  private readonly odd = new LineLedger<{ readonly line: number }>();
  private readonly meant = new Map<string, string | undefined>();
  /** The first line that was not looked at yet. */
  private next = 0;
  /** Lines before `next` to look at again; ordered, apart from each other. */
  private dirty: (LineChange & { readonly oddBefore: number })[] = [];
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
    this.problems_.splice(from, to, delta);
    const oddBefore = this.odd.splice(from, to, delta);
    if (this.next <= to) {
      this.next = Math.min(this.next, from);
      this.dirty = this.dirty.filter((range) => range.to < from);
      return;
    }
    this.next += delta;
    let merged = { from, to: from + count - 1, oddBefore };
    const apart: typeof this.dirty = [];
    for (const range of this.dirty) {
      if (range.to < from) apart.push(range);
      else if (range.from > to) apart.push({ ...range, from: range.from + delta, to: range.to + delta });
      else
        merged = {
          from: Math.min(range.from, merged.from),
          to: Math.max(range.to > to ? range.to + delta : merged.to, merged.to),
          oddBefore: merged.oddBefore + range.oddBefore,
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

  private lookOn(): void {
    const [range, ...others] = this.dirty;
    if (range === undefined) {
      this.look(this.next);
      this.next++;
      return;
    }
    const isOdd = this.look(range.from);
    const oddBefore = range.oddBefore + (isOdd ? 1 : 0);
    if (range.from < range.to) this.dirty = [{ ...range, from: range.from + 1, oddBefore }, ...others];
    else {
      this.dirty = others;
      if (oddBefore % 2 === 1) this.lookAgainFrom(range.to + 1);
    }
  }

  /** A quote came or went: what follows is inside of quotes where it was outside, or the other way round. */
  private lookAgainFrom(line: number): void {
    this.problems_.cut(line);
    this.odd.cut(line);
    this.dirty = [];
    this.next = Math.min(this.next, line);
  }

  /** True when the line has an odd number of quotes. */
  private look(line: number): boolean {
    const text = this.parts.text.line(line).slice(0, MAX_COLUMN);
    const { table } = this.parts;
    const found = findAddresses(text);
    for (const one of found) this.judge(line, one);
    if (table === undefined) return false;
    const isInside = this.odd.countBefore(line) % 2 === 1;
    const isOdd = text.split(table.dialect.quote).length % 2 === 0;
    if (isOdd) this.odd.add({ line });
    else if (!isInside && line >= firstRowLine(table)) this.judgeCell(line, text, found, table);
    return isOdd;
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

  /** A row of a single line whose cell for the address holds something else. */
  private judgeCell(line: number, text: string, found: readonly FoundAddress[], table: TableShape): void {
    if (table.emailColumn === undefined) return;
    const cell = cellSpan(text, table.emailColumn, table.dialect);
    if (cell === undefined) return;
    const address = text.slice(cell.start, cell.end).trim();
    if (address === "" || found.some(({ offset }) => offset >= cell.start && offset < cell.end)) return;
    const checked = checkAddress(withoutGuard(address));
    if (checked.ok) return;
    const start = cell.start + (text.slice(cell.start).length - text.slice(cell.start).trimStart().length);
    const trouble = { kind: "syntax", reason: checked.reason } as const;
    this.add({ line, start, end: start + address.length, address, trouble });
  }

  private add(problem: FoundProblem): void {
    if (this.problems_.rows.length < MAX_PROBLEMS) this.problems_.add(problem);
  }
}

/** The line below the header, and below what stands above that. */
function firstRowLine({ dialect: { linesAbove, hasHeader } }: TableShape): number {
  return linesAbove + (hasHeader ? 1 : 0);
}
