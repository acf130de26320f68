import * as vscode from "vscode";
import type { ResultReason } from "../../shared/resultReasons.ts";

/** A reason in a word or two, as the question before a verification says it too. */
export function reasonWord(reason: ResultReason): string {
  switch (reason) {
    case "malformed":
      return vscode.l10n.t("malformed");
    case "refused":
      return vscode.l10n.t("refused by Instantly");
    case "mistypedDomain":
      return vscode.l10n.t("mistyped domain");
    case "unknownTopLevel":
      return vscode.l10n.t("unknown ending");
    case "disposable":
      return vscode.l10n.t("disposable");
    case "noReply":
      return vscode.l10n.t("no-reply");
    case "role":
      return vscode.l10n.t("role");
    case "plusTag":
      return vscode.l10n.t("plus-tag twin");
    case "domain":
      return vscode.l10n.t("rest of its domain");
    case "repeated":
      return vscode.l10n.t("repeated");
  }
}
