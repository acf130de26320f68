import { isOver } from "../core/verification/journal.ts";
import type {
  ItemOutcome,
  Journal,
  Lease,
  NewRun,
  RunItem,
  RunRecord,
  RunSettings,
  RunStatus,
} from "../core/verification/journal.ts";
import type { ImportRecord } from "../core/verification/importRecord.ts";
import type { PauseReason } from "../core/verification/pauseReason.ts";
import type { Database, Row, Value } from "./database.ts";
import { ENTRY_COLUMNS, entryValues } from "./entryRow.ts";
import { deletePiece, FORGOTTEN_AT } from "./forgetRun.ts";
import { isGone, ownProcessMark, parseProcessMark, type ProcessMark } from "./processMark.ts";
import { addressesIn, addressesText, itemOf, outcomeOf, recordOf } from "./runRow.ts";
import type { Seal } from "./seal.ts";

const OWNED = "owner = ? AND id = ?";
/** As if it had been begun and left long ago: nothing shows it, nobody waits for it, and opening the store sweeps it away. */
const FORGET = `
  UPDATE runs SET status = 'new', created_at = ?, owner = NULL, process = NULL, source = NULL, import = NULL
  WHERE id = ?`;

/** The journal on disk: addresses and titles encrypted, outcomes by position. */
export class SqliteJournal implements Journal {
  constructor(
    private readonly db: Database,
    private readonly seal: Seal,
    private readonly process: ProcessMark = ownProcessMark(),
  ) {}

  create(run: NewRun): void {
    this.db.run(
      `INSERT INTO runs (id, scope, title, status, settings, created_at, records, total, source, import)
       VALUES (?, ?, ?, 'new', ?, ?, ?, 0, ?, ?)`,
      run.id,
      run.scope,
      this.seal.close(run.title),
      JSON.stringify(run.settings),
      run.createdAt.getTime(),
      run.records ?? null,
      run.source === undefined ? null : this.seal.close(JSON.stringify(run.source)),
      run.import === undefined ? null : this.seal.close(JSON.stringify(run.import)),
    );
  }

  append(runId: string, items: readonly Omit<RunItem, "position">[]): void {
    if (items.length === 0) return;
    this.db.transaction(() => {
      const start = Number(this.db.get("SELECT total FROM runs WHERE id = ?", runId)?.["total"]);
      const addresses = this.seal.close(addressesText(items));
      this.db.run(`INSERT INTO run_addresses VALUES (${SEQ}, ?, ?)`, runId, start, addresses);
      this.db.run("UPDATE runs SET total = total + ? WHERE id = ?", items.length, runId);
      for (const [index, { outcome }] of items.entries())
        if (outcome !== undefined) this.write(runId, start + index, outcome);
    });
  }

  runs(scope: string): readonly RunRecord[] {
    const rows = this.db.all(
      "SELECT * FROM runs WHERE scope = ? AND status <> 'new' ORDER BY seq DESC",
      scope,
    );
    return rows.map((row) => recordOf(row, this.seal, this.isAbandoned(row)));
  }

  claim({ runId, owner, now }: Lease, ended?: Date): boolean {
    return this.db.transaction(() => {
      const run = this.db.get(
        "SELECT owner, heartbeat_at, process FROM runs WHERE id = ? AND created_at > ?",
        runId,
        FORGOTTEN_AT,
      );
      if (run === undefined) return false;
      const isFree = run["owner"] === null || run["owner"] === owner || this.isAbandoned(run);
      if (!isFree && (ended === undefined || run["heartbeat_at"] !== ended.getTime())) return false;
      this.db.run(
        "UPDATE runs SET owner = ?, process = ?, heartbeat_at = ?, status = 'running', reason = NULL WHERE id = ?",
        owner,
        JSON.stringify(this.process),
        now,
        runId,
      );
      return true;
    });
  }

  isAtWork(runId: string): boolean {
    const run = this.db.get("SELECT status, process FROM runs WHERE id = ?", runId);
    return run?.["status"] === "running" && !this.isAbandoned(run);
  }

  isImport(runId: string): boolean {
    const run = this.db.get("SELECT status FROM runs WHERE id = ? AND import IS NOT NULL", runId);
    return run !== undefined && !isOver(run["status"] as RunStatus);
  }

  renew({ runId, owner, now }: Lease): boolean {
    return this.db.run(`UPDATE runs SET heartbeat_at = ? WHERE ${OWNED}`, now, owner, runId) > 0;
  }

