import type { Clock } from "../clock.ts";
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

/** By score: best first. By status: errors first (their codes are negative). Created: the API's own order. */
const SORT: Readonly<Record<AccountOptions["sortBy"], Pick<AccountListRequest, "sortBy" | "sortOrder">>> = {
  score: { sortBy: "stat_warmup_score", sortOrder: "desc" },
  status: { sortBy: "status", sortOrder: "asc" },
  name: { sortBy: "email", sortOrder: "asc" },
  created: {},
};

/** The workspace's accounts, as far as they are loaded. */
export class AccountStore {
  readonly list: PagedList<Account>;
  private current: AccountOptions = { sortBy: "created", search: "" };

  constructor(
    private readonly api: AccountsApi,
    clock: Clock,
    cache?: PageCache,
  ) {
    this.list = new PagedList({
      fetchPage: (request) =>
        api.list({
          ...request,
          ...SORT[this.current.sortBy],
          search: this.current.search,
          includeTags: true,
        }),
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

  dispose(): void {
    this.list.dispose();
  }
}
