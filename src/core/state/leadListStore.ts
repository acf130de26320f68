import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { ApiError } from "../api/errors.ts";
import {
  leadList,
  type LeadList,
  type LeadListsApi,
  type VerificationStats,
} from "../api/resources/leadLists.ts";
import { keptRows } from "./keptRows.ts";
import type { PageCache } from "./pageCache.ts";
import { doubling, PagedList } from "./pagedList.ts";

/** The verification stats of one list: old ones stay while new ones load or fail. */
export interface StatsState {
  readonly value: VerificationStats | undefined;
  readonly error: ApiError | undefined;
  readonly loading: boolean;
}

const NOT_LOADED: StatsState = { value: undefined, error: undefined, loading: false };

/** The workspace's lead lists, and the verification stats of those that were looked into. */
export class LeadListStore {
  readonly list: PagedList<LeadList>;
  private readonly statsById = new Map<string, StatsState>();
  /** Ids whose stats were read since the last refresh. */
  private readonly fresh = new Set<string>();
  private readonly flights = new Map<string, Promise<void>>();
  private readonly statsChanged = new Emitter<string>();
  private controller = new AbortController();

  constructor(
    private readonly api: LeadListsApi,
    clock: Clock,
    cache?: PageCache,
  ) {
    this.list = new PagedList({
      fetchPage: (request) => api.list(request),
      keyOf: (list) => list.id,
      moreRows: doubling,
      kept: cache && keptRows({ cache, name: () => "lead lists", schema: leadList }),
      clock,
    });
  }

  stats(id: string): StatsState {
    return this.statsById.get(id) ?? NOT_LOADED;
  }

  /**
   * Reads the stats of a list unless they were read since the last refresh. Single-flight; never rejects for a failed
   * call, and asks again after one: a redraw should look at `stats(id).error` first.
   */
  loadStats(id: string): Promise<void> {
    if (this.fresh.has(id)) return Promise.resolve();
    const flight = this.flights.get(id) ?? this.fetchStats(id, this.controller.signal);
    this.flights.set(id, flight);
    return flight;
  }

  /** Told the id of the list whose stats changed. */
  readonly onDidChangeStats = (listener: (id: string) => void): (() => void) =>
    this.statsChanged.event(listener);

  /** Reads the lists again. Stats stay as they are until they are asked for again, and are then read anew. */
  refresh(): Promise<void> {
    this.controller.abort();
    this.controller = new AbortController();
    this.flights.clear();
    this.fresh.clear();
    return this.list.refresh();
  }

  dispose(): void {
    this.controller.abort();
    this.statsChanged.dispose();
    this.list.dispose();
  }

  private async fetchStats(id: string, signal: AbortSignal): Promise<void> {
    const { value: old } = this.stats(id);
    this.setStats(id, { value: old, error: undefined, loading: true });
    try {
      const value = await this.api.verificationStats(id, { signal });
      if (signal.aborted) return;
      this.fresh.add(id);
      this.flights.delete(id);
      this.setStats(id, { value, error: undefined, loading: false });
    } catch (error) {
      if (signal.aborted) return;
      this.flights.delete(id);
      const known = error instanceof ApiError ? error : undefined;
      this.setStats(id, { value: old, error: known, loading: false });
      if (known === undefined) throw error;
    }
  }

  private setStats(id: string, state: StatsState): void {
    this.statsById.set(id, state);
    this.statsChanged.fire(id);
  }
}
