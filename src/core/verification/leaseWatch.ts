import type { Clock } from "../clock.ts";
import { LEASE_MS, type RunRecord } from "./journal.ts";
import { SteadyClock } from "./steadyClock.ts";
import { StoreError } from "./storeError.ts";

const LOOK_MS = 2_000;

interface Watched {
  readonly heartbeat: number | undefined;
  silentMs: number;
}

/**
 * Tells when another window's lease on a run has ended: when it was looked at for as long as a lease lasts and was not
 * renewed. No clock is compared with another: after a start of the machine it may show anything, and while the machine
 * sleeps nobody can renew.
 */
export class LeaseWatch {
  private readonly watched = new Map<string, Watched>();
  private readonly ended = new AbortController();
  private readonly steady: SteadyClock;
  private isLooking = false;

  /** @param freed called when a run that was watched can be taken, or has come to its end. */
  constructor(
    private readonly clock: Clock,
    private readonly records: () => readonly RunRecord[],
    private readonly freed: () => void,
  ) {
    this.steady = new SteadyClock(clock);
  }

  /** Whether a running run's window is gone for certain or was silent for long; if not, it is watched from now on. */
  isOver(record: RunRecord): boolean {
    if (record.isAbandoned === true) return true;
    const known = this.watched.get(record.id);
    const heartbeat = record.heartbeatAt?.getTime();
    if (known?.heartbeat === heartbeat && known !== undefined) return known.silentMs >= LEASE_MS;
    this.watched.set(record.id, { heartbeat, silentMs: 0 });
    void this.look();
    return false;
  }

  dispose(): void {
    this.ended.abort();
    this.watched.clear();
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    for (let before = this.steady.now(); this.watched.size > 0;) {
      try {
        await this.clock.sleep(LOOK_MS, this.ended.signal);
      } catch {
        return; // disposed
      }
      const now = this.steady.now();
      this.compare(Math.min(now - before, 2 * LOOK_MS));
      before = now;
    }
    this.isLooking = false;
  }

  private compare(elapsedMs: number): void {
    let isFreed = false;
    const records = this.read();
    if (records === undefined) return;
    for (const [id, watched] of this.watched) {
      const record = records.find((kept) => kept.id === id);
      const heartbeat = record?.heartbeatAt?.getTime();
      if (record?.status !== "running" || record.isAbandoned === true) {
        this.watched.delete(id);
        isFreed = true;
      } else if (heartbeat !== watched.heartbeat) this.watched.set(id, { heartbeat, silentMs: 0 });
      else if (watched.silentMs < LEASE_MS) {
        watched.silentMs += elapsedMs;
        isFreed ||= watched.silentMs >= LEASE_MS;
      }
    }
    if (isFreed) this.freed();
  }

  private read(): readonly RunRecord[] | undefined {
    try {
      return this.records();
    } catch (error) {
      if (error instanceof StoreError) return undefined; // perhaps the next time
      throw error;
    }
  }
}
