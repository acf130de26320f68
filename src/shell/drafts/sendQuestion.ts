import * as vscode from "vscode";
import { adviceWords } from "../words/adviceWords.ts";
import { formatCount, plain } from "../words/text.ts";
import { reveal, type ReadyDraft } from "./readyDraft.ts";

/** Asks whether a draft is to be sent, naming account, recipient and subject; what is unresolved is said there. */
export async function askToSend(draft: ReadyDraft): Promise<boolean> {
  const { outgoing, to, doubts, doubtAt, uri } = draft;
  const { mail } = outgoing;
  const account = plain(mail.account);
  const question =
    mail.kind === "reply"
      ? vscode.l10n.t("Send this reply from {0} to {1}?", account, plain(to))
      : vscode.l10n.t("Forward this message from {0} to {1}?", account, plain(to));
  const send = doubts.length === 0 ? vscode.l10n.t("Send") : vscode.l10n.t("Send Anyway");
  const show = vscode.l10n.t("Show in Draft");
  const options = { modal: true, detail: detailOf(draft) };
  const chosen =
    doubts.length === 0
      ? await vscode.window.showInformationMessage(question, options, send)
      : await vscode.window.showWarningMessage(question, options, show, send);
  if (chosen === show && doubtAt !== undefined) await reveal(uri, doubtAt);
  return chosen === send;
}

function detailOf({ outgoing: { mail }, doubts, record }: ReadyDraft): string {
  const lines = [vscode.l10n.t("Subject: {0}", plain(mail.subject))];
  if (mail.cc !== undefined) lines.push(vscode.l10n.t("Copy to: {0}", spaced(mail.cc)));
  if (mail.bcc !== undefined) lines.push(vscode.l10n.t("Blind copy to: {0}", spaced(mail.bcc)));
  if (mail.kind === "forward") {
    lines.push(
      mail.includesOriginal
        ? vscode.l10n.t("Instantly puts the original message below the note.")
        : vscode.l10n.t("The original message is left out."),
    );
    if (record.attachments > 0) lines.push(attachmentsText(record.attachments));
  }
  if (doubts.length > 0) lines.push("", ...doubts.slice(0, 5).map((each) => `• ${adviceWords(each)}`));
  if (doubts.length > 5) lines.push(vscode.l10n.t("and {0} more", formatCount(doubts.length - 5)));
  return lines.join("\n");
}

function attachmentsText(count: number): string {
  return count === 1
    ? vscode.l10n.t("Its file may not go along: the API does not say how to send it.")
    : vscode.l10n.t(
        "Its {0} files may not go along: the API does not say how to send them.",
        formatCount(count),
      );
}

/** Asks whether a message that may have been sent already is to be sent (again). */
export async function askToRepeat({ outgoing: { mail }, to }: ReadyDraft, triedAt: string): Promise<boolean> {
  const send = vscode.l10n.t("Send Again");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Send “{0}” a second time?", plain(mail.subject)),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Nobody knows whether the try of {0} was sent, and the conversation does not show it. If it was, {1} gets the message twice. From: {2}.",
        triedAt,
        plain(to),
        plain(mail.account),
      ),
    },
    send,
  );
  return chosen === send;
}

function spaced(addresses: string): string {
  return plain(addresses.replaceAll(",", ", "));
}
