import * as vscode from "vscode";
import type { MailWords } from "../../shared/mailWords.ts";

/** Placeholders that the page fills in itself, since only it counts what the sanitiser took out. */
export function mailWords(): MailWords {
  return {
    body: vscode.l10n.t("Message"),
    html: vscode.l10n.t("HTML"),
    text: vscode.l10n.t("Plain text"),
    showAs: vscode.l10n.t("Show the message as"),
    blockedOne: vscode.l10n.t("1 remote image or tracker was not loaded ({0}).", "{0}"),
    blockedMany: vscode.l10n.t("{0} remote images or trackers were not loaded ({1}).", "{0}", "{1}"),
    links: vscode.l10n.t("Links in this message ({0})", "{0}"),
    open: vscode.l10n.t("Open"),
    openLink: vscode.l10n.t("Open {0} in the browser", "{0}"),
    notOpenable: vscode.l10n.t("not a web or mail address"),
    moreLinks: vscode.l10n.t("{0} more links are not listed.", "{0}"),
  };
}
