import type { ResultColumn } from "../../shared/resultColumns.ts";
import type { FreeFinding } from "../text/freeChecks.ts";
import { RESULT_REASONS, type ResultReason } from "../../shared/resultReasons.ts";
import { RESULT_PARTS, type ResultPart } from "../../shared/resultParts.ts";
import { asciiDomain, domainOf, searchForm } from "../text/address.ts";
import type { ItemOutcome, RunItem } from "./journal.ts";
import { type ResultCounts, ResultCounter } from "./resultCounts.ts";
import { bitOf, outcomeReasons, type ReasonBits, ReasonFinder, reasonsOf } from "./resultReasons.ts";
import { resultPart } from "./resultPart.ts";
import { ascending } from "./tableOrder.ts";
import { workSpan, type WorkSpan } from "./workSpan.ts";

/** Codes of `catchAll`, in sorting order. */
const CATCH_ALL = [undefined, false, "pending", true] as const;
/** Codes of `source`: not asked, paid for in this run, known before it. */
const SOURCES = [undefined, "paid", "known"] as const;

/** Some milliseconds' worth. */
const INSPECTED_AT_ONCE = 200;
/** Reasons that only an outcome gives, and may take back. */
const OF_OUTCOMES = bitOf("refused") | bitOf("domain");

/** One address with its result; undefined where nothing is known. */
export interface ResultRow {
  readonly address: string;
  readonly part: ResultPart;
  /** Besides its verdict, as far as `inspected` has come. */
  readonly reasons: readonly ResultReason[];
  /** How often it stood in what was verified. */
  readonly times: number;
  /** The API's own word of an unknown verdict, or why an address was not sent. */
  readonly note: { readonly state: "unknown" | "bad" | "refused"; readonly text: string } | undefined;
  readonly catchAll: boolean | "pending" | undefined;
  /** Paid by this run. */
  readonly credits: number | undefined;
  readonly checkedAt: Date | undefined;
  readonly source: "paid" | "known" | undefined;
}

/**
 * The addresses of one run in columns of numbers: 100,000 take some 15 MB, and sorting or filtering them some
 * milliseconds. Positions are those of the journal.
 */
export class ResultTable {
  private readonly addresses: string[] = [];
  private readonly folded: string[] = [];
  private readonly parts: Uint8Array;
  private readonly catchAlls: Uint8Array;
  private readonly sources: Uint8Array;
  private readonly reasonBits: Uint16Array;
  private readonly repeated = new Map<number, number>();
  private readonly credits: Float64Array;
  private readonly checked: Float64Array;
  private readonly domainIds: Uint32Array;
  private readonly domainNames: string[] = [];
  private readonly domainIdOf = new Map<string, number>();
  private readonly notes = new Map<number, NonNullable<ResultRow["note"]>>();
  private readonly orders = new Map<ResultColumn, Uint32Array>();

  /** For `size` addresses, which `add` brings. */
  constructor(size: number) {
    this.parts = new Uint8Array(size);
    this.catchAlls = new Uint8Array(size);
    this.sources = new Uint8Array(size);
    this.reasonBits = new Uint16Array(size);
    this.credits = new Float64Array(size).fill(NaN);
    this.checked = new Float64Array(size).fill(NaN);
    this.domainIds = new Uint32Array(size);
  }

  /** Addresses in it so far. */
  get size(): number {
    return this.addresses.length;
  }

  /** Appends the next addresses in their order. */
  add(items: readonly RunItem[]): void {
    for (const { address, times, outcome } of items) {
      const position = this.addresses.length;
      const folded = searchForm(address);
      this.addresses.push(address);
      this.folded.push(folded);
      this.domainIds[position] = this.domainId(domainOf(folded));
      if (times !== undefined) {
        this.repeated.set(position, times);
        this.addReasons(position, bitOf("repeated"));
      }
      this.write(position, outcome);
    }
    this.orders.clear();
  }

