import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { Session } from "../../core/state/session.ts";
import { UserError } from "../explain.ts";
import { interestChoice, interestChoices, type InterestChoice } from "../words/interestChoices.ts";
import { plain } from "../words/text.ts";

/** Lets the person choose how the lead of an email stands; false when they do not. Instantly does it later: until then it shows as queued. */
export async function setInterest(session: Session, email: Email): Promise<boolean> {
  if (email.lead === undefined)
    throw new UserError(vscode.l10n.t("This email belongs to no lead, so it has no interest status."));
  // A message without a status says nothing of its lead: those that we have sent mostly have none.
  const present = email.interest?.code;
  const choices: InterestChoice[] = [...(await interestChoices(session)), interestChoice(null, session)];
  const chosen = await vscode.window.showQuickPick(
    choices.map((choice) => ({
      ...choice,
      description: choice.code === present ? vscode.l10n.t("now") : "",
    })),
    {
      title: vscode.l10n.t("Interest Status of {0}", plain(email.lead)),
      placeHolder: vscode.l10n.t("Instantly takes a change at once and does it a moment later"),
    },
  );
  if (chosen === undefined) return false;
  await session.interest.set(email, chosen.code);
  return true;
}
