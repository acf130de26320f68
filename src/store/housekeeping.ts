import { systemClock } from "../core/clock.ts";
import { LEASE_MS, SINGLE } from "../core/verification/journal.ts";
import { StoreError } from "../core/verification/storeError.ts";
import { waitOutLocks } from "../core/verification/storeWrites.ts";
import { yieldNow } from "../core/verification/yieldNow.ts";
import type { Database } from "./database.ts";
import { deletePiece, FORGOTTEN_AT } from "./forgetRun.ts";
import { isGone, ownProcessMark, parseProcessMark, type ProcessMark } from "./processMark.ts";

const DAY_MS = 86_400_000;
const PIECE = 4_000;
/** A request that takes longer has failed. */
const SEND_MS = 60_000;
const USER = "user ";
const IS_SINGLE = `scope LIKE '%${SINGLE}'`;

/** What is kept on this machine, and who uses it: counted, and deleted a piece at a time, so that no window waits for it. */
export class Housekeeping {
  constructor(
    private readonly db: Database,
    private readonly process: ProcessMark = ownProcessMark(),
  ) {}

  /** Notes that a workspace keeps things here. @throws StoreError */
  use(scope: string): void {
    this.db.run("INSERT OR IGNORE INTO meta VALUES (?, x'00')", USER + scope);
  }

  /** How many drafts are kept, of one workspace or of all. @throws StoreError */
  drafts(scope?: string): number {
    return this.count("SELECT count(*) AS n FROM drafts", scope);
  }

  /** How many runs are kept. @throws StoreError */
  runs(scope?: string): number {
    return this.count(
      `SELECT count(*) AS n FROM runs WHERE created_at > ${FORGOTTEN_AT} AND NOT ${IS_SINGLE}`,
      scope,
    );
  }

  /** Whether a window verifies or sends something now, whichever that is. @throws StoreError */
  isAtWork(now: number): boolean {
    const running = this.db.all(
      "SELECT process, heartbeat_at FROM runs WHERE status = 'running' AND owner IS NOT NULL",
    );
    const isAnyRunning = running.some(({ process, heartbeat_at: at }) => {
      const mark = parseProcessMark(process);
      return !(mark !== undefined && isGone(mark, this.process)) && isRecent(at, now, 2 * LEASE_MS);
    });
    if (isAnyRunning) return true;
    const sending = this.db.all("SELECT updated_at FROM drafts WHERE attempt IS NOT NULL");
    const asked = this.db.all("SELECT max(checked_at) AS at FROM ledger WHERE source = 'asked'");
    return (
      sending.some(({ updated_at: at }) => isRecent(at, now, SEND_MS)) ||
      asked.some(({ at }) => isRecent(at, now, SEND_MS))
    );
  }

  /** Whether other workspaces than this one keep things here. @throws StoreError */
  isShared(scope: string): boolean {
    const users = this.db.get(
      `SELECT count(*) AS n FROM meta WHERE name LIKE '${USER}%' AND name <> ?`,
      USER + scope,
    )?.["n"];
    return Number(users) > 0 || this.drafts() > this.drafts(scope) || this.runs() > this.runs(scope);
  }

  /**
   * Deletes what one workspace keeps here. Verdicts stay: the ledger does not tell who has paid. @throws StoreError
   */
  async leave(scope: string): Promise<void> {
    await this.deleting(async () => {
      await this.step(() => this.db.run("DELETE FROM drafts WHERE scope = ?", scope));
      await this.deleteRuns("scope IN (?, ?)", scope, scope + SINGLE);
      await this.step(() => this.db.run("DELETE FROM meta WHERE name = ?", USER + scope));
    });
  }

  /** Deletes everything; the file stays, since other windows may have it open. @throws StoreError */
  async clear(): Promise<void> {
    await this.deleting(async () => {
      await this.step(() => this.db.run("DELETE FROM drafts"));
      await this.deleteRuns("1 = 1");
      const some = `DELETE FROM ledger WHERE address IN (SELECT address FROM ledger LIMIT ${PIECE})`;
      while ((await this.step(() => this.db.run(some))) > 0) await yieldNow();
      await this.step(() => this.db.run(`DELETE FROM meta WHERE name LIKE '${USER}%'`));
    });
    this.unlessLocked("VACUUM");
  }

  /**
   * Deletes runs that were forgotten halfway, those whose windows ended before they began, and single checks whose windows
   * ended: what those have marked stays marked, and is looked up by whoever asks next. @throws StoreError
   */
  async sweep(now: number): Promise<void> {
    await this.deleteRuns("status = 'new' AND created_at < ?", now - DAY_MS);
    const singles = this.db.all(
      `SELECT id, process, heartbeat_at FROM runs WHERE ${IS_SINGLE} AND status <> 'new'`,
    );
    for (const { id, process, heartbeat_at: at } of singles) {
      const mark = parseProcessMark(process);
      const isLeft = (mark !== undefined && isGone(mark, this.process)) || !isRecent(at, now, DAY_MS);
      if (isLeft) await this.deleteRuns("id = ?", String(id));
    }
  }

  private async deleteRuns(which: string, ...values: readonly (string | number)[]): Promise<void> {
    for (const { id } of this.db.all(`SELECT id FROM runs WHERE ${which}`, ...values)) {
      const some = (): boolean => this.db.transaction(() => deletePiece(this.db, String(id)));
      while (!(await this.step(some))) await yieldNow();
    }
  }

  /** Overwrites what `work` deletes, in the file and in its log. */
  private async deleting(work: () => Promise<void>): Promise<void> {
    this.db.get("PRAGMA secure_delete = ON");
    try {
      await work();
    } finally {
      this.db.get("PRAGMA secure_delete = OFF");
    }
    this.unlessLocked("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** For what the next time makes up for. */
  private unlessLocked(sql: string): void {
    try {
      this.db.run(sql);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  private step<T>(work: () => T): Promise<T> {
    return waitOutLocks(systemClock, work);
  }

  private count(sql: string, scope: string | undefined): number {
    const where = sql.includes("WHERE") ? "AND" : "WHERE";
    const row = scope === undefined ? this.db.get(sql) : this.db.get(`${sql} ${where} scope = ?`, scope);
    return Number(row?.["n"]);
  }
}

function isRecent(at: unknown, now: number, ms: number): boolean {
  return typeof at === "number" && Math.abs(now - at) < ms;
}