  /**
   * Looks at all addresses for what is known of them free of charge, which takes as long as reading them: some at a
   * time, so that whoever calls it can make pauses. Yields how many are left.
   */
  *inspected(inspect: (address: string) => readonly FreeFinding[]): Generator<number> {
    const finder = new ReasonFinder(inspect);
    for (let from = 0; from < this.size; from += INSPECTED_AT_ONCE) {
      const end = Math.min(this.size, from + INSPECTED_AT_ONCE);
      for (let position = from; position < end; position++)
        this.addReasons(position, finder.find(this.addresses[position] ?? ""));
      this.orders.delete("reason");
      yield this.size - end;
    }
  }

  /** Changes what became of addresses; those that were not added yet come with their outcome later. */
  settle(news: readonly { readonly position: number; readonly outcome: ItemOutcome }[]): void {
    for (const { position, outcome } of news) if (position < this.size) this.write(position, outcome);
    for (const column of this.orders.keys())
      if (column !== "address" && column !== "position") this.orders.delete(column);
  }

  /** How many addresses ended how. */
  counts(): ResultCounts {
    const counter = new ResultCounter();
    for (let position = 0; position < this.size; position++) counter.addCode(this.parts[position] ?? 0);
    return counter.counts;
  }

  /** How many addresses have which reason, as far as `inspected` has come. */
  reasonCounts(): ReadonlyMap<ResultReason, number> {
    // Most addresses have the same few sets of reasons, which are told apart once.
    const ofSets = new Uint32Array(1 << RESULT_REASONS.length);
    for (const bits of this.reasonBits.subarray(0, this.size)) ofSets[bits] = (ofSets[bits] ?? 0) + 1;
    const counts = new Map<ResultReason, number>();
    for (const [bits, count] of ofSets.entries())
      if (count > 0)
        for (const reason of reasonsOf(bits)) counts.set(reason, (counts.get(reason) ?? 0) + count);
    return counts;
  }

  /** Credits that the run paid, as far as the API said, and how many paid checks it named no price for. */
  cost(): { readonly credits: number; readonly unpriced: number } {
    let credits = 0;
    let unpriced = 0;
    for (let position = 0; position < this.size; position++) {
      if (SOURCES[this.sources[position] ?? 0] !== "paid") continue;
      const price = this.credits[position] ?? NaN;
      if (Number.isNaN(price)) unpriced++;
      else credits += price;
    }
    return { credits, unpriced };
  }

  /** How many verdicts were known before the run. */
  known(): number {
    return this.sources.subarray(0, this.size).reduce((sum, code) => sum + (code === 2 ? 1 : 0), 0);
  }

  /** How long the run was at work on what it paid for, from `startedAt`. */
  workSpan(startedAt: Date): WorkSpan {
    const paid = this.checked.filter((_, position) => SOURCES[this.sources[position] ?? 0] === "paid");
    return workSpan(startedAt.getTime(), paid);
  }

  /**
   * Positions of the addresses that contain `text` (case aside), are of one of `parts` and have one of `reasons`, in
   * ascending order of a column. No parts and no reasons mean any.
   */
  select(
    column: ResultColumn,
    text: string,
    parts: readonly ResultPart[],
    reasons: readonly ResultReason[] = [],
  ): Uint32Array {
    const needle = searchForm(text);
    const bits = reasons.reduce((sum, reason) => sum | bitOf(reason), 0);
    const wanted = RESULT_PARTS.map((part) => parts.length === 0 || parts.includes(part));
    return this.order(column).filter(
      (position) =>
        wanted[this.parts[position] ?? 0] === true &&
        (bits === 0 || ((this.reasonBits[position] ?? 0) & bits) !== 0) &&
        (needle === "" || (this.folded[position] ?? "").includes(needle)),
    );
  }

