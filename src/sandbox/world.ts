import { Collection } from "./collection.ts";
import type { Fault } from "./faults.ts";
import { RateLimiter } from "./limits.ts";
import type {
  AccountRow,
  ApiKeyRow,
  CampaignRow,
  EmailRow,
  ImportCheck,
  InterestOrder,
  JobRow,
  LeadListRow,
  LeadRow,
  LedgerLine,
  LabelRow,
  TagRow,
  VerificationRow,
  WorkspaceInfo,
} from "./records.ts";

/** Everything one workspace holds. */
export interface Workspace {
  readonly info: WorkspaceInfo;
  readonly accounts: Collection<AccountRow>;
  readonly leadLists: Collection<LeadListRow>;
  readonly leads: Collection<LeadRow>;
  readonly campaigns: Collection<CampaignRow>;
  readonly emails: Collection<EmailRow>;
  readonly jobs: Collection<JobRow>;
  readonly tags: Collection<TagRow>;
  readonly labels: Collection<LabelRow>;
  readonly apiKeys: Collection<ApiKeyRow>;
  /** Account address or campaign id -> ids of its tags. */
  readonly tagsOf: Map<string, readonly string[]>;
  readonly verifications: Map<string, VerificationRow>;
  /** Leads whose verification on import is still to be done, in the order of their times. */
  readonly importChecks: ImportCheck[];
  /** Interest statuses that were taken and are not yet written. */
  readonly interestOrders: InterestOrder[];
  readonly ledger: Map<string, LedgerLine>;
  readonly limiter: RateLimiter;
  credits: number;
}

/** A key as the sandbox knows it. */
export interface KeyRecord {
  readonly workspaceId: string;
  readonly scopes: readonly string[];
  readonly revoked?: true;
  readonly unpaid?: true;
}

/** One request that came in. Headers are not kept: they carry the key. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number | "dropped";
  readonly at: string;
}

export interface WorldOptions {
  readonly seed: number;
  readonly accounts: number;
  /**
   * How long a verification takes; by default 300 to 1,500 ms, the same each time for the same address. Of leads
   * verified on import, which the server works off by itself, one is done every so often; by default one every 2 ms.
   */
  readonly verifyDelayMs: number | undefined;
  /** Where the sandbox itself listens: tracking pixels in the sample mail point at it, never outside. */
  readonly origin: string;
  readonly now: () => Date;
}

/** The whole state of one sandbox. */
export interface World {
  readonly options: WorldOptions;
  readonly workspaces: Map<string, Workspace>;
  readonly keys: Map<string, KeyRecord>;
  readonly requests: LoggedRequest[];
  faults: Fault[];
  /** The present time as an ISO text, later than any it gave before: creation times double as cursors. */
  stamp(): string;
}

/** A workspace without any rows. */
export function emptyWorkspace(info: WorkspaceInfo, credits: number, now: () => Date): Workspace {
  return {
    info,
    accounts: new Collection((row) => row.email),
    leadLists: new Collection((row) => row.id),
    leads: new Collection((row) => row.id),
    campaigns: new Collection((row) => row.id),
    emails: new Collection((row) => row.id),
    jobs: new Collection((row) => row.id),
    tags: new Collection((row) => row.id),
    labels: new Collection((row) => row.id),
    apiKeys: new Collection((row) => row.id),
    tagsOf: new Map(),
    verifications: new Map(),
    importChecks: [],
    interestOrders: [],
    ledger: new Map(),
    limiter: new RateLimiter(() => now().getTime()),
    credits,
  };
}

/** Times that always grow, by a millisecond where the clock stands still. */
export function growingStamp(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, now().getTime());
    return new Date(last).toISOString();
  };
}
