import * as vscode from "vscode";
import type { LeadList, VerificationStats } from "../../core/api/resources/leadLists.ts";
import type { LeadListView, LeadListWords, MixRow, MixView } from "../../shared/leadListView.ts";
import { mixSegments } from "../words/verdictWords.ts";
import { formatCount, formatShare, plain } from "../words/text.ts";
import { dateText } from "./dateText.ts";
import { factsOf } from "./factsOf.ts";
import { otherFacts } from "./otherFacts.ts";

export interface LeadListContext {
  readonly now: Date;
  readonly mix: MixView;
  readonly inWebApp: boolean;
}

const KNOWN_FIELDS = new Set([
  "id",
  "organization_id",
  "name",
  "timestamp_created",
  "has_enrichment_task",
  "owned_by",
]);

export function leadListView(list: LeadList, { now, mix, inWebApp }: LeadListContext): LeadListView {
  const rows: [string, string | undefined][] = [
    [vscode.l10n.t("Created"), list.createdAt && dateText(list.createdAt, now)],
    [vscode.l10n.t("Owner"), list.ownedBy],
    [vscode.l10n.t("New leads are enriched"), enrichment(list.hasEnrichmentTask)],
  ];
  const name = plain(list.name);
  return {
    name: name === "" ? vscode.l10n.t("(no name)") : name,
    details: {
      heading: vscode.l10n.t("Details"),
      facts: [...factsOf(rows), ...otherFacts(list.raw, KNOWN_FIELDS)],
    },
    mix,
    inWebApp,
  };
}

function enrichment(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? vscode.l10n.t("yes, by themselves") : vscode.l10n.t("no");
}

/** The mix with every part, the empty ones too: a table that leaves rows out cannot be compared with another. */
export function mixView(stats: VerificationStats): MixView {
  const parts = mixSegments(stats);
  // The parts may sum to more than the API's total while leads move; shares must still fill one bar.
  const whole = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  const rows = parts.map(({ part, label, count }): MixRow => {
    const share = count / whole;
    return { part, label, share, count: formatCount(count), percent: formatShare(share) };
  });
  return { type: "done", total: formatCount(stats.total), summary: summary(stats.total, rows), rows };
}

function summary(total: number, rows: readonly MixRow[]): string {
  if (total === 0) return vscode.l10n.t("This list has no leads.");
  const parts = rows.filter(({ share }) => share > 0).map(({ label, percent }) => `${label} ${percent}`);
  return total === 1
    ? vscode.l10n.t("1 lead: {0}.", parts.join(", "))
    : vscode.l10n.t("{0} leads: {1}.", formatCount(total), parts.join(", "));
}

export function leadListWords(): LeadListWords {
  return {
    actions: vscode.l10n.t("Actions"),
    refresh: vscode.l10n.t("Refresh"),
    copyId: vscode.l10n.t("Copy ID"),
    copyJson: vscode.l10n.t("Copy as JSON"),
    openInWebApp: vscode.l10n.t("Open in Instantly"),
    mix: vscode.l10n.t("Verification"),
    loadingMix: vscode.l10n.t("Counting the leads…"),
    verdict: vscode.l10n.t("Verdict"),
    leads: vscode.l10n.t("Leads"),
    share: vscode.l10n.t("Share"),
    total: vscode.l10n.t("Total"),
  };
}