  release({ runId, owner, now }: Lease, status: RunStatus, reason?: PauseReason): void {
    this.db.run(
      `UPDATE runs SET owner = NULL, process = NULL, heartbeat_at = NULL, status = ?, reason = ?, ended_at = ? WHERE ${OWNED}`,
      status,
      reason === undefined ? null : JSON.stringify(reason),
      isOver(status) ? now : null,
      owner,
      runId,
    );
  }

  ask(lease: Lease, positions: readonly number[]): boolean {
    // A note that a power cut takes away would be paid for twice.
    return this.db.durably(() => {
      if (!this.renew(lease)) return false;
      for (const position of positions) this.write(lease.runId, position, { state: "asked" });
      return true;
    });
  }

  unask(runId: string, positions: readonly number[]): void {
    this.db.transaction(() => {
      for (const position of positions)
        this.db.run(
          `DELETE FROM run_outcomes WHERE run = ${SEQ} AND position = ? AND state = 'asked'`,
          runId,
          position,
        );
    });
  }

  settle(
    runId: string,
    outcomes: readonly { readonly position: number; readonly outcome: ItemOutcome }[],
  ): void {
    if (outcomes.length === 0) return;
    this.db.transaction(() => {
      for (const { position, outcome } of outcomes) this.write(runId, position, outcome);
    });
  }

  setSettings(runId: string, settings: RunSettings): void {
    this.db.run("UPDATE runs SET settings = ? WHERE id = ?", JSON.stringify(settings), runId);
  }

  setImport(runId: string, record: ImportRecord): void {
    this.db.run("UPDATE runs SET import = ? WHERE id = ?", this.seal.close(JSON.stringify(record)), runId);
  }

  *items(runId: string): Generator<readonly RunItem[]> {
    for (let start = 0; ;) {
      const row = this.db.get(
        `SELECT addresses FROM run_addresses WHERE run = ${SEQ} AND start = ?`,
        runId,
        start,
      );
      const addresses = row === undefined ? undefined : addressesIn(this.seal, row["addresses"]);
      const end = addresses === undefined ? this.endOfGap(runId, start) : start + addresses.length;
      if (end <= start) return;
      const outcomes = this.outcomes(runId, start, end);
      yield Array.from({ length: end - start }, (_, index) =>
        itemOf(start + index, addresses?.[index], outcomes.get(start + index)),
      );
      start = end;
    }
  }

  remove(runId: string): boolean {
    return this.db.transaction(() => {
      this.db.run(FORGET, FORGOTTEN_AT, runId);
      return deletePiece(this.db, runId);
    });
  }

  /** Where addresses that cannot be read come to their end. */
  private endOfGap(runId: string, start: number): number {
    // Node 22.15 has no numbered parameters.
    const next = this.db.get(
      `SELECT min(start) AS next, (SELECT total FROM runs WHERE id = ?) AS total FROM run_addresses
       WHERE run = ${SEQ} AND start > ?`,
      runId,
      runId,
      start,
    );
    return Number(next?.["next"] ?? next?.["total"] ?? 0);
  }

  private outcomes(runId: string, from: number, to: number): ReadonlyMap<number, ItemOutcome> {
    const rows = this.db.allArrays(
      `SELECT position, state, reason, is_known, ${ENTRY_COLUMNS} FROM run_outcomes
       WHERE run = ${SEQ} AND position >= ? AND position < ?`,
      runId,
      from,
      to,
    );
    return new Map(rows.map(([position, ...outcome]) => [Number(position), outcomeOf(outcome)]));
  }

  private write(runId: string, position: number, outcome: ItemOutcome): void {
    const reason = ("reason" in outcome ? outcome.reason : undefined) ?? null;
    const isKnown = outcome.state === "settled" ? Number(outcome.isKnown) : null;
    const entry: readonly Value[] = "entry" in outcome ? entryValues(outcome.entry) : NO_ENTRY;
    this.db.run(
      `INSERT OR REPLACE INTO run_outcomes VALUES (${SEQ}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      runId,
      position,
      outcome.state,
      reason,
      isKnown,
      ...entry,
    );
  }

  private isAbandoned({ process }: Row): boolean {
    const mark = parseProcessMark(process);
    return mark !== undefined && isGone(mark, this.process);
  }
}

const SEQ = "(SELECT seq FROM runs WHERE id = ?)";
const NO_ENTRY = [null, null, null, null, null, null] as const;
