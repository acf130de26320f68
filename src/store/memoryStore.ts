import { addressKey } from "../core/text/address.ts";
import {
  isOver,
  type ItemOutcome,
  type Journal,
  type Lease,
  type NewRun,
  type RunItem,
  type RunRecord,
  type RunSettings,
  type RunStatus,
} from "../core/verification/journal.ts";
import type { ImportRecord } from "../core/verification/importRecord.ts";
import { ASKED, type Ledger, type LedgerEntry, type Mark, type Moment } from "../core/verification/ledger.ts";
import type { PauseReason } from "../core/verification/pauseReason.ts";

/** A ledger that lives as long as its window. */
export class MemoryLedger implements Ledger {
  private readonly entries = new Map<string, LedgerEntry>();
  /** When each was recorded, as `records` counts. */
  private readonly recorded = new Map<string, number>();
  private written = 0;
  /** The runs that ask, and when, by address. */
  private readonly marks = new Map<string, Pick<Mark, "runId" | "at">>();

  /** @param demand throws StoreError while nothing may be paid for. */
  constructor(private readonly demand: () => void = () => undefined) {}

  find(address: string): LedgerEntry | undefined {
    const key = addressKey(address);
    const mark = this.marks.get(key);
    return mark === undefined ? this.entries.get(key) : { ...ASKED, checkedAt: mark.at };
  }

  findSince(address: string, since: Moment): LedgerEntry | undefined {
    const key = addressKey(address);
    return this.marks.has(key) || !this.isSince(key, since) ? undefined : this.entries.get(key);
  }

  records(): number {
    return this.written;
  }

  reading<T>(work: () => T): T {
    return work();
  }

  record(entries: readonly { readonly address: string; readonly entry: LedgerEntry }[]): void {
    this.written++;
    for (const { address, entry } of entries) {
      const key = addressKey(address);
      this.entries.set(key, entry);
      this.recorded.set(key, this.written);
      this.marks.delete(key);
    }
  }

  mark(addresses: readonly string[], { runId, at, since }: Mark): ReadonlySet<string> {
    this.demand();
    const given = addresses.filter((address) => {
      const key = addressKey(address);
      const holder = this.marks.get(key)?.runId;
      const entry = this.entries.get(key);
      const isOld = entry === undefined || (entry.verdict !== "pending" && !this.isSince(key, since));
      return holder === undefined ? isOld : holder === runId;
    });
    for (const address of given) this.marks.set(addressKey(address), { runId, at });
    return new Set(given);
  }

  markedBy(address: string): string | undefined {
    return this.marks.get(addressKey(address))?.runId;
  }

  takeOver(address: string, from: string | undefined, runId: string): boolean {
    const entry = this.find(address);
    if (this.markedBy(address) !== from || entry?.verdict !== "pending") return false;
    this.marks.set(addressKey(address), { runId, at: entry.checkedAt });
    return true;
  }

  unmark(addresses: readonly string[], runId: string): void {
    for (const address of addresses) {
      const key = addressKey(address);
      if (this.marks.get(key)?.runId === runId) this.marks.delete(key);
    }
  }

  /** Whether a final verdict was recorded after a moment. */
  private isSince(key: string, { at, records }: Moment): boolean {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.verdict === "pending") return false;
    return records === undefined ? entry.checkedAt >= at : (this.recorded.get(key) ?? 0) > records;
  }

  count(): number {
    return new Set([...this.entries.keys(), ...this.marks.keys()]).size;
  }

  creditsPaid(): number {
    return [...this.entries.values()].reduce((sum, { creditsUsed = 0 }) => sum + creditsUsed, 0);
  }
}

interface Run {
  readonly scope: string;
  record: RunRecord;
  owner: string | undefined;
  isNew: boolean;
  readonly addresses: Pick<RunItem, "address" | "times">[];
  readonly outcomes: Map<number, ItemOutcome>;
}

const CHUNK = 256;

/** A journal that lives as long as its window: it keeps a lost answer from being paid twice, but not a crash. */
export class MemoryJournal implements Journal {
  private readonly all = new Map<string, Run>();

