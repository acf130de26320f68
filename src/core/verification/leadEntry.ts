import type { Lead } from "../api/resources/leads.ts";
import type { LedgerEntry } from "./ledger.ts";

type Answer = Pick<LedgerEntry, "verdict" | "rawStatus" | "catchAll">;

/**
 * What a lead's status says about its address, in the words of a single check; undefined while nothing is final.
 * A lead has one status for the address and its domain: at a catch-all domain nothing is proven, and mail goes there at
 * one's own risk.
 */
export function leadAnswer({ verification }: Pick<Lead, "verification">): Answer | undefined {
  switch (verification.word) {
    case "verified":
      return { verdict: "verified", rawStatus: "verified", catchAll: undefined };
    case "invalid":
      return { verdict: "invalid", rawStatus: "invalid", catchAll: undefined };
    case "risky":
      return { verdict: "risky", rawStatus: "risky", catchAll: undefined };
    case "catchAll":
      return { verdict: "risky", rawStatus: "catch_all", catchAll: true };
    case "jobChange":
      return { verdict: "unknown", rawStatus: "job_change", catchAll: undefined };
    case "notVerified":
    case "pending":
      return undefined;
    case "unknown":
      return verification.code === null
        ? undefined
        : { verdict: "unknown", rawStatus: String(verification.code), catchAll: undefined };
  }
}
