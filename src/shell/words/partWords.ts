import * as vscode from "vscode";
import type { Tone } from "../../shared/panelView.ts";
import type { ResultPart } from "../../shared/resultParts.ts";

/** A kind of result in a word or two. */
export function partWord(part: ResultPart): { readonly label: string; readonly tone: Tone } {
  switch (part) {
    case "verified":
      return { label: vscode.l10n.t("verified"), tone: "good" };
    case "catchAll":
      return { label: vscode.l10n.t("catch-all"), tone: "warn" };
    case "risky":
      return { label: vscode.l10n.t("risky"), tone: "warn" };
    case "invalid":
      return { label: vscode.l10n.t("invalid"), tone: "bad" };
    case "unknown":
      return { label: vscode.l10n.t("unknown"), tone: "warn" };
    case "pending":
      return { label: vscode.l10n.t("pending"), tone: "neutral" };
    case "notSent":
      return { label: vscode.l10n.t("not sent"), tone: "bad" };
    case "leftOut":
      return { label: vscode.l10n.t("left out"), tone: "neutral" };
    case "notReached":
      return { label: vscode.l10n.t("not reached"), tone: "neutral" };
  }
}
