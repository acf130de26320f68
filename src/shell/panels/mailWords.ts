import * as vscode from "vscode";
import type { MailWords } from "../../shared/mailWords.ts";

/** Placeholders that the page fills in itself, for what only it counts. */
export function mailWords(): MailWords {
  return {
    body: vscode.l10n.t("Message"),
    showAs: vscode.l10n.t("Show the message as"),
    html: vscode.l10n.t("HTML"),
    simple: vscode.l10n.t("Simple"),
    text: vscode.l10n.t("Plain text"),
    source: vscode.l10n.t("Source"),
    foundInText: vscode.l10n.t("Shown as plain text, in which Find works."),
    zoomOut: vscode.l10n.t("Smaller"),
    zoomIn: vscode.l10n.t("Larger"),
    zoomReset: vscode.l10n.t("Original size"),
    paper: vscode.l10n.t("Original Colors"),
    theme: vscode.l10n.t("Theme Colors"),
    quote: vscode.l10n.t("Quoted text"),
    signature: vscode.l10n.t("Signature"),
    blockedOne: vscode.l10n.t("1 remote image or tracker was not loaded ({0}).", "{0}"),
    blockedMany: vscode.l10n.t("{0} remote images or trackers were not loaded ({1}).", "{0}", "{1}"),
    images: vscode.l10n.t("Images of this message"),
    links: vscode.l10n.t("Links in this message ({0})", "{0}"),
    open: vscode.l10n.t("Open"),
    openLink: vscode.l10n.t("Open {0} in the browser", "{0}"),
    notOpenable: vscode.l10n.t("not a web or mail address"),
    element: vscode.l10n.t("What"),
    address: vscode.l10n.t("Address"),
    tracker: vscode.l10n.t("Looks like a tracker"),
    state: vscode.l10n.t("Loaded?"),
  };
}
