import {
  type ItemOutcome,
  type RunItem,
  type RunRecord,
  type RunSettings,
  type RunSource,
  type RunStatus,
  UNREADABLE,
} from "../core/verification/journal.ts";
import type { ImportRecord } from "../core/verification/importRecord.ts";
import type { PauseReason } from "../core/verification/pauseReason.ts";
import type { PlanGroup } from "../core/verification/planGroup.ts";
import type { Row } from "./database.ts";
import { dateOf, entryOf } from "./entryRow.ts";
import type { Seal } from "./seal.ts";

const STATUSES: readonly RunStatus[] = ["running", "paused", "done", "cancelled"];
const NO_SETTINGS: RunSettings = { maxCredits: 0, balanceFloor: 0, domains: "ask" };

/** A run as its row has it. What of it cannot be read is left out, and the record says so: it hides no other run. */
export function recordOf(row: Row, seal: Seal, isAbandoned: boolean): RunRecord {
  const found = { isDamaged: false };
  const read = <T>(value: unknown, parse: (value: unknown) => T | undefined): T | undefined => {
    if (value === null) return undefined;
    const parsed = unlessDamaged(() => parse(value));
    found.isDamaged ||= parsed === undefined;
    return parsed;
  };
  const sealed = (value: unknown): string => seal.open(value as Uint8Array);
  const heartbeatAt = row["heartbeat_at"];
  const source = read(row["source"], (value) => JSON.parse(sealed(value)) as RunSource);
  const imported = read(row["import"], (value) => JSON.parse(sealed(value)) as ImportRecord);
  const title = read(row["title"], sealed);
  const settings = read(row["settings"], settingsIn);
  const status = read(row["status"], (word) => STATUSES.find((known) => known === word));
  const total = read(row["total"], (value) => (isCount(value) ? value : undefined));
  const endedAt = row["ended_at"];
  const records = row["records"];
  return {
    id: String(row["id"]),
    title: title ?? "",
    status: status ?? "paused",
    reason: unlessDamaged(() => reasonIn(row["reason"])),
    settings: settings ?? NO_SETTINGS,
    createdAt: dateOf(row["created_at"]),
    ...(typeof records === "number" ? { records } : {}),
    ...(typeof endedAt === "number" ? { endedAt: dateOf(endedAt) } : {}),
    ...(source === undefined ? {} : { source }),
    ...(imported === undefined ? {} : { import: imported }),
    total: total ?? 0,
    heartbeatAt: typeof heartbeatAt === "number" ? dateOf(heartbeatAt) : undefined,
    ...(isAbandoned ? { isAbandoned } : {}),
    ...(found.isDamaged ? { isDamaged: true } : {}),
  };
}

/** An address as it is kept: with how often it stood in what was verified, where that is more than once. */
type KeptAddress = string | readonly [address: string, times: number];

/** Addresses as `addressesIn` reads them. */
export function addressesText(items: readonly Pick<RunItem, "address" | "times">[]): string {
  const kept = items.map(({ address, times }): KeptAddress =>
    times === undefined ? address : [address, times],
  );
  return JSON.stringify(kept);
}

/** The addresses of one row; undefined when it cannot be read. */
export function addressesIn(seal: Seal, sealed: unknown): readonly KeptAddress[] | undefined {
  return unlessDamaged(() => JSON.parse(seal.open(sealed as Uint8Array)) as readonly KeptAddress[]);
}

/** An address of a run. One that cannot be read is said to be so, and is neither asked nor looked up. */
export function itemOf(
  position: number,
  kept: KeptAddress | undefined,
  outcome: ItemOutcome | undefined,
): RunItem {
  const ended = outcome === undefined ? {} : { outcome };
  if (typeof kept === "string") return { position, address: kept, ...ended };
  if (kept !== undefined) return { position, address: kept[0], times: kept[1], ...ended };
  const isKnown = outcome !== undefined && outcome.state !== "asked" && outcome.state !== "pending";
  return { position, address: "", outcome: isKnown ? outcome : { state: "bad", reason: UNREADABLE } };
}

/** What became of one address, as its columns have it. */
export function outcomeOf([word, reason, isKnown, ...entry]: readonly unknown[]): ItemOutcome {
  const state = word as ItemOutcome["state"];
  switch (state) {
    case "skipped":
      return typeof reason === "string" ? { state, reason: reason as PlanGroup } : { state };
    case "pending":
      return { state, entry: entryOf(entry) };
    case "settled":
      return { state, entry: entryOf(entry), isKnown: isKnown === 1 };
    case "bad":
    case "refused":
      return { state, reason: String(reason) };
    case "asked":
    default:
      // A word that cannot be read may have stood for a verdict: it is looked up, and not paid for blindly.
      return { state: "asked" };
  }
}

function settingsIn(text: unknown): RunSettings | undefined {
  const {
    maxCredits,
    balanceFloor,
    domains = "ask",
  } = JSON.parse(String(text)) as Partial<Record<string, unknown>>;
  const isRead =
    typeof maxCredits === "number" &&
    typeof balanceFloor === "number" &&
    (domains === "ask" || domains === "skip" || domains === "verify");
  return isRead ? { maxCredits, balanceFloor, domains } : undefined;
}

function reasonIn(text: unknown): PauseReason | undefined {
  return typeof text === "string" ? (JSON.parse(text) as PauseReason) : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function unlessDamaged<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
