import * as vscode from "vscode";
import type { Verdict } from "../../core/api/resources/emailVerification.ts";
import type { VerificationStats } from "../../core/api/resources/leadLists.ts";
import type { MixPart } from "../../shared/leadListView.ts";
import { partWord } from "./partWords.ts";
import { plain } from "./text.ts";

/** The verdict; one that this build does not know keeps the API's own word beside it. */
export function verdictText({ verdict, rawStatus }: { verdict: Verdict; rawStatus: string }): string {
  const { label } = partWord(verdict);
  return verdict === "unknown" && rawStatus !== "" ? `${label} (${plain(rawStatus)})` : label;
}

export function catchAllWord(catchAll: boolean | "pending" | undefined): string {
  if (catchAll === true) return vscode.l10n.t("catch-all domain: the mailbox itself is not proven");
  if (catchAll === false) return vscode.l10n.t("not a catch-all domain");
  return catchAll === "pending"
    ? vscode.l10n.t("catch-all still being checked")
    : vscode.l10n.t("catch-all unknown");
}

/** One kind of result among the leads of a list. */
export interface MixSegment {
  readonly part: MixPart;
  readonly label: string;
  readonly count: number;
}

/** The verification mix of a list in one fixed order, the empty parts too. */
export function mixSegments(stats: VerificationStats): readonly MixSegment[] {
  const counts: readonly (readonly [MixPart, number])[] = [
    ["verified", stats.verified],
    ["catchAll", stats.catchAll],
    ["risky", stats.risky],
    ["invalid", stats.invalid],
    ["jobChange", stats.jobChange],
    ["pending", stats.pending],
    ["notVerified", stats.notVerified],
  ];
  return counts.map(([part, count]) => ({ part, count, label: partWord(part).label }));
}
