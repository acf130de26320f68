import * as vscode from "vscode";
import type { Verdict } from "../../core/api/resources/emailVerification.ts";
import type { VerificationStats } from "../../core/api/resources/leadLists.ts";
import type { StatusWord } from "./accountWords.ts";
import { plain } from "./text.ts";
import type { Tone } from "../../shared/panelView.ts";

export function verdictWord(verdict: Verdict): StatusWord {
  switch (verdict) {
    case "verified":
      return { label: vscode.l10n.t("verified"), tone: "good", icon: "verified-filled" };
    case "invalid":
      return { label: vscode.l10n.t("invalid"), tone: "bad", icon: "error" };
    case "risky":
      return { label: vscode.l10n.t("risky"), tone: "warn", icon: "warning" };
    case "pending":
      return { label: vscode.l10n.t("pending"), tone: "neutral", icon: "watch" };
    case "unknown":
      return { label: vscode.l10n.t("unknown"), tone: "warn", icon: "question" };
  }
}

/** The verdict; one that this build does not know keeps the API's own word beside it. */
export function verdictText({ verdict, rawStatus }: { verdict: Verdict; rawStatus: string }): string {
  const { label } = verdictWord(verdict);
  return verdict === "unknown" && rawStatus !== "" ? `${label} (${plain(rawStatus)})` : label;
}

export function catchAllWord(catchAll: boolean | "pending" | undefined): string {
  if (catchAll === true) return vscode.l10n.t("catch-all domain: the mailbox itself is not proven");
  if (catchAll === false) return vscode.l10n.t("not a catch-all domain");
  return catchAll === "pending"
    ? vscode.l10n.t("catch-all still being checked")
    : vscode.l10n.t("catch-all unknown");
}

export interface MixSegment {
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
}

/** The verification mix of a list in one fixed order, empty parts left out. */
export function mixSegments(stats: VerificationStats): MixSegment[] {
  const segments: MixSegment[] = [
    { label: vscode.l10n.t("verified"), count: stats.verified, tone: "good" },
    { label: vscode.l10n.t("catch-all"), count: stats.catchAll, tone: "warn" },
    { label: vscode.l10n.t("risky"), count: stats.risky, tone: "warn" },
    { label: vscode.l10n.t("invalid"), count: stats.invalid, tone: "bad" },
    { label: vscode.l10n.t("job changed"), count: stats.jobChange, tone: "warn" },
    { label: vscode.l10n.t("pending"), count: stats.pending, tone: "neutral" },
    { label: vscode.l10n.t("not verified"), count: stats.notVerified, tone: "neutral" },
  ];
  return segments.filter((segment) => segment.count > 0);
}
