import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { personName, subjectText } from "../words/emailWords.ts";
import { formatCount } from "../words/text.ts";

const MOST_NAMES = 2;

/** Says in one sentence what has come in. */
export async function announceMail(
  emails: readonly Email[],
  open: (id: string) => Promise<void>,
): Promise<void> {
  const [first, ...others] = emails;
  if (first === undefined) return;
  if (others.length === 0) {
    const text = vscode.l10n.t("{0} wrote: {1}", senderOf(first), subjectText(first));
    const openIt = vscode.l10n.t("Open");
    if ((await vscode.window.showInformationMessage(text, openIt)) === openIt) await open(first.id);
    return;
  }
  const names = [...new Set(emails.map(senderOf))];
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const text =
    names.length > MOST_NAMES
      ? vscode.l10n.t(
          "{0} new emails, from {1} and {2} more.",
          formatCount(emails.length),
          shown,
          formatCount(names.length - MOST_NAMES),
        )
      : vscode.l10n.t("{0} new emails, from {1}.", formatCount(emails.length), shown);
  const show = vscode.l10n.t("Show");
  if ((await vscode.window.showInformationMessage(text, show)) === show)
    await vscode.commands.executeCommand("instantly.emails.focus");
}

function senderOf({ from, fromName }: Email): string {
  return personName({ address: from, name: fromName }) || vscode.l10n.t("Somebody");
}