  /** @param demand throws StoreError while nothing may be paid for. */
  constructor(private readonly demand: () => void = () => undefined) {}

  create(run: NewRun): void {
    this.demand();
    const { scope, ...given } = run;
    const record: RunRecord = {
      ...given,
      status: "paused",
      reason: undefined,
      total: 0,
      heartbeatAt: undefined,
    };
    this.all.set(run.id, {
      scope,
      record,
      owner: undefined,
      isNew: true,
      addresses: [],
      outcomes: new Map(),
    });
  }

  append(runId: string, items: readonly Omit<RunItem, "position">[]): void {
    const run = this.all.get(runId);
    for (const { outcome, ...item } of items) {
      if (outcome !== undefined) run?.outcomes.set(run.addresses.length, outcome);
      run?.addresses.push(item);
    }
    if (run !== undefined) run.record = { ...run.record, total: run.addresses.length };
  }

  runs(scope: string): readonly RunRecord[] {
    const runs = [...this.all.values()].filter((run) => run.scope === scope && !run.isNew);
    return runs.map(({ record }) => record).reverse();
  }

  claim({ runId, owner, now }: Lease, ended?: Date): boolean {
    const run = this.all.get(runId);
    if (run === undefined) return false;
    const isEnded = ended !== undefined && run.record.heartbeatAt?.getTime() === ended.getTime();
    if (run.owner !== undefined && run.owner !== owner && !isEnded) return false;
    run.owner = owner;
    run.isNew = false;
    run.record = { ...run.record, status: "running", reason: undefined, heartbeatAt: new Date(now) };
    return true;
  }

  isAtWork(runId: string): boolean {
    return this.all.get(runId)?.record.status === "running";
  }

  isImport(runId: string): boolean {
    const record = this.all.get(runId)?.record;
    return record?.import !== undefined && !isOver(record.status);
  }

  renew({ runId, owner, now }: Lease): boolean {
    const run = this.all.get(runId);
    if (run?.owner !== owner) return false;
    run.record = { ...run.record, heartbeatAt: new Date(now) };
    return true;
  }

  release({ runId, owner, now }: Lease, status: RunStatus, reason?: PauseReason): void {
    const run = this.all.get(runId);
    if (run?.owner !== owner) return;
    run.owner = undefined;
    run.record = {
      ...run.record,
      status,
      reason,
      heartbeatAt: undefined,
      ...(isOver(status) ? { endedAt: new Date(now) } : {}),
    };
  }

  ask(lease: Lease, positions: readonly number[]): boolean {
    if (!this.renew(lease)) return false;
    for (const position of positions) this.all.get(lease.runId)?.outcomes.set(position, { state: "asked" });
    return true;
  }

  unask(runId: string, positions: readonly number[]): void {
    const outcomes = this.all.get(runId)?.outcomes;
    for (const position of positions)
      if (outcomes?.get(position)?.state === "asked") outcomes.delete(position);
  }

  settle(
    runId: string,
    outcomes: readonly { readonly position: number; readonly outcome: ItemOutcome }[],
  ): void {
    for (const { position, outcome } of outcomes) this.all.get(runId)?.outcomes.set(position, outcome);
  }

  setSettings(runId: string, settings: RunSettings): void {
    const run = this.all.get(runId);
    if (run !== undefined) run.record = { ...run.record, settings };
  }

  setImport(runId: string, record: ImportRecord): void {
    const run = this.all.get(runId);
    if (run !== undefined) run.record = { ...run.record, import: record };
  }

  *items(runId: string): Generator<readonly RunItem[]> {
    const run = this.all.get(runId);
    if (run === undefined) return;
    for (let start = 0; start < run.addresses.length; start += CHUNK)
      yield run.addresses.slice(start, start + CHUNK).map((item, index) => {
        const outcome = run.outcomes.get(start + index);
        return { position: start + index, ...item, ...(outcome === undefined ? {} : { outcome }) };
      });
  }

  remove(runId: string): boolean {
    this.all.delete(runId);
    return true;
  }
}
