import type {
  ItemOutcome,
  Journal,
  Lease,
  NewRun,
  RunItem,
  RunRecord,
  RunSettings,
  RunSource,
  RunStatus,
} from "../core/verification/journal.ts";
import { isOver } from "../core/verification/journal.ts";
import type { ImportRecord } from "../core/verification/importRecord.ts";
import type { PauseReason } from "../core/verification/pauseReason.ts";
import type { PlanGroup } from "../core/verification/planGroups.ts";
import type { Database, Row, Value } from "./database.ts";
import { ENTRY_COLUMNS, entryOf, entryValues } from "./entryRow.ts";
import { isGone, ownProcessMark, type ProcessMark } from "./processMark.ts";
import type { Seal } from "./seal.ts";

const OWNED = "owner = ? AND id = ?";

/** The journal on disk: addresses and titles encrypted, outcomes by position. */
export class SqliteJournal implements Journal {
  constructor(
    private readonly db: Database,
    private readonly seal: Seal,
    private readonly process: ProcessMark = ownProcessMark(),
  ) {}

  create(run: NewRun): void {
    this.db.run(
      `INSERT INTO runs (id, scope, title, status, settings, created_at, total, source, import)
       VALUES (?, ?, ?, 'new', ?, ?, 0, ?, ?)`,
      run.id,
      run.scope,
      this.seal.close(run.title),
      JSON.stringify(run.settings),
      run.createdAt.getTime(),
      run.source === undefined ? null : this.seal.close(JSON.stringify(run.source)),
      run.import === undefined ? null : this.seal.close(JSON.stringify(run.import)),
    );
  }

  append(runId: string, items: readonly Omit<RunItem, "position">[]): void {
    if (items.length === 0) return;
    this.db.transaction(() => {
      const start = Number(this.db.get("SELECT total FROM runs WHERE id = ?", runId)?.["total"]);
      const addresses = this.seal.close(JSON.stringify(items.map(({ address }) => address)));
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
    return rows.map((row) => this.recordOf(row));
  }

  claim({ runId, owner, now }: Lease, ended?: Date): boolean {
    return this.db.transaction(() => {
      const run = this.db.get("SELECT owner, heartbeat_at, process FROM runs WHERE id = ?", runId);
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
      if (row === undefined) return;
      const addresses = JSON.parse(this.seal.open(row["addresses"] as Uint8Array)) as readonly string[];
      const outcomes = this.outcomes(runId, start, start + addresses.length);
      yield addresses.map((address, index) => {
        const outcome = outcomes.get(start + index);
        return { position: start + index, address, ...(outcome === undefined ? {} : { outcome }) };
      });
      start += addresses.length;
    }
  }

  remove(runId: string): void {
    this.db.run("DELETE FROM runs WHERE id = ?", runId);
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
    return typeof process === "string" && isGone(JSON.parse(process) as ProcessMark, this.process);
  }

  private recordOf(row: Row): RunRecord {
    const reason = row["reason"];
    const heartbeatAt = row["heartbeat_at"];
    const endedAt = row["ended_at"];
    const source = row["source"];
    const imported = row["import"];
    return {
      id: String(row["id"]),
      title: this.seal.open(row["title"] as Uint8Array),
      status: row["status"] as RunStatus,
      reason: typeof reason === "string" ? (JSON.parse(reason) as PauseReason) : undefined,
      settings: JSON.parse(String(row["settings"])) as RunSettings,
      createdAt: new Date(Number(row["created_at"])),
      ...(typeof endedAt === "number" ? { endedAt: new Date(endedAt) } : {}),
      ...(source instanceof Uint8Array ? { source: JSON.parse(this.seal.open(source)) as RunSource } : {}),
      ...(imported instanceof Uint8Array
        ? { import: JSON.parse(this.seal.open(imported)) as ImportRecord }
        : {}),
      total: Number(row["total"]),
      heartbeatAt: typeof heartbeatAt === "number" ? new Date(heartbeatAt) : undefined,
      ...(this.isAbandoned(row) ? { isAbandoned: true } : {}),
    };
  }
}

const SEQ = "(SELECT seq FROM runs WHERE id = ?)";
const NO_ENTRY = [null, null, null, null, null, null] as const;

function outcomeOf([word, reason, isKnown, ...entry]: readonly unknown[]): ItemOutcome {
  const state = word as ItemOutcome["state"];
  switch (state) {
    case "asked":
      return { state };
    case "skipped":
      return typeof reason === "string" ? { state, reason: reason as PlanGroup } : { state };
    case "pending":
      return { state, entry: entryOf(entry) };
    case "settled":
      return { state, entry: entryOf(entry), isKnown: isKnown === 1 };
    case "bad":
    case "refused":
      return { state, reason: String(reason) };
  }
}