  /** What is known of an address. */
  row(position: number): ResultRow {
    return {
      address: this.addresses[position] ?? "",
      part: this.partAt(position),
      reasons: reasonsOf(this.reasonBits[position] ?? 0),
      times: this.repeated.get(position) ?? 1,
      note: this.notes.get(position),
      catchAll: CATCH_ALL[this.catchAlls[position] ?? 0],
      credits: known(this.credits[position]),
      checkedAt: mapped(known(this.checked[position]), (ms) => new Date(ms)),
      source: SOURCES[this.sources[position] ?? 0],
    };
  }

  /** Addresses of the given parts, in their order. */
  *addressesOf(parts: readonly ResultPart[]): Generator<string> {
    for (const [position, address] of this.addresses.entries())
      if (parts.includes(this.partAt(position))) yield address;
  }

  /** The domains' names, and for each address, by position, the index of its domain and its part. */
  get domains(): {
    readonly names: readonly string[];
    readonly ids: Uint32Array;
    readonly partOf: (position: number) => ResultPart;
  } {
    return {
      names: this.domainNames,
      ids: this.domainIds.subarray(0, this.size),
      partOf: (position) => this.partAt(position),
    };
  }

  private order(column: ResultColumn): Uint32Array {
    const order = this.orders.get(column) ?? ascending(this.keys(column));
    this.orders.set(column, order);
    return order;
  }

  private keys(column: ResultColumn): readonly string[] | ArrayLike<number> {
    switch (column) {
      case "position":
        return this.folded.keys().toArray();
      case "address":
        return this.folded;
      case "result":
        return this.parts.subarray(0, this.size);
      case "reason":
        // By what weighs most; those without one last.
        return Uint8Array.from(
          this.reasonBits.subarray(0, this.size),
          (bits) => 31 - Math.clz32(bits & -bits),
        );
      case "catchAll":
        return this.catchAlls.subarray(0, this.size);
      case "credits":
        return this.credits.subarray(0, this.size);
      case "checkedAt":
        return this.checked.subarray(0, this.size);
      case "source":
        return this.sources.subarray(0, this.size);
    }
  }

  private write(position: number, outcome: ItemOutcome | undefined): void {
    const part = resultPart(outcome);
    const entry = outcome !== undefined && "entry" in outcome ? outcome.entry : undefined;
    const isKnown = outcome?.state === "settled" && outcome.isKnown;
    this.parts[position] = RESULT_PARTS.indexOf(part);
    this.catchAlls[position] = CATCH_ALL.indexOf(entry?.catchAll);
    this.sources[position] = SOURCES.indexOf(entry === undefined ? undefined : isKnown ? "known" : "paid");
    this.credits[position] = (isKnown ? undefined : entry?.creditsUsed) ?? NaN;
    this.checked[position] = entry?.checkedAt.getTime() ?? NaN;
    this.reasonBits[position] = ((this.reasonBits[position] ?? 0) & ~OF_OUTCOMES) | outcomeReasons(outcome);
    if (outcome?.state === "bad" || outcome?.state === "refused")
      this.notes.set(position, { state: outcome.state, text: outcome.reason });
    else if (part === "unknown") this.notes.set(position, { state: "unknown", text: entry?.rawStatus ?? "" });
    else this.notes.delete(position);
  }

  private addReasons(position: number, bits: ReasonBits): void {
    this.reasonBits[position] = (this.reasonBits[position] ?? 0) | bits;
  }

  private partAt(position: number): ResultPart {
    return RESULT_PARTS[this.parts[position] ?? 0] ?? "notReached";
  }

  /** However a domain is spelt, it is one; it is shown as it was first spelt. */
  private domainId(name: string): number {
    const key = asciiDomain(name);
    const id = this.domainIdOf.get(key) ?? this.domainNames.push(name) - 1;
    this.domainIdOf.set(key, id);
    return id;
  }
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

function mapped<T, R>(value: T | undefined, to: (value: T) => R): R | undefined {
  return value === undefined ? undefined : to(value);
}
