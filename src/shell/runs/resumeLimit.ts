import * as vscode from "vscode";
import { checksFor } from "../../core/verification/creditLimit.ts";
import type { RunRecord, RunSettings } from "../../core/verification/journal.ts";
import { restOfRun, type RunRest } from "../../core/verification/runRest.ts";
import type { VerificationRuns } from "../../core/verification/verificationRuns.ts";
import { maxCreditsPerRunSetting } from "../settings.ts";
import { addressesText, creditsText, creditsUsedText, formatCount, plain } from "../words/text.ts";

type Limit = Pick<RunSettings, "maxCredits" | "hasOwnMax">;

/**
 * What a run may spend in all when it goes on: as the setting says now, or as was agreed to for it alone. One that has
 * reached that would only stop again, so the person is asked; undefined when they do not agree.
 * @param usualCredits what a check costs where no answer of the run told.
 */
export async function limitToResume(
  runs: Pick<VerificationRuns, "items">,
  record: RunRecord,
  usualCredits: number,
): Promise<Limit | undefined> {
  const setting = maxCreditsPerRunSetting();
  const { hasOwnMax = false, maxCredits } = record.settings;
  const limit = { maxCredits: hasOwnMax ? Math.max(maxCredits, setting) : setting, hasOwnMax };
  if (record.reason?.kind !== "maxCredits") return limit;
  const read = await restOfRun(runs.items(record.id), usualCredits);
  const rest =
    record.import === undefined
      ? read
      : {
          ...read,
          spent: record.import.spent,
          creditsPerCheck: record.import.creditsPerCheck ?? record.import.agreedCredits,
        };
  if (rest.toPay === 0 || checksFor(limit.maxCredits - rest.spent, rest.creditsPerCheck) > 0) return limit;
  const offers = restOffers(rest, setting);
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Go on with the verification of {0}?", plain(record.title)),
    { modal: true, detail: restText(rest) },
    ...offers,
  );
  return chosen?.limit;
}

/** How much more may be verified: as much again as one run may, if that is less than all, and all. */
export function restOffers(
  { toPay, spent, creditsPerCheck }: RunRest,
  setting: number,
): readonly { readonly title: string; readonly limit: Limit }[] {
  const limitFor = (checks: number): Limit => ({
    maxCredits: spent + checks * creditsPerCheck,
    hasOwnMax: true,
  });
  const price = (checks: number): string => creditsText(checks * creditsPerCheck);
  const all = {
    title: vscode.l10n.t("Verify All {0} ({1})", formatCount(toPay), price(toPay)),
    limit: limitFor(toPay),
  };
  const within = checksFor(setting, creditsPerCheck);
  if (within <= 0 || within >= toPay) return [all];
  return [
    {
      title: vscode.l10n.t("Verify {0} of {1} ({2})", formatCount(within), formatCount(toPay), price(within)),
      limit: limitFor(within),
    },
    all,
  ];
}

/** What the run has come to, and what is left of it. */
export function restText({ toPay, spent, creditsPerCheck }: RunRest): string {
  return [
    vscode.l10n.t("It has reached its limit: {0}.", creditsUsedText(spent)),
    vscode.l10n.t("Left: {0}, about {1}.", addressesText(toPay), creditsText(toPay * creditsPerCheck)),
  ].join("\n");
}
