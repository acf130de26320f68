import * as vscode from "vscode";
import { checkAddress } from "../../core/text/checkAddress.ts";
import type { TestFailure } from "../../core/api/resources/outgoingEmails.ts";
import { UserError } from "../explain.ts";
import { addressProblem } from "../words/addressWords.ts";
import { plain } from "../words/text.ts";
import type { DraftShelf } from "./draftShelf.ts";
import { readyDraft } from "./readyDraft.ts";

/** Sends what is written to an address of one's own, to see how it arrives; the conversation does not get it. */
export async function sendTest(shelf: DraftShelf, uri: vscode.Uri): Promise<void> {
  const { outgoing } = await readyDraft(shelf, uri);
  const { session } = await shelf.session(outgoing.scope);
  const { account, subject, html } = outgoing.mail;
  const to = await vscode.window.showInputBox({
    title: vscode.l10n.t("Send Test Email"),
    prompt: vscode.l10n.t(
      "Sends “{0}” once from {1} to this address. The draft is kept.",
      plain(subject),
      plain(account),
    ),
    value: account,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const checked = checkAddress(value);
      return checked.ok ? undefined : addressProblem(checked.reason);
    },
  });
  if (to === undefined) return;
  const mail = { account, subject, html, to: to.trim() };
  const failure = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Sending a test…") },
    () => session.api.outgoing.sendTest(mail),
  );
  if (failure !== undefined) throw new UserError(failureText(failure, account));
  void vscode.window.showInformationMessage(vscode.l10n.t("A test was sent to {0}.", plain(mail.to)));
}

function failureText(failure: TestFailure, account: string): string {
  switch (failure) {
    case "ACC_AUTH_ERROR":
      return vscode.l10n.t(
        "No test was sent: the mail server refused {0}'s password. Reconnect the account in Instantly.",
        plain(account),
      );
    case "ACC_NOT_FOUND":
      return vscode.l10n.t(
        "No test was sent: {0} is no account of this workspace. Change the From line.",
        plain(account),
      );
    default:
      return vscode.l10n.t("No test was sent: Instantly says only {0}.", plain(failure));
  }
}
