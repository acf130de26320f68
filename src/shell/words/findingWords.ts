import * as vscode from "vscode";
import type { FreeFinding } from "../../core/text/freeChecks.ts";
import { addressProblem } from "./addressWords.ts";
import { plain } from "./text.ts";

/** What a free check has found, as a codicon id and one sentence. */
export function findingWords(finding: FreeFinding): readonly [icon: string, words: string] {
  switch (finding.kind) {
    case "syntax":
      return ["error", addressProblem(finding.reason)];
    case "mistypedDomain":
      return ["warning", vscode.l10n.t("The domain looks mistyped.")];
    case "unknownTopLevel":
      return ["warning", vscode.l10n.t("No domain ends in .{0}.", plain(finding.topLevel))];
    case "disposable":
      return ["warning", vscode.l10n.t("A throw-away mailbox.")];
    case "noReply":
      return ["warning", vscode.l10n.t("Nobody reads mail to a no-reply address.")];
    case "role":
      return ["info", vscode.l10n.t("A role address, read by more than one person.")];
  }
}
