import * as vscode from "vscode";
import { INTEREST_CODES, interestOf } from "../../core/api/resources/interest.ts";
import type { Session } from "../../core/state/session.ts";
import type { Tone } from "../../shared/panelView.ts";
import { interestLabel, interestTone } from "./emailWords.ts";

/** An interest status to choose; null makes a plain lead. */
export interface InterestChoice extends vscode.QuickPickItem {
  readonly code: number | null;
}

/** Every status that a lead of the workspace may have, best first, the workspace's own ones last. */
export async function interestChoices({
  labelNames,
}: Pick<Session, "labelNames">): Promise<(InterestChoice & { readonly code: number })[]> {
  const labels = await labelNames.all();
  const own = [...labels.keys()].filter((code) => !INTEREST_CODES.includes(code)).toSorted((a, b) => b - a);
  return [...INTEREST_CODES, ...own].map((code) => ({ ...interestChoice(code, { labelNames }), code }));
}

/** One of them. */
export function interestChoice(
  code: number | null,
  { labelNames }: Pick<Session, "labelNames">,
): InterestChoice {
  const status = { interest: interestOf(code) };
  const word = interestLabel(status, labelNames) ?? vscode.l10n.t("no interest status");
  return {
    label: word.charAt(0).toLocaleUpperCase(vscode.env.language) + word.slice(1),
    iconPath: new vscode.ThemeIcon(ICONS[interestTone(status, labelNames)] ?? "circle-outline"),
    code,
  };
}

const ICONS: Readonly<Partial<Record<Tone, string>>> = { good: "thumbsup", bad: "thumbsdown" };
