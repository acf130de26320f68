import * as vscode from "vscode";
import type { RunItem, RunRecord } from "../../core/verification/journal.ts";
import { formatCount, formatCredits, formatDate, plain } from "../words/text.ts";
import { verdictText } from "../words/verdictWords.ts";
import { addressProblem } from "../words/addressWords.ts";
import type { AddressProblem } from "../../core/text/checkAddress.ts";

/** Domains named in a report; the export has every address. */
const DOMAINS = 20;

/** A run as Markdown: totals, what they cost, and the domains with the most addresses. */
export function runReport(record: RunRecord, batches: Iterable<readonly RunItem[]>, version: string): string {
  const byResult = new Map<string, number>();
  const byDomain = new Map<string, { addresses: number; verified: number; catchAll: boolean }>();
  let credits = 0;
  for (const items of batches) {
    for (const item of items) {
      const result = resultText(item);
      byResult.set(result, (byResult.get(result) ?? 0) + 1);
      if (item.outcome?.state === "settled" && !item.outcome.isKnown)
        credits += item.outcome.entry.creditsUsed ?? 0;
      countDomain(byDomain, item);
    }
  }
  const share = new Intl.NumberFormat(vscode.env.language, { style: "percent", maximumFractionDigits: 1 });
  const results = [...byResult].sort(([, a], [, b]) => b - a);
  const domains = [...byDomain].sort(([, a], [, b]) => b.addresses - a.addresses).slice(0, DOMAINS);
  return [
    `# ${vscode.l10n.t("Verification of {0}", cell(record.title))}`,
    "",
    `${formatDate(record.createdAt)} · ${vscode.l10n.t("{0} addresses", formatCount(record.total))} · ${vscode.l10n.t("{0} credits used", formatCredits(credits))} · Instantly (unofficial) ${version}`,
    "",
    table(
      [vscode.l10n.t("Result"), vscode.l10n.t("Addresses"), vscode.l10n.t("Share")],
      [
        ...results.map(([word, count]) => [
          word,
          formatCount(count),
          share.format(count / Math.max(1, record.total)),
        ]),
      ],
    ),
    "",
    `## ${vscode.l10n.t("Domains")}`,
    "",
    table(
      [
        vscode.l10n.t("Domain"),
        vscode.l10n.t("Addresses"),
        vscode.l10n.t("verified"),
        vscode.l10n.t("catch-all"),
      ],
      domains.map(([domain, { addresses, verified, catchAll }]) => [
        domain,
        formatCount(addresses),
        formatCount(verified),
        catchAll ? vscode.l10n.t("yes") : "",
      ]),
    ),
    "",
  ].join("\n");
}

/** What became of an address, in one or two words. */
export function resultText({ outcome }: RunItem): string {
  switch (outcome?.state) {
    case undefined:
      return vscode.l10n.t("not reached");
    case "asked":
    case "pending":
      return vscode.l10n.t("pending");
    case "settled":
      return verdictText(outcome.entry);
    case "bad":
      return addressProblem(outcome.reason as AddressProblem);
    case "refused":
      return vscode.l10n.t("refused by Instantly");
    case "skipped":
      return vscode.l10n.t("left out");
  }
}

function countDomain(
  domains: Map<string, { addresses: number; verified: number; catchAll: boolean }>,
  { address, outcome }: RunItem,
): void {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const known = domains.get(domain) ?? { addresses: 0, verified: 0, catchAll: false };
  const entry = outcome?.state === "settled" ? outcome.entry : undefined;
  domains.set(domain, {
    addresses: known.addresses + 1,
    verified: known.verified + (entry?.verdict === "verified" ? 1 : 0),
    catchAll: known.catchAll || entry?.catchAll === true,
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

/** What a person's data holds must not become Markdown of the report's. */
function cell(text: string): string {
  return plain(text).replace(/[\\`*_[\]<>|]/gu, "\\$&");
}
