import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { INTEREST_CODES, interestOf } from "../../core/api/resources/interest.ts";
import type { Session } from "../../core/state/session.ts";
import type { Tone } from "../../shared/panelView.ts";
import { UserError } from "../explain.ts";
import { interestLabel, interestTone } from "../words/emailWords.ts";
import { plain } from "../words/text.ts";

/** Lets the person choose how the lead of an email stands. Instantly does it later: until then it shows as queued. */
export async function setInterest(session: Session, email: Email): Promise<void> {
  if (email.lead === undefined)
    throw new UserError(vscode.l10n.t("This email belongs to no lead, so it has no interest status."));
  // A message without a status says nothing of its lead: those that we have sent mostly have none.
  const present = email.interest?.code;
  const labels = await session.labelNames.all();
  const choice = (value: number | null): vscode.QuickPickItem & { value: number | null } => {
    const status = { interest: interestOf(value) };
    return {
      label: capital(interestLabel(status, session.labelNames) ?? vscode.l10n.t("no interest status")),
      description: value === present ? vscode.l10n.t("now") : "",
      iconPath: new vscode.ThemeIcon(ICONS[interestTone(status, session.labelNames)] ?? "circle-outline"),
      value,
    };
  };
  const own = [...labels.keys()].filter((code) => !INTEREST_CODES.includes(code)).toSorted((a, b) => b - a);
  const chosen = await vscode.window.showQuickPick(
    [...INTEREST_CODES.map(choice), ...own.map(choice), choice(null)],
    {
      title: vscode.l10n.t("Interest Status of {0}", plain(email.lead)),
      placeHolder: vscode.l10n.t("Instantly takes a change at once and does it a moment later"),
    },
  );
  if (chosen !== undefined) await session.interest.set(email, chosen.value);
}

const ICONS: Readonly<Partial<Record<Tone, string>>> = { good: "thumbsup", bad: "thumbsdown" };

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(vscode.env.language) + text.slice(1);
}
