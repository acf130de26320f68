import type { Clock } from "../clock.ts";
import { BrokenRow, type Page, type PageRequest, readable, type Row } from "../api/page.ts";
import { PageTrail } from "../api/pageTrail.ts";
import {
  type Account,
  account,
  type AccountListRequest,
  type AccountsApi,
} from "../api/resources/accounts.ts";
import { keptRows } from "./keptRows.ts";
import type { PageCache } from "./pageCache.ts";
import { doubling, PagedList } from "./pagedList.ts";

/** In which order accounts are listed, and which. */
export interface AccountOptions {
  readonly sortBy: "score" | "status" | "name" | "created";
  /** Part of an address; "" for all. */
  readonly search: string;
}

/** How many accounts of the whole workspace have an error; at least so many where not all were read. */
export interface AccountsInTrouble {
  readonly count: number;
  readonly isAll: boolean;
}

/** Pages of a hundred that are read to count: nobody mends more accounts than that one by one. */
const COUNTED_PAGES = 10;

/** By score: best first. By status: those with an error, which are asked for apart, then the API's own order. */
const SORT: Readonly<Record<AccountOptions["sortBy"], Pick<AccountListRequest, "sortBy" | "sortOrder">>> = {
  score: { sortBy: "stat_warmup_score", sortOrder: "desc" },
  status: {},
  name: { sortBy: "email", sortOrder: "asc" },
  created: {},
};

/** The workspace's accounts, as far as they are loaded. */
export class AccountStore {
  readonly list: PagedList<Account>;
  private current: AccountOptions = { sortBy: "status", search: "" };
  private counted: AccountsInTrouble | undefined;

  constructor(
    private readonly api: AccountsApi,
    clock: Clock,
    cache?: PageCache,
  ) {
    this.list = new PagedList({
      fetchPage: (request) => this.readPage(request),
      keyOf: ({ email }) => email,
      moreRows: doubling,
      kept:
        cache && keptRows({ cache, name: () => `accounts ${JSON.stringify(this.current)}`, schema: account }),
      clock,
    });
  }

  get options(): AccountOptions {
    return this.current;
  }

  /** Counted over all accounts, not only those that are loaded. Undefined before it is known. */
  get inTrouble(): AccountsInTrouble | undefined {
    return this.counted;
  }

  /** Reads on until every account is loaded, or a page fails. */
  async loadAll(): Promise<void> {
    await this.list.ensureLoaded();
    while (this.list.state.hasMore && this.list.state.error === undefined) await this.list.loadMore();
  }

  /** Starts the list over when something changed, and reads it again if it was loaded. */
  setOptions(change: Partial<AccountOptions>): void {
    const next = { ...this.current, ...change };
    if (next.sortBy === this.current.sortBy && next.search === this.current.search) return;
    this.current = next;
    this.list.restart();
  }

  /** The whole account: list rows have their warm-up settings cut down. @throws ApiError; the signal's reason. */
  details(email: string, signal?: AbortSignal): Promise<Account> {
    return this.api.get(email, { signal });
  }

  /** The first page comes with all that have an error, wherever the order has them. */
  private async readPage(request: PageRequest): Promise<Page<Account>> {
    const { sortBy, search } = this.current;
    const wanted = { ...request, search, includeTags: true };
    const page = this.api.list({ ...wanted, ...SORT[sortBy] });
    if (request.after !== undefined) return page;
    const [first, { accounts, isAll }] = await Promise.all([page, this.readTrouble(wanted)]);
    if (search === "") this.counted = { count: accounts.length, isAll };
    if (sortBy !== "status") return first;
    const known = new Set(accounts.map(({ email }) => email));
    const isOther = (row: Row<Account>): boolean => row instanceof BrokenRow || !known.has(row.email);
    return { ...first, rows: [...accounts, ...first.rows.filter(isOther)] };
  }

  private async readTrouble(
    request: AccountListRequest,
  ): Promise<{ readonly accounts: readonly Account[]; readonly isAll: boolean }> {
    const found = new Map<string, Account>();
    const trail = new PageTrail();
    for (let pages = 0; pages < COUNTED_PAGES; pages++) {
      const page = await this.api.list({ ...request, onlyErrors: true, after: trail.next });
      for (const row of readable(page.rows)) if (hasError(row)) found.set(row.email, row);
      trail.follow(page, false);
      if (trail.next === undefined) break;
    }
    return { accounts: [...found.values()], isAll: trail.next === undefined && !trail.isCut };
  }

  dispose(): void {
    this.list.dispose();
  }
}

function hasError({ status }: Account): boolean {
  return Number(status.code) < 0;
}
